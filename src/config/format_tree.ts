/** Makes the config of one format: `overrides` are merged in, and entries and packages that are `only` for another format are removed. */
import type { KeyPath, Problem } from '../problems/problem.ts';
import type { Format } from '../format/format.ts';
import { type KnownKey, keysWith, type Pattern } from '../schema/walk.ts';
import { mergeMaps } from './merge.ts';
import {
  asMap,
  asSeq,
  child,
  keyOf,
  changeMaps,
  makePair,
  nodeAt,
  shallowCopy,
  textOf,
  type TreeMap,
  treeMap,
  valueOf,
  withoutKey,
} from './tree.ts';

/** Adds to `problems` what an override cannot do, such as removing something that is not there. */
export function formatTree(root: TreeMap, format: Format, problems: Problem[]): TreeMap {
  let tree = withoutOtherPackages(root, format);
  known ??= overridesInSchema();
  for (const { at, key, lists } of known) {
    const merged = (map: TreeMap, path: KeyPath): TreeMap => {
      const over = asMap(nodeAt(map, [key, format]));
      const base = ofFormat(withoutKey(map, key), lists, format);
      return over === undefined ? base : mergeMaps(base, ofFormat(over, lists, format), path, problems);
    };
    tree = treeMap(changeMaps(tree, at, merged));
  }
  return tree;
}

function withoutOtherPackages(root: TreeMap, format: Format): TreeMap {
  return treeMap(
    changeMaps(root, ['packages'], (packages) => {
      const copy = shallowCopy(packages);
      copy.items = packages.items.filter((pair) => {
        const formats = asSeq(child(valueOf(pair), 'formats'));
        return formats === undefined || formats.items.map(textOf).includes(format);
      });
      return copy;
    }),
  );
}

interface Overrides {
  /** The path of the map that has the overrides. */
  readonly at: Pattern;
  readonly key: string;
  /** The keys of that map whose items can be `only` for one format. */
  readonly lists: readonly string[];
}

let known: Overrides[] | undefined;

/** Outer overrides come first: after they have been merged, the ones inside them are in the right place. */
function overridesInSchema(): Overrides[] {
  const isOfFormat = ({ meta }: KnownKey): boolean => meta.mergeBy?.some((key) => key === 'only') === true;
  const lists = keysWith('mergeBy')
    .filter(isOfFormat)
    .map(({ at }) => at);
  const all = keysWith('isOverrides').map(({ at }) => at);
  const isBelow = (pattern: Pattern, above: Pattern): boolean =>
    pattern.length > above.length && above.every((step, index) => pattern[index] === step);
  return all
    .filter((pattern) => !all.some((other) => isBelow(pattern, other)))
    .sort((left, right) => left.length - right.length)
    .map((pattern) => {
      const at = pattern.slice(0, -1);
      const own = lists.filter((list) => list.length === pattern.length && isBelow(list, at));
      return { at, key: String(pattern.at(-1)), lists: own.map((list) => String(list.at(-1))) };
    });
}

// `only` is removed, so that an override finds its entry by `dst` alone.
function ofFormat(map: TreeMap, lists: readonly string[], format: Format): TreeMap {
  const copy = shallowCopy(map);
  copy.items = map.items.map((pair) => {
    const list = lists.includes(keyOf(pair)) ? asSeq(valueOf(pair)) : undefined;
    if (list === undefined) return pair;
    const left = shallowCopy(list);
    left.items = list.items
      .filter((item) => (textOf(child(item, 'only')) ?? format) === format)
      .map((item) => (asMap(item) === undefined ? item : withoutKey(treeMap(item), 'only')));
    return makePair(pair.key, left);
  });
  return copy;
}
