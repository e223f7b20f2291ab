/** The tree of a parsed text: yaml's nodes without aliases, in which each node knows the text that it was written in. */
import { isMap, isScalar, isSeq, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { KeyPath, Place, SourceText } from '../problems/problem.ts';
import { ANY, type Pattern } from '../schema/walk.ts';

/** The kinds of nodes in a tree, which has no aliases. */
export type Tree = Scalar | TreeMap | TreeSeq;
export type TreeMap = YAMLMap<Scalar, Tree>;
export type TreeSeq = YAMLSeq<Tree>;
export type TreePair = Pair<Scalar, Tree>;

/** What a node, and each copy of it, knows about itself. */
export interface Origin {
  readonly place: Place;
  /** The node that this one replaced. */
  readonly was?: Tree;
  /** The keys that later layers removed from this map or list. */
  readonly removed?: readonly { readonly name: string; readonly place: Place }[];
  /** Whether the written value was refused and this is what was probably meant. */
  readonly isRefused?: true;
  /** The keys of this map, or indexes of this list, whose values were refused and removed. */
  readonly leftOut?: readonly string[];
}

const origins = new WeakMap<Tree, Origin>();

export function originOf(node: Tree): Origin {
  const origin = origins.get(node);
  if (origin === undefined) throw new Error(`a node without an origin: ${JSON.stringify(node)}`);
  return origin;
}

/** Adds facts to what a node knows about itself. */
export function noteOrigin(node: Tree, more: Partial<Origin>): void {
  origins.set(node, { ...originOf(node), ...more });
}

export function withOrigin<T extends Tree>(node: T, origin: Origin): T {
  origins.set(node, origin);
  return node;
}

/** Copies the node alone: the `items` of a map or list are a new array of the same items. */
export function shallowCopy<T extends Tree>(node: T, more: Partial<Origin> = {}): T {
  const copy: T = Object.assign(emptyAs(node), node);
  if (isMap(copy) || isSeq(copy)) copy.items = [...copy.items] as typeof copy.items;
  return withOrigin(copy, { ...originOf(node), ...more });
}

// What a node has that `Object.assign` does not see its constructor sets. yaml's own `clone` is ten times slower.
function emptyAs(node: Tree): Tree {
  if (isScalar(node)) return new Scalar(undefined);
  return isMap(node) ? new YAMLMap<Scalar, Tree>(node.schema) : new YAMLSeq<Tree>(node.schema);
}

/** Copies a node with everything in it, so that comments can be added. */
export function deepCopy<T extends Tree>(node: T): T {
  const copy = shallowCopy(node);
  if (isMap(copy))
    copy.items = treeMap(copy).items.map((pair) => makePair(shallowCopy(pair.key), deepCopy(valueOf(pair))));
  else if (isSeq(copy)) copy.items = treeSeq(copy).items.map((item) => deepCopy(item));
  return copy;
}

/** Makes a scalar or an empty map with a place in a text. */
export function makeScalar(value: unknown, place: Place): Scalar {
  return withOrigin(new Scalar(value), { place });
}
export function makeMap(place: Place, pairs: TreePair[] = []): TreeMap {
  const map: TreeMap = withOrigin(new YAMLMap<Scalar, Tree>(), { place });
  map.items = pairs;
  return map;
}
export function makePair(key: Scalar, value: Tree): TreePair {
  return new Pair(key, value);
}

/** Type guards for the nodes of a tree; yaml's own know only `unknown`. */
export function treeMap(node: unknown): TreeMap {
  return node as TreeMap;
}
export function treeSeq(node: unknown): TreeSeq {
  return node as TreeSeq;
}
export function asMap(node: Tree | undefined): TreeMap | undefined {
  return isMap(node) ? treeMap(node) : undefined;
}
export function asSeq(node: Tree | undefined): TreeSeq | undefined {
  return isSeq(node) ? treeSeq(node) : undefined;
}

/** zod silently drops this key, because it is the prototype of an object. */
export const FORBIDDEN_KEY = '__proto__';

export function keyOf(pair: TreePair): string {
  return keyText(pair.key);
}

/** A key as it is written: `1.10` stays `1.10`, although YAML takes it for a number. */
export function keyText(key: Scalar): string {
  if (typeof key.value === 'string') return key.value;
  return key.source ?? String(key.value);
}

export function valueOf(pair: TreePair): Tree {
  return pair.value as Tree;
}

export function findPair(map: TreeMap | undefined, key: string): TreePair | undefined {
  return map?.items[indexOfPair(map, key)];
}

/** In how many pairs a key is searched for; of more there is an index. */
const FEW = 16;

const indexes = new WeakMap<readonly TreePair[], { counted: number; readonly byKey: Map<string, number> }>();

/** -1 where there is none. `items` of a map may only grow, or get another value for a key: what removes some makes a new array. */
export function indexOfPair({ items }: TreeMap, key: string): number {
  if (items.length <= FEW) return items.findIndex((pair) => keyOf(pair) === key);
  const index = indexes.get(items) ?? { counted: 0, byKey: new Map<string, number>() };
  indexes.set(items, index);
  for (; index.counted < items.length; index.counted += 1) {
    const name = keyOf(items[index.counted] as TreePair);
    if (!index.byKey.has(name)) index.byKey.set(name, index.counted);
  }
  return index.byKey.get(key) ?? -1;
}

export function child(node: Tree | undefined, step: string | number): Tree | undefined {
  if (typeof step === 'number') return asSeq(node)?.items[step];
  const pair = findPair(asMap(node), step);
  return pair === undefined ? undefined : valueOf(pair);
}

export function nodeAt(root: Tree, path: KeyPath): Tree | undefined {
  let node: Tree | undefined = root;
  for (const step of path) node = child(node, step);
  return node;
}

/** All nodes that a pattern of the schema matches. */
export function nodesAt(root: Tree, pattern: Pattern): { readonly path: KeyPath; readonly node: Tree }[] {
  let found: { readonly path: KeyPath; readonly node: Tree }[] = [{ path: [], node: root }];
  for (const step of pattern) {
    found = found.flatMap(({ path, node }) => {
      const all = asMap(node)?.items.map(keyOf) ?? [...(asSeq(node)?.items.keys() ?? [])];
      return (step === ANY ? all : [step]).flatMap((key) => {
        const inner = child(node, key);
        return inner === undefined ? [] : [{ path: [...path, key], node: inner }];
      });
    });
  }
  return found;
}

/** Replaces the maps that a pattern of the schema matches. */
export function changeMaps(
  node: Tree,
  pattern: Pattern,
  change: (map: TreeMap, path: KeyPath) => TreeMap,
  path: KeyPath = [],
): Tree {
  const [step, ...rest] = pattern;
  const map = asMap(node);
  const list = asSeq(node);
  if (step === undefined) return map === undefined ? node : change(map, path);
  if (map !== undefined) {
    const copy = shallowCopy(map);
    copy.items = map.items.map((pair) => {
      const key = keyOf(pair);
      if (step !== ANY && step !== key) return pair;
      return makePair(pair.key, changeMaps(valueOf(pair), rest, change, [...path, key]));
    });
    return copy;
  }
  if (list === undefined || step !== ANY) return node;
  const copy = shallowCopy(list);
  copy.items = list.items.map((item, index) => changeMaps(item, rest, change, [...path, index]));
  return copy;
}

/** The value of a string scalar. */
export function textOf(node: Tree | undefined): string | undefined {
  return isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
}

export function isNull(node: Tree): boolean {
  return isScalar(node) && node.value === null;
}

/** The tree as plain data, for zod. */
export function toData(node: Tree): unknown {
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return treeSeq(node).items.map((item) => toData(item));
  return Object.fromEntries(treeMap(node).items.map((pair) => [keyOf(pair), toData(valueOf(pair))]));
}

export function wholeText(source: SourceText): Place {
  return { source, start: 0, end: source.text.length };
}

export function withoutKey(map: TreeMap, key: string): TreeMap {
  const copy = shallowCopy(map);
  copy.items = map.items.filter((pair) => keyOf(pair) !== key);
  return copy;
}
