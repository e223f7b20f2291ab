/** Relations of a config (`depends`, `conflicts`, …) in one neutral grammar, as the relations of a package in one format. */
import type { RelationValue } from '../schema/relations.ts';
import type { KeyPath } from '../problems/problem.ts';
import type { BoundedName, Constraint, Format, Relation, Requirement } from '../format/format.ts';
import { formats } from '../format/formats.ts';
import { epochHint } from '../format/numbers.ts';
import { RELATION_KINDS, type RelationKind, RELATIONS } from '../format/relations.ts';
import { boundedName, parseConstraints, parseRequirement } from './constraint.ts';
import { parseRich } from './rich_relation.ts';
import { type GatedRelation, chooseByVersion } from './version_gate.ts';
import { ownPackage } from './own_packages.ts';
import type { Plan } from './plan.ts';
import type { Mistake, Resolver } from './resolver.ts';
import type { Scope } from './variables.ts';
import type { Version } from './version.ts';

/** A relation with the key or value that says its version. */
export interface PlacedRelation {
  readonly kind: RelationKind;
  readonly relation: Relation;
  readonly path: KeyPath;
}

type WrittenRelation = Omit<GatedRelation, 'when' | 'none'>;

/** What the relations of one kind for one format need to know. */
export interface RelationContext {
  readonly resolver: Resolver;
  readonly scope: Scope;
  readonly format: Format;
  /** The version of the set, which `when` asks about; undefined where it cannot be resolved. */
  readonly setVersion: Version | undefined;
}

/** In the order of the config; none for a format without such a field. `path` is that of the map. */
export function resolveRelations(
  kind: RelationKind,
  map: Readonly<Record<string, RelationValue>>,
  path: KeyPath,
  context: RelationContext,
): PlacedRelation[] {
  if (RELATIONS[kind].fields[context.format].length === 0) return [];
  return Object.entries(map).flatMap(([name, value]) => resolveValue(kind, name, value, [...path, name], context));
}

function resolveValue(kind: RelationKind, name: string, value: RelationValue, path: KeyPath, context: RelationContext) {
  const { resolver, format } = context;
  if (typeof value === 'string') return resolveOne(kind, name, { version: value }, path, path, context);
  if (!Array.isArray(value)) return resolveOne(kind, name, value, path, [...path, 'version'], context);
  const chosen = chooseByVersion(name, value, context.setVersion, path, resolver);
  if (chosen === undefined) return [];
  const { index, relation } = chosen;
  if (relation.none === true || (relation.only ?? format) !== format) return [];
  return resolveOne(kind, name, relation, [...path, index], [...path, index, 'version'], context);
}

function resolveOne(
  kind: RelationKind,
  name: string,
  relation: WrittenRelation,
  path: KeyPath,
  versionPath: KeyPath,
  context: RelationContext,
): PlacedRelation[] {
  const { format, resolver } = context;
  const here = relation[format];
  if ((relation.only ?? format) !== format || here === false) return [];
  if (relation.rich !== undefined) return resolveRich(kind, name, relation, path, context);
  if (relation.any !== undefined) return resolveAny(kind, name, relation, path, context);
  const own = typeof here === 'string' ? { name: here } : here;
  const namePath = typeof here === 'string' ? [...path, format] : [...path, format, 'name'];
  const finalName =
    own?.name === undefined ? withoutDebQualifier(name, format) : resolver.resolve(own.name, namePath, context.scope);
  const written = own?.version ?? relation.version ?? '*';
  const writtenPath = own?.version === undefined ? versionPath : [...path, format, 'version'];
  const text = resolver.resolve(written, writtenPath, context.scope);
  if (finalName === undefined || text === undefined) return [];
  const parsed = parseConstraints(text, ownPackage(resolver.located.config, finalName, format));
  if ('error' in parsed) {
    const hint = parsed.hint === undefined ? {} : { hint: parsed.hint };
    resolver.report({ code: 'constraint-syntax', message: parsed.error, path: writtenPath, ...hint });
    return [];
  }
  const requirement = { name: finalName, constraints: parsed.constraints };
  const atName = own?.name === undefined ? { path, atKey: true } : { path: namePath };
  if (!isAllowed(kind, requirement, atName, writtenPath, context)) return [];
  const resolved = boundedName(kind === 'provides' ? exactly(requirement) : requirement, format);
  return [{ kind, relation: resolved, path: writtenPath }];
}

/**
 * A package of any architecture, which is what the plain name means in an rpm: nothing provides `python3:any` there.
 * https://www.debian.org/doc/debian-policy/ch-relationships.html
 */
function withoutDebQualifier(name: string, format: Format): string {
  return format === 'rpm' && /^[a-z0-9][a-z0-9+.-]+:any$/.test(name) ? name.slice(0, -':any'.length) : name;
}

/** Each alternative with two bounds doubles them: `(a1 and a2) or b` is `a1 | b` and `a2 | b` in a deb. */
const MOST_SPELLED = 1024;

function resolveAny(
  kind: RelationKind,
  name: string,
  relation: WrittenRelation,
  path: KeyPath,
  context: RelationContext,
): PlacedRelation[] {
  const { format, resolver } = context;
  const anyPath = [...path, 'any'];
  const fail = (message: string): PlacedRelation[] => {
    resolver.report({ code: 'relation-any', message, path: anyPath });
    return [];
  };
  if (!RELATIONS[kind].alternatives) return fail(`${kind} can have no alternatives; write a relation for each`);
  if (relation.version !== undefined)
    return fail(`the alternatives of ${name} say their own versions, "name OP version"`);
  if (relation[format] !== undefined) {
    return fail(`the alternatives of ${name} name themselves; beside "any", "${format}" can only be false`);
  }
  const any: BoundedName[] = [];
  for (const [index, alternative] of (relation.any ?? []).entries()) {
    const at = [...anyPath, index];
    const text = resolver.resolve(alternative, at, context.scope);
    if (text === undefined) continue;
    const parsed = parseRequirement(text, (name) => ownPackage(resolver.located.config, name, format));
    if ('error' in parsed) {
      const hint = parsed.hint === undefined ? {} : { hint: parsed.hint };
      resolver.report({ code: 'constraint-syntax', message: parsed.error, path: at, ...hint });
    } else if (isAllowed(kind, parsed, { path: at }, at, context)) {
      any.push(boundedName({ ...parsed, name: withoutDebQualifier(parsed.name, format) }, format));
    }
  }
  if (any.length !== relation.any?.length) return [];
  const count = any.reduce((product, { bounds }) => product * Math.max(1, bounds.length), 1);
  if (format === 'deb' && count > MOST_SPELLED) {
    return fail(
      `with so many alternatives of two bounds a deb would have more than ${MOST_SPELLED} relations instead of this one`,
    );
  }
  return [{ kind, relation: { any }, path: anyPath }];
}

function resolveRich(
  kind: RelationKind,
  name: string,
  relation: WrittenRelation,
  path: KeyPath,
  { format, resolver, scope }: RelationContext,
): PlacedRelation[] {
  const at = [...path, 'rich'];
  const fail = (message: string, hint?: string): PlacedRelation[] => {
    resolver.report({ code: 'relation-rich', message, path: at, ...(hint === undefined ? {} : { hint }) });
    return [];
  };
  const { rich } = RELATIONS[kind];
  if (rich === undefined) return fail(`${kind} can have no rich relation: rpm allows none there`);
  if (relation.any !== undefined || relation.version !== undefined || relation.rpm !== undefined) {
    return fail(`"rich" says all of ${name}: "any", "version" and "rpm" have no place beside it`);
  }
  const text = resolver.resolve(relation.rich ?? '', at, scope);
  if (text === undefined) return [];
  if (format === 'deb') {
    const hint = 'write `only: rpm` beside it, and for a deb a relation of its own, such as `any` or `recommends`';
    return fail(`a deb cannot say "${text}"`, hint);
  }
  const parsed = parseRich(text, rich);
  return 'message' in parsed ? fail(parsed.message, parsed.hint) : [{ kind, relation: parsed, path: at }];
}

// A provided version is one version: in a deb only `(= V)` can be said.
// https://www.debian.org/doc/debian-policy/ch-relationships.html#virtual-packages-provides
function exactly(requirement: Requirement): Requirement {
  return { ...requirement, constraints: requirement.constraints.map(({ version }) => ({ op: '==', version })) };
}

function isAllowed(
  kind: RelationKind,
  { name, constraints }: Requirement,
  atName: Pick<Mistake, 'path' | 'atKey'>,
  versionPath: KeyPath,
  { format, resolver }: RelationContext,
): boolean {
  const { called, texts } = formats[format];
  // rpmbuild takes no capability there, only packages.
  const relationName = RELATIONS[kind].fields[format].includes('Obsoletes') ? texts.name : texts.relationName;
  const { relationVersion } = texts;
  let isFine = true;
  const fail = (mistake: Mistake): void => {
    resolver.report(mistake);
    isFine = false;
  };
  if (!relationName.pattern.test(name)) {
    const hint = nameHint(kind, name, format);
    fail({
      code: 'relation-name',
      message: `"${name}" in ${called} must be ${relationName.allowed}`,
      hint,
      ...atName,
    });
  }
  for (const { version } of constraints.filter((constraint) => !relationVersion.pattern.test(constraint.version))) {
    const message = `"${version}" in ${called} must be ${relationVersion.allowed}`;
    fail({ code: 'relation-version', message, path: versionPath, hint: epochHint(version) });
  }
  const message = unsayable(kind, constraints, format);
  if (message !== undefined) fail({ code: 'relation-bounds', message, path: versionPath });
  return isFine;
}

const RICH = /^\(.*\s(?:and|or|if|unless|with|without)\s.*\)$/;

function nameHint(kind: RelationKind, name: string, format: Format): string {
  const { called, texts } = formats[format];
  if (name.includes('|')) {
    // As `any` has them, where Debian's own fields put a version into parentheses.
    const names = name.split('|').map((part) => part.replace(/[()]/g, '').trim());
    return RELATIONS[kind].alternatives
      ? `alternatives stand in \`any\`, below a name of yours: {any: [${names.map((one) => JSON.stringify(one)).join(', ')}]}`
      : `${kind} can have no alternatives; write a relation for each`;
  }
  if (RICH.test(name)) {
    return `a rich relation stands in \`rich\`, below a name of yours: {only: rpm, rich: ${JSON.stringify(name)}}`;
  }
  const [, first = '', constraint] = /^(\S+)\s*\(?([<>=].*?)\)?$/.exec(name) ?? [];
  if (constraint !== undefined) return `the version stands behind the name: ${first}: "${constraint}"`;
  const lower = name.toLowerCase();
  const likely = texts.relationName.pattern.test(lower) ? lower : 'name';
  return `write {only: ${format === 'deb' ? 'rpm' : 'deb'}}, or its name in ${called}: {${format}: ${likely}}`;
}

function unsayable(kind: RelationKind, constraints: readonly Constraint[], format: Format): string | undefined {
  const { bounds } = RELATIONS[kind];
  if (bounds !== 'many' && constraints.length > 1) return `${kind} takes one bound, not ${constraints.length}`;
  const [only] = constraints;
  if (only === undefined || bounds === 'many') return undefined;
  if (bounds === 'exact') {
    return only.op.startsWith('=') ? undefined : `${kind} takes one version, "= 1.2", and not "${only.op}"`;
  }
  return only.op === '=' && format === 'deb'
    ? `a deb cannot say "any revision of ${only.version}" in ${kind}; write one bound, or "==" with the revision`
    : undefined;
}

/** Relations with more of them behind, each once. */
export function withNeeds(relations: Plan['relations'], needs: readonly Plan['relations'][]): Plan['relations'] {
  const entries = RELATION_KINDS.map((kind) => {
    const all = [relations, ...needs].flatMap((some) => some[kind] ?? []);
    return [kind, [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]] as const;
  });
  // A package has few of the kinds.
  return Object.fromEntries(entries.filter(([, all]) => all.length > 0));
}
