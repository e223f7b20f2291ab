/** What a config says at a path, and who said so: for people who ask where a value comes from. */
import { type Found, findPath } from '../config/find.ts';
import { descriptionAt, defaultsAt, keysAllowedAt } from '../schema/allowed.ts';
import { metaAt } from '../schema/walk.ts';
import { type Leaf, leavesBelow, removedFrom, leavesAs } from '../config/value_history.ts';
import type { LoadedConfig } from '../config/load.ts';
import type { LocatedConfig } from '../config/locate.ts';
import { nodeAt, originOf, toData, asMap, child, keyOf, type TreeMap, valueOf } from '../config/tree.ts';
import { isBelow, type KeyPath, type Place, type Problem } from '../problems/problem.ts';
import type { Format } from '../format/format.ts';
import { isRelation, type Evaluator, createEvaluator } from './evaluate.ts';
import { select } from './selection.ts';
import { lookUp } from '../system/look_up.ts';

export interface Explained {
  readonly path: KeyPath;
  /** Absent where there is none, which `isGone` or `isUnset` says. A list is what a relation becomes, or a default. */
  readonly value?: unknown;
  /** The text before its variables were replaced, where that is another. */
  readonly written?: string;
  /** Who wrote it, or took it away; absent for what nobody wrote. */
  readonly place?: Place;
  /** The key that it is the value of, where that is another: a package's `version` may be that of the set. */
  readonly key?: KeyPath;
  /** What it was, the last one first. */
  readonly replaced: readonly Replaced[];
  readonly isGone?: true;
  readonly isUnset?: true;
  /** Of a key that nobody set and that has no default. */
  readonly means?: string;
}

export interface Replaced {
  readonly value: unknown;
  readonly place: Place;
}

export interface Question {
  /** All where absent. With the place of each step. */
  readonly asked?: { readonly path: KeyPath; readonly steps: readonly Place[] };
  readonly architecture?: string | undefined;
  readonly format?: string | undefined;
}

/** One for each value at the path or below it. `problems` gets what is wrong with the question. */
export function explain(loaded: LoadedConfig, question: Question, problems: Problem[]): Explained[] {
  const { architecture, asked } = question;
  const { formats } = select(
    loaded.general.config,
    {
      ...(architecture === undefined ? {} : { architectures: [architecture] }),
      ...(question.format === undefined ? {} : { formats: [question.format] }),
    },
    problems,
  );
  const format = question.format === undefined ? undefined : formats[0];
  if (problems.length > 0) return [];
  const wanted = asked?.path ?? [];
  // In a format `overrides` are merged and gone; who asks for them means what is written.
  const located = format === undefined || wanted.includes('overrides') ? loaded.general : loaded.forFormat(format);
  const said = whatIsSaid(located, wanted);
  const found = said.some(({ path }) => isBelow(path, wanted))
    ? { path: wanted }
    : findPath(located.tree, wanted, asked?.steps ?? [], problems);
  if (found === undefined) return [];
  const all = whatIsSaid(located, found.path).filter(({ path }) => isBelow(path, found.path));
  if (all.length === 0) return [unset(found)];
  return inFormat(all, found, located, createEvaluator(located, architecture, format), format);
}

type Said = Leaf | Implied;

// What is written at the path or below it, what is not written and holds all the same, and what was taken away.
function whatIsSaid({ tree }: LocatedConfig, path: KeyPath): Said[] {
  const node = nodeAt(tree, path);
  const above = nodeAt(tree, path.slice(0, -1));
  const gone =
    node === undefined && above !== undefined && path.length > 0 ? removedFrom(above, path.slice(0, -1)) : [];
  return grouped([...(node === undefined ? gone : leavesBelow(node, path)), ...impliedIn(tree)]);
}

// What is implied of a package stands with the package.
function grouped(said: readonly Said[]): Said[] {
  const groups = new Map<string, Said[]>();
  for (const one of said) {
    const name = JSON.stringify(one.path.slice(0, one.path[0] === 'packages' ? 2 : 1));
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups.values()].flat();
}

function unset({ path }: Found): Explained {
  const means = descriptionAt(path);
  return { path, isUnset: true, replaced: [], ...(means === undefined ? {} : { means }) };
}

// Relations as the package has them, each before its parts; of a `when` list only the item that holds.
function inFormat(
  said: readonly Said[],
  { path: wanted }: Found,
  located: LocatedConfig,
  evaluator: Evaluator,
  format: Format | undefined,
): Explained[] {
  if (format === undefined || wanted.length > 4) return said.map((one) => explained(one, evaluator));
  const done = new Set<string>();
  return said.flatMap((one): Explained[] => {
    const top = one.path.slice(0, 4);
    const relation = isRelation(top) ? evaluator.relation(top) : undefined;
    if (relation === undefined) return [explained(one, evaluator)];
    const { entries, chosen } = relation;
    if (one.path.length === 4) return [{ ...explained(one, evaluator), ...spelled(one, entries) }];
    const name = JSON.stringify(top);
    const place = located.locate(top);
    const whole = done.has(name) ? [] : [{ path: top, value: entries, replaced: [], ...(place ? { place } : {}) }];
    done.add(name);
    const isChosen = chosen === undefined || one.path[4] === chosen;
    return [...whole, ...(isChosen ? [explained(one, evaluator)] : [])];
  });
}

function spelled(one: Said, entries: readonly string[]): { value: unknown; written?: string } {
  const written = 'node' in one && one.node !== undefined ? String(toData(one.node)) : undefined;
  return { value: entries, ...(written === undefined ? {} : { written }) };
}

function explained(one: Said, evaluator: Evaluator): Explained {
  const key = 'key' in one && one.key !== undefined ? { key: one.key } : {};
  if ('value' in one) return { path: one.path, value: one.value, replaced: [], ...key };
  const { path, node, place } = one;
  const replaced = one.replaced.map((old) => ({ value: toData(old), place: originOf(old).place }));
  if (node === undefined) return { path, isGone: true, place, replaced };
  const written = toData(node);
  const value = typeof written === 'string' ? evaluator.text(written, path) : written;
  // Without what is needed to replace them, variables stay.
  const isSame = value === undefined || value === written;
  return { path, value: value ?? written, place, replaced, ...key, ...(isSame ? {} : { written: String(written) }) };
}

/* What keys are that nobody wrote: what the schema has by default, and what a package takes from the set. */

export type Implied =
  /** As the value of another key, which somebody wrote. */
  | (Leaf & { readonly key: KeyPath })
  /** By default, at that other key where there is one. */
  | { readonly path: KeyPath; readonly value: unknown; readonly key?: KeyPath };

/** All of a config. */
export function impliedIn(root: TreeMap): Implied[] {
  const defaults = Object.entries(defaultsAt([])).filter(([key]) => child(root, key) === undefined);
  const packages = asMap(child(root, 'packages'))?.items ?? [];
  return [
    ...defaults.map(([key, value]) => ({ path: [key], value })),
    ...packages.flatMap((pair) => ofPackage(root, keyOf(pair), asMap(valueOf(pair)))),
  ];
}

function ofPackage(root: TreeMap, owner: string, own: TreeMap | undefined): Implied[] {
  const ofSet = (keysAllowedAt([]) ?? []).filter((key) => metaAt(['packages', 'NAME', key]).isOfSet === true);
  const taken: [string, KeyPath][] = [
    ...ofSet.map((key): [string, KeyPath] => [key, [key]]),
    ...(keysAllowedAt(['defaults']) ?? []).map((key): [string, KeyPath] => [key, ['defaults', key]]),
    ['description', ['packages', owner, 'summary']],
  ];
  return taken.flatMap(([name, key]): Implied[] => {
    if (child(own, name) !== undefined) return [];
    const path = ['packages', owner, name];
    const node = nodeAt(root, key);
    if (node !== undefined) return leavesAs(leavesBelow(node, key), key, path).map((leaf) => ({ ...leaf, key }));
    const value = key.length === 1 ? lookUp(defaultsAt([]), name) : undefined;
    return value === undefined ? [] : [{ path, value, key }];
  });
}
