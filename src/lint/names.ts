/** Finds names in the set that nothing uses, or that are nearly another name: remains of a change by upstream, or misspellings. */
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
  /** The package whose level of the warning applies; the set's level if it belongs to none. */
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
  // Plans know what `@${package}` stands for. Only the config has what is for a format that is not built.
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
  /** Other names that may have been meant. */
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
    // A name that a layer adds is compared with those below it; within one text, a later name with earlier ones.
    const ordered = [...entries.filter((entry) => !isAdded(entry)), ...entries.filter(isAdded)];
    const names = createKnownNames(Object.keys(packages));
    return ordered.flatMap((entry): SetFinding[] => {
      const { name, path, value } = entry;
      const meant = names.nearly(name);
      names.add(name);
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

interface KnownNames {
  add(name: string): void;
  /** The first known name of which this one may be a misspelling; undefined if there is none, or if the name itself is known. */
  nearly(name: string): string | undefined;
}

/** Nobody has more relations in a package. Beyond these, names are not compared, because each would be compared with every other one. */
const MOST_COMPARED = 1000;

function createKnownNames(first: readonly string[]): KnownNames {
  const known = new Map<string, string>();
  const add = (name: string): void => void (known.size < MOST_COMPARED && known.set(name, stemOf(name)));
  first.forEach(add);
  return {
    add,
    nearly(name) {
      if (known.has(name) || known.size >= MOST_COMPARED) return undefined;
      const stem = stemOf(name);
      return [...known].find(([, other]) => isNearly(stem, other))?.[0];
    },
  };
}

// Names of libraries are short and similar, so they are compared without `lib` and their versions.
function stemOf(name: string): string {
  return name.replace(/^lib/, '').replace(/[0-9.]/g, '');
}

// Only longer names are compared. A daemon may be called `NAMEd`.
function isNearly(one: string, two: string): boolean {
  if (one === two || Math.min(one.length, two.length) < 6) return false;
  return `${one}d` !== two && `${two}d` !== one && isMisspelling(one, two);
}

// An entry that only changes a relation for a format, or removes it for a version.
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
