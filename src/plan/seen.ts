/** What the texts of a config say once their variables have values: those of a format and an architecture, where they are given. */
import type { LocatedConfig } from '../config/located.ts';
import type { KeyPath, Problem } from '../diagnostics.ts';
import { type Format, FORMATS } from '../format/format.ts';
import { RELATION_KINDS, type RelationKind } from '../format/relations.ts';
import { lookUp } from '../look_up.ts';
import { chooseRelation } from './gate.ts';
import { readScope } from './package.ts';
import { createReader, type Reader } from './reader.ts';
import { resolveRelations } from './relation.ts';
import { architectureValues, readSet, type SetScope, scopeOfSet } from './scope.ts';
import type { Scope, Values } from './variables.ts';
import { readVersion } from './version.ts';

export interface Seen {
  /** The text with its variables replaced; undefined where one has no value here. */
  text(written: string, path: KeyPath): string | undefined;
  /** A relation as the package has it, none where it has no such; undefined where no format is given. */
  relation(path: KeyPath): { entries: readonly string[]; chosen?: number } | undefined;
}

/** Whether a path is that of one relation: `packages.kubelet.depends.iptables`. */
export function isRelation(path: KeyPath): boolean {
  return path.length === 4 && path[0] === 'packages' && RELATION_KINDS.some((kind) => kind === path[2]);
}

export function seenIn(located: LocatedConfig, architecture: string | undefined, format: Format | undefined): Seen {
  const problems: Problem[] = [];
  const reader = createReader(located, problems);
  const set = readSet(reader);
  const known = architecture === undefined ? {} : architectureValues(located.config, architecture);
  // A variable without a value is no mistake here.
  const quietly = <T>(ask: () => T): T | undefined => {
    problems.length = 0;
    const answer = ask();
    return problems.length === 0 ? answer : undefined;
  };
  return {
    text: (written, path) => {
      if (!written.includes('${')) return written;
      return quietly(() => {
        const scope = set === undefined ? undefined : scopeAt(path, { reader, set, known, format });
        return scope === undefined ? undefined : reader.read(written, path, scope);
      });
    },
    relation: (path) =>
      set === undefined || format === undefined
        ? undefined
        : quietly(() => relationAt(path, { reader, set, known, format })),
  };
}

interface Context {
  readonly reader: Reader;
  readonly set: SetScope;
  /** What is known of the architecture. */
  readonly known: Values;
  readonly format: Format | undefined;
}

function scopeAt(path: KeyPath, { reader, set, known, format }: Context): Scope | undefined {
  const [group, name, key, inFormat] = path;
  // What `defaults` say is read in each package anew.
  if (group !== 'packages') return OF_SET.includes(String(group)) ? scopeOfSet(set, known) : undefined;
  const own = lookUp(reader.located.config.packages, String(name));
  const seen = format ?? FORMATS.find((one) => key === 'overrides' && one === inFormat);
  const values = { ...known, package: String(name), ...(seen === undefined ? {} : { format: seen }) };
  if (own === undefined) return undefined;
  if (key === 'version') return scopeOfSet(set, { package: String(name) });
  const scope = readScope({ reader, set, name: String(name), format: seen ?? 'deb', values }, own);
  const isIn = RELATION_KINDS.some((kind) => kind === key || (key === 'overrides' && kind === path[4]));
  return isIn && scope !== undefined ? inRelations(scope) : scope;
}

const OF_SET = ['version', 'revision', 'vars', 'sources'];

// A package of 1.32.0-alpha.1 is 1.32.0~alpha.1 for those who depend on it.
function inRelations(scope: Scope): Scope {
  const { version } = scope.values;
  return version === undefined
    ? scope
    : { ...scope, values: { ...scope.values, version: readVersion(version).upstream } };
}

function relationAt(path: KeyPath, context: Context & { readonly format: Format }) {
  const [, owner, kind, name] = path.map(String) as [string, string, RelationKind, string];
  const { reader, set, format } = context;
  const value = lookUp(lookUp(reader.located.config.packages, owner)?.[kind] ?? {}, name);
  const scope = scopeAt(path, context);
  if (value === undefined || scope === undefined) return undefined;
  const parent = path.slice(0, -1);
  const entries = resolveRelations(kind, { [name]: value }, parent, {
    reader,
    scope,
    format,
    setVersion: set.version,
  });
  const chosen = Array.isArray(value) ? chooseRelation(name, value, set.version, path, reader)?.index : undefined;
  return { entries, ...(chosen === undefined ? {} : { chosen }) };
}
