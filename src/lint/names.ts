/** Names that nothing uses, or that are nearly another one: what is left of a change of upstream's, or a misspelling, of the whole set. */
import type { LoadedConfig } from '../config/load.ts';
import type { LocatedConfig } from '../config/locate.ts';
import { asMap, asSeq, textOf, type Tree, valueOf } from '../config/tree.ts';
import type { KeyPath, Place } from '../problems/problem.ts';
import { VARIABLES } from '../plan/variables.ts';
import type { Plan } from '../plan/plan.ts';
import type { WarningCode } from '../problems/codes/codes.ts';
import { RELATION_KINDS, type RelationKind } from '../format/relations.ts';
import { lookUp } from '../system/look_up.ts';
import { isMisspelling } from './shipped.ts';

export interface SetFinding {
  readonly code: WarningCode;
  readonly message: string;
  readonly hint?: string;
  readonly path: KeyPath;
  readonly place: Place | undefined;
  /** Whose level of the warning holds; that of the set where it is no package's. */
  readonly package?: string;
}

export function findNames({ general }: LoadedConfig, set: readonly Plan[]): SetFinding[] {
  const texts = stringsIn(general.tree);
  return [...unusedSources(general, set, texts), ...unusedVariables(general, texts), ...relationNames(general)];
}

function stringsIn(node: Tree): string[] {
  const text = textOf(node);
  if (text !== undefined) return [text];
  return [...(asMap(node)?.items.map(valueOf) ?? []), ...(asSeq(node)?.items ?? [])].flatMap(stringsIn);
}

function unusedSources(general: LocatedConfig, set: readonly Plan[], texts: readonly string[]): SetFinding[] {
  // `@${package}` is known in plans alone, and what is for a format that is not built only here.
  const used = new Set([
    ...set.flatMap(({ sources }) => Object.keys(sources)),
    ...texts.flatMap((text) => /^@([^/]+)/.exec(text)?.[1] ?? []),
  ]);
  return unused(general, 'sources', Object.keys(general.config.sources ?? {}), used, {
    code: 'unused-source',
    message: (name) => `nothing takes a file from the source "${name}"`,
  });
}

function unusedVariables(general: LocatedConfig, texts: readonly string[]): SetFinding[] {
  const used = new Set(texts.flatMap((text) => [...text.matchAll(/\$\{\s*([A-Za-z_][A-Za-z0-9_]*)/g)].map(([, name = '']) => name))); // prettier-ignore
  return unused(general, 'vars', Object.keys(general.config.vars ?? {}), used, {
    code: 'unused-variable',
    message: (name) => `nothing uses the variable "${name}"`,
    others: Object.keys(VARIABLES),
  });
}

interface Unused {
  readonly code: WarningCode;
  readonly message: (name: string) => string;
  /** Names beside those of the config that may be meant. */
  readonly others?: readonly string[];
}

function unused(
  general: LocatedConfig,
  key: 'sources' | 'vars',
  names: readonly string[],
  used: ReadonlySet<string>,
  { code, message, others = [] }: Unused,
): SetFinding[] {
  return names
    .filter((name) => !used.has(name))
    .map((name) => {
      const meant = [...names, ...others].find((other) => isMisspelling(name, other));
      const path = [key, name];
      const at = { path, place: general.locateKey(path) };
      return meant === undefined
        ? { code, message: message(name), ...at }
        : { code: 'misspelled-name', message: message(name), hint: `did you mean \`${meant}\`? ${MEANT}`, ...at };
    });
}

const MEANT = 'If not, say `warnings: {misspelled-name: off}`.';

/* Relations. */

const NEEDS = RELATION_KINDS.filter((kind) =>
  /^(?:depends|pre-depends|recommends|suggests|requires\(.*\))$/.test(kind),
);

interface Entry {
  readonly kind: RelationKind;
  readonly name: string;
  readonly value: unknown;
  readonly path: KeyPath;
}

function relationNames(general: LocatedConfig): SetFinding[] {
  const { packages } = general.config;
  return Object.keys(packages).flatMap((owner): SetFinding[] => {
    const entries = NEEDS.flatMap((kind) =>
      Object.entries(lookUp(packages, owner)?.[kind] ?? {}).map(([name, value]): Entry => {
        return { kind, name, value, path: ['packages', owner, kind, name] };
      }),
    );
    const home = general.locateKey(['packages', owner])?.source;
    const isAdded = ({ path }: Entry): boolean => general.locateKey(path)?.source !== home;
    // What a layer adds is judged by what was there; in one text, what comes later by what comes first.
    const ordered = [...entries.filter((entry) => !isAdded(entry)), ...entries.filter(isAdded)];
    return ordered.flatMap((entry, at): SetFinding[] => {
      const { name, path, value } = entry;
      const known = [...ordered.slice(0, at).map((other) => other.name), ...Object.keys(packages)];
      const meant = known.includes(name) ? undefined : known.find((other) => isNearly(name, other));
      const place = general.locateKey(path);
      if (meant !== undefined) {
        const message = `the relation "${name}" is nearly "${meant}"`;
        const hint = `did you mean \`${meant}\`? ${MEANT}`;
        return [{ code: 'misspelled-name', message, hint, path, place, package: owner }];
      }
      return isAdded(entry) && isOnlyAChange(value) ? [{ ...added(entry), path, place, package: owner }] : [];
    });
  });
}

// Names of libraries are short and alike: only longer ones are compared, without their versions. A daemon may be `NAMEd`.
function isNearly(name: string, other: string): boolean {
  const [one, two] = [name, other].map((text) => text.replace(/^lib/, '').replace(/[0-9.]/g, ''));
  if (one === undefined || two === undefined || one === two || Math.min(one.length, two.length) < 6) return false;
  return `${one}d` !== two && `${two}d` !== one && isMisspelling(one, two);
}

// It says how a relation is different in a format, and of which version it is not at all.
function isOnlyAChange(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !('version' in value) && !('any' in value)
  );
}

function added({ kind, name }: Entry): Pick<SetFinding, 'code' | 'message' | 'hint'> {
  return {
    code: 'relation-added',
    message: `there is no "${name}" in "${kind}" that this could change, so it is a new relation`,
    hint: `if that is meant, say its version, \`version: "*"\``,
  };
}
