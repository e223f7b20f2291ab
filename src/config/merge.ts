/**
 * Merges one tree over another, for overlays, flags and `overrides.<format>`. Maps merge, and so do lists whose key has
 * `mergeBy` in the schema; other lists and values replace; `null` removes.
 */
import { isMap, isScalar, isSeq, type Scalar } from 'yaml';
import { formatKeyPath, type KeyPath, type Place, type Problem } from '../problems/problem.ts';
import { keysAllowedAt } from '../schema/allowed.ts';
import { destinationOf } from '../schema/contents.ts';
import type { KeyMeta } from '../schema/key.ts';
import { metaAt } from '../schema/walk.ts';
import { didYouMean } from '../problems/suggest.ts';
import {
  asMap,
  findPair,
  indexOfPair,
  isNull,
  keyOf,
  keyText,
  makeMap,
  makePair,
  makeScalar,
  type Origin,
  originOf,
  shallowCopy,
  textOf,
  type Tree,
  type TreeMap,
  treeMap,
  type TreePair,
  type TreeSeq,
  treeSeq,
  valueOf,
  withoutKey,
} from './tree.ts';

/** Returns the merged map; the inputs are not changed. `path` is the path of both in the config. */
export function mergeMaps(base: TreeMap, over: TreeMap, path: KeyPath, problems: Problem[]): TreeMap {
  let result = shallowCopy(base, leftOutOf(base, over));
  for (const pair of over.items) {
    const key = keyOf(pair);
    const at = [...path, key];
    const value = valueOf(pair);
    const index = indexOfPair(result, key);
    const old = result.items[index];
    if (old === undefined) {
      if (isNull(value) && !isPending(at)) problems.push(nothingToRemove(pair, at, result));
      else result.items.push(makePair(shallowCopy(pair.key), added(value, at, problems)));
    } else if (isNull(value)) {
      result.items = result.items.toSpliced(index, 1);
      result = noteRemoved(result, key, pair);
    } else {
      const merged = mergeValues(valueOf(old), value, at, problems);
      result.items[index] = makePair(keyOfMerged(old, pair, merged), merged);
    }
  }
  return withoutOwned(result, over, path);
}

// A list or map below its key is pointed at by that key, which is that of the layer that wrote it.
function keyOfMerged(old: TreePair, over: TreePair, merged: Tree): Scalar {
  const isReplaced = !isScalar(merged) && originOf(merged).place === originOf(valueOf(over)).place;
  return isReplaced ? shallowCopy(old.key, { place: originOf(over.key).place }) : old.key;
}

// What belongs to a value goes with it, as the `url` of a source's `file`, unless it is said beside the new one.
function withoutOwned(merged: TreeMap, over: TreeMap, path: KeyPath): TreeMap {
  let result = merged;
  for (const pair of over.items) {
    const { owns = [] } = metaAt([...path, keyOf(pair)]);
    const value = childOf(merged, keyOf(pair));
    const was = value === undefined ? undefined : originOf(value).was;
    if (was === undefined || textOf(was) === textOf(value)) continue;
    for (const key of owns) {
      if (childOf(result, key) === undefined || findPair(over, key) !== undefined) continue;
      result = noteRemoved(withoutKey(result, key), key, pair);
    }
  }
  return result;
}

function mergeValues(base: Tree, over: Tree, path: KeyPath, problems: Problem[]): Tree {
  if (isMap(base) && isMap(over)) return mergeMaps(treeMap(base), treeMap(over), path, problems);
  const long = isMap(over) ? longForm(base, path) : undefined;
  if (long !== undefined) return mergeMaps(long, treeMap(over), path, problems);
  if (isSeq(base) && isMap(over)) {
    if (reachesInto(treeMap(over), path)) return mergeIntoList(treeSeq(base), treeMap(over), path, problems);
    if (isOfEach(treeMap(over), path)) return mergeIntoEach(treeSeq(base), treeMap(over), path, problems);
  }
  const { mergeBy } = isSeq(base) && isSeq(over) ? metaAt(path) : {};
  if (isSeq(base) && isSeq(over) && mergeBy !== undefined) {
    return mergeLists(treeSeq(base), treeSeq(over), mergeBy, path, problems);
  }
  const value = added(over, path, problems);
  return shallowCopy(value, { was: base });
}

/** Expands a string that is short for a map: `">= 1"` becomes `{version: ">= 1"}`. */
function longForm(base: Tree, path: KeyPath): TreeMap | undefined {
  if (textOf(base) === undefined) return undefined;
  const { shortFor: keys } = metaAt(path);
  if (keys === undefined) return undefined;
  const { place } = originOf(base);
  return makeMap(
    place,
    keys.map((key) => makePair(makeScalar(key, place), shallowCopy(base))),
  );
}

// A new value. A null in it would remove something that is not there, unless the value itself is still to be merged into a package.
function added(value: Tree, path: KeyPath, problems: Problem[]): Tree {
  if (isSeq(value)) {
    const list = shallowCopy(treeSeq(value));
    list.items = list.items.map((item, index) => added(item, [...path, index], problems));
    return list;
  }
  if (!isMap(value)) return shallowCopy(value);
  const map = shallowCopy(treeMap(value));
  map.items = map.items.flatMap((pair) => {
    const at = [...path, keyOf(pair)];
    if (isNull(valueOf(pair)) && !isPending(at)) {
      problems.push(nothingToRemove(pair, at));
      return [];
    }
    return [makePair(shallowCopy(pair.key), added(valueOf(pair), at, problems))];
  });
  return map;
}

function mergeLists(base: TreeSeq, over: TreeSeq, by: MergeBy, path: KeyPath, problems: Problem[]): TreeSeq {
  const result = shallowCopy(base, leftOutOf(base, over));
  const below = Map.groupBy(base.items.keys(), (index) => identityOf(base.items[index], by));
  const above = Map.groupBy(over.items, (item) => identityOf(item, by));
  for (const item of over.items) {
    const identity = identityOf(item, by);
    const [index, ...more] = identity === undefined ? [] : (below.get(identity) ?? []);
    // Two trees may have one path, and two of them cannot be told apart.
    if (index !== undefined && (more.length > 0 || (above.get(identity)?.length ?? 0) > 1)) {
      const place = originOf(childOf(item, by[0]) ?? item).place;
      problems.push(severalItems(textOf(childOf(item, by[0])) ?? '', [index, ...more], path, place));
      continue;
    }
    const old = index === undefined ? undefined : result.items[index];
    if (index === undefined || old === undefined)
      result.items.push(added(item, [...path, result.items.length], problems));
    else result.items[index] = mergeValues(old, item, [...path, index], problems);
  }
  return result;
}

type MergeBy = NonNullable<KeyMeta['mergeBy']>;

function identityOf(item: Tree | undefined, by: MergeBy): string | undefined {
  const [name, ...more] = by.map((key) => (key === 'dst' ? destinationIn(item) : textOf(childOf(item, key))) ?? null);
  return name === null ? undefined : JSON.stringify([name, ...more]);
}

// `/usr/bin/` and `/usr/bin/hello` are one path of a file `hello`.
function destinationIn(item: Tree | undefined): string | undefined {
  const dst = textOf(childOf(item, 'dst'));
  const [src, type] = ['src', 'type'].map((key) => textOf(childOf(item, key)));
  return dst === undefined ? undefined : destinationOf({ dst, src, type });
}

function childOf(item: Tree | undefined, key: string): Tree | undefined {
  const pair = findPair(asMap(item), key);
  return pair === undefined ? undefined : valueOf(pair);
}

/** Whether all keys of a map name items of a list, by index or by name, and none is a key of an item itself. */
function reachesInto(over: TreeMap, path: KeyPath): boolean {
  const isNamed = metaAt(path).mergeBy !== undefined;
  const ofItem = keysAllowedAt([...path, 0]) ?? [];
  return over.items.map(keyOf).every((key) => /^\d+$/.test(key) || (isNamed && !ofItem.includes(key)));
}

/** Whether a map over a list of ranges says what its items say: then it is meant for each of them. */
function isOfEach(over: TreeMap, path: KeyPath): boolean {
  const handles: readonly string[] = metaAt(path).mergeBy ?? [];
  return handles.includes('when') && !over.items.map(keyOf).some((key) => handles.includes(key) || key === 'none');
}

// Keys that name a range are for that alone. A range without such a relation stays so.
function mergeIntoEach(base: TreeSeq, over: TreeMap, path: KeyPath, problems: Problem[]): TreeSeq {
  const ofItem = keysAllowedAt([...path, 0]) ?? [];
  const [inEach, named] = [shallowCopy(over), shallowCopy(over)];
  inEach.items = over.items.filter((pair) => ofItem.includes(keyOf(pair)));
  named.items = over.items.filter((pair) => !ofItem.includes(keyOf(pair)));
  const result = mergeIntoList(base, named, path, problems);
  const has = (item: Tree, pair: TreePair): boolean => childOf(item, keyOf(pair)) !== undefined;
  result.items = result.items.map((item, index) => {
    if (!isMap(item) || childOf(item, 'none') !== undefined) return item;
    const mine = shallowCopy(inEach);
    // What is removed may be in some of the ranges alone.
    mine.items = inEach.items.filter(
      (pair) => !isNull(valueOf(pair)) || has(item, pair) || !base.items.some((other) => has(other, pair)),
    );
    return mergeMaps(treeMap(item), mine, [...path, index], problems);
  });
  return result;
}

function mergeIntoList(base: TreeSeq, over: TreeMap, path: KeyPath, problems: Problem[]): TreeSeq {
  let result = shallowCopy(base);
  const items: (Tree | undefined)[] = [...result.items];
  for (const pair of over.items) {
    const value = valueOf(pair);
    const index = indexOfItem(base, pair.key, path, problems);
    const old = index === undefined ? undefined : items[index];
    if (index === undefined || old === undefined) continue;
    if (isNull(value)) {
      items[index] = undefined;
      result = noteRemoved(result, keyOf(pair), pair);
    } else {
      items[index] = mergeValues(old, value, [...path, index], problems);
    }
  }
  result.items = items.filter((item) => item !== undefined);
  return result;
}

/** Finds the item of a list that a key means: by its index, or by what tells the items apart. */
export function indexOfItem(base: TreeSeq, named: Scalar, path: KeyPath, problems: Problem[]): number | undefined {
  const key = keyText(named);
  const { place } = originOf(named);
  if (/^\d+$/.test(key)) {
    if (Number(key) < base.items.length) return Number(key);
    const message = `\`${formatKeyPath(path)}\` has no item ${key}; it has ${base.items.length}, counted from 0`;
    problems.push({ code: 'no-such-item', message, place, ...notIn(base, place) });
    return undefined;
  }
  const [handle] = metaAt(path).mergeBy ?? [];
  if (handle === undefined) {
    const message = `the items of \`${formatKeyPath(path)}\` have no names: \`${key}\` is none of them`;
    problems.push({ code: 'no-such-item', message, place, hint: 'name one by its index: [0] is the first' });
    return undefined;
  }
  const handles = base.items.map((item) => (handle === 'dst' ? destinationIn(item) : textOf(childOf(item, handle))));
  const found = [...handles.keys()].filter((index) => handles[index] === key);
  const [index] = found;
  if (index !== undefined && found.length === 1) return index;
  if (index === undefined) {
    const known = handles.filter((name) => name !== undefined);
    const message = `\`${formatKeyPath(path)}\` has no item whose \`${handle}\` is \`${key}\``;
    const suggestion = hint(didYouMean(key, known) ?? oneOf(known));
    problems.push({ code: 'no-such-item', message, place, ...suggestion, ...notIn(base, place) });
  } else {
    problems.push(severalItems(key, found, path, place));
  }
  return undefined;
}

function severalItems(key: string, found: readonly number[], path: KeyPath, place: Place): Problem {
  const [handle = ''] = metaAt(path).mergeBy ?? [];
  const message = `${found.length === 1 ? 'several' : found.length} items of \`${formatKeyPath(path)}\` have the \`${handle}\` \`${key}\``;
  const hint = `name one by its index: ${found.map((n) => `[${n}]`).join(', ')}`;
  return { code: 'several-items', message, place, hint };
}

/** `map` is the map that the key would be removed from. */
function nothingToRemove(pair: TreePair, path: KeyPath, map?: TreeMap): Problem {
  const message = `there is no \`${formatKeyPath(path)}\` to remove`;
  const known = map?.items.map(keyOf) ?? [];
  const suggestion = didYouMean(keyOf(pair), known) ?? oneOf(known);
  const { place } = originOf(pair.key);
  return { code: 'nothing-to-remove', message, place, ...hint(suggestion), ...notIn(map, place) };
}

/** The second place of a problem: where the other text does not have it. */
function notIn(from: TreeMap | TreeSeq | undefined, place: Place): Pick<Problem, 'also'> {
  const other = from === undefined ? undefined : originOf(from).place;
  return other === undefined || other.source === place.source
    ? {}
    : { also: { place: other, message: 'it is not here' } };
}

function oneOf(known: readonly string[]): string | undefined {
  return known.length === 0 || known.length > 20
    ? undefined
    : `there is ${known.map((name) => `\`${name}\``).join(', ')}`;
}

function hint(text: string | undefined): { hint?: string } {
  return text === undefined ? {} : { hint: text };
}

function noteRemoved<T extends TreeMap | TreeSeq>(node: T, name: string, by: TreePair): T {
  const { removed = [] } = originOf(node);
  return shallowCopy(node, { removed: [...removed, { name, place: originOf(by.key).place }] });
}

function leftOutOf(base: Tree, over: Tree): Pick<Origin, 'leftOut'> {
  const { leftOut } = originOf(over);
  return leftOut === undefined ? {} : { leftOut: [...(originOf(base).leftOut ?? []), ...leftOut] };
}

// Inside `overrides` a null stays until the override is merged into its map.
function isPending(path: KeyPath): boolean {
  return path.slice(0, -2).some((_, index) => metaAt(path.slice(0, index + 1)).isOverrides === true);
}
