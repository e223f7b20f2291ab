/** What the texts of a config say once their variables have values: those of a format and an architecture, where they are given. */
import type { LocatedConfig } from '../config/locate.ts';
import type { KeyPath } from '../problems/problem.ts';
import { type Format, FORMATS } from '../format/format.ts';
import { formats } from '../format/formats.ts';
import { RELATION_KINDS, type RelationKind } from '../format/relations.ts';
import { lookUp } from '../system/look_up.ts';
import { chooseByVersion } from './version_gate.ts';
import { resolveOwn, scopeInRelations } from './package.ts';
import { createResolver, type Problems, type Resolver } from './resolver.ts';
import { resolveRelations } from './relation.ts';
import { architectureValues, resolveSet, type SetScope, scopeOfSet } from './scope.ts';
import type { Scope, Values } from './variables.ts';

export interface Evaluator {
  /** The text with its variables replaced; undefined where one has no value here. */
  text(written: string, path: KeyPath): string | undefined;
  /** A relation as the package spells it, none where it has no such; undefined where no format is given. */
  relation(path: KeyPath): { entries: readonly string[]; chosen?: number } | undefined;
}

/** Whether a path is that of one relation: `packages.kubelet.depends.iptables`. */
export function isRelation(path: KeyPath): boolean {
  return path.length === 4 && path[0] === 'packages' && RELATION_KINDS.some((kind) => kind === path[2]);
}

export function createEvaluator(
  located: LocatedConfig,
  architecture: string | undefined,
  format: Format | undefined,
): Evaluator {
  const problems: Problems = new Map();
  const resolver = createResolver(located, problems);
  const set = resolveSet(resolver);
  const known = architecture === undefined ? {} : architectureValues(located.config, architecture);
  // A variable without a value is no mistake here.
  const quietly = <T>(ask: () => T): T | undefined => {
    problems.clear();
    const answer = ask();
    return problems.size === 0 ? answer : undefined;
  };
  return {
    text: (written, path) => {
      if (!written.includes('${')) return written;
      return quietly(() => {
        const scope = scopeAt(path, { resolver, set, known, format });
        return scope === undefined ? undefined : resolver.resolve(written, path, scope);
      });
    },
    relation: (path) =>
      set.version === undefined || format === undefined
        ? undefined
        : quietly(() => relationAt(path, { resolver, set, known, format })),
  };
}

interface Context {
  readonly resolver: Resolver;
  readonly set: SetScope;
  /** What is known of the architecture. */
  readonly known: Values;
  readonly format: Format | undefined;
}

function scopeAt(path: KeyPath, { resolver, set, known, format }: Context): Scope | undefined {
  const [group, name, key, inFormat] = path;
  // What `defaults` say is read in each package anew.
  if (group !== 'packages') return OF_SET.includes(String(group)) ? scopeOfSet(set, known) : undefined;
  const own = lookUp(resolver.located.config.packages, String(name));
  const seen = format ?? FORMATS.find((one) => key === 'overrides' && one === inFormat);
  const values = { ...known, package: String(name), ...(seen === undefined ? {} : { format: seen }) };
  if (own === undefined) return undefined;
  if (key === 'version') return scopeOfSet(set, { package: String(name) });
  const { version, scope } = resolveOwn({ resolver, set, name: String(name), format: seen ?? 'deb', values }, own);
  const isIn = RELATION_KINDS.some((kind) => kind === key || (key === 'overrides' && kind === path[4]));
  return isIn ? scopeInRelations(scope, version, set) : scope;
}

const OF_SET = ['version', 'revision', 'vars', 'sources'];

function relationAt(path: KeyPath, context: Context & { readonly format: Format }) {
  const [, owner, kind, name] = path.map(String) as [string, string, RelationKind, string];
  const { resolver, set, format } = context;
  const value = lookUp(lookUp(resolver.located.config.packages, owner)?.[kind] ?? {}, name);
  const scope = scopeAt(path, context);
  if (value === undefined || scope === undefined) return undefined;
  const parent = path.slice(0, -1);
  const relations = resolveRelations(kind, { [name]: value }, parent, {
    resolver,
    scope,
    format,
    setVersion: set.version,
  });
  const chosen = Array.isArray(value) ? chooseByVersion(name, value, set.version, path, resolver)?.index : undefined;
  const entries = [...new Set(relations.flatMap(({ relation }) => formats[format].spell(relation)))];
  return { entries, ...(chosen === undefined ? {} : { chosen }) };
}
