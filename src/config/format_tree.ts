/** The config as one format sees it: `overrides` merged in and gone, and what is `only` for another format gone, packages too. */
import type { Problem } from '../problems/problem.ts';
import type { Format } from '../format/format.ts';
import { mergeMaps } from './merge.ts';
import {
  asMap,
  asSeq,
  child,
  keyOf,
  makePair,
  nodeAt,
  shallowCopy,
  textOf,
  type Tree,
  type TreeMap,
  valueOf,
} from './tree.ts';

/** `problems` gets what an override cannot do, as removing what is not there. */
export function formatTree(root: TreeMap, format: Format, problems: Problem[]): TreeMap {
  const top = withDefaults(root, format, problems);
  const packages = asMap(child(top, 'packages'));
  if (packages === undefined) return top;
  const seen = shallowCopy(packages);
  seen.items = packages.items.flatMap((pair) => {
    const own = asMap(valueOf(pair));
    if (own === undefined) return [pair];
    const built = asSeq(child(own, 'formats'))?.items.map(textOf) ?? [format];
    return built.includes(format) ? [makePair(pair.key, packageTree(own, keyOf(pair), format, problems))] : [];
  });
  return replaceKey(top, 'packages', seen);
}

function withDefaults(root: TreeMap, format: Format, problems: Problem[]): TreeMap {
  const defaults = asMap(child(root, 'defaults'));
  if (defaults === undefined) return root;
  const plain = replaceKey(defaults, 'overrides', undefined);
  const over = asMap(nodeAt(defaults, ['overrides', format]));
  return replaceKey(root, 'defaults', over === undefined ? plain : mergeMaps(plain, over, ['defaults'], problems));
}

function packageTree(own: TreeMap, name: string, format: Format, problems: Problem[]): TreeMap {
  const path = ['packages', name];
  const override = asMap(nodeAt(own, ['overrides', format]));
  const base = ofFormat(replaceKey(own, 'overrides', undefined), format);
  const merged = override === undefined ? base : mergeMaps(base, ofFormat(override, format), path, problems);
  const contents = asSeq(child(merged, 'contents'));
  if (contents === undefined) return merged;
  const list = shallowCopy(contents);
  list.items = contents.items.map((item, index) => {
    const entry = asMap(item);
    if (entry === undefined) return item;
    const plain = replaceKey(entry, 'overrides', undefined);
    const over = asMap(nodeAt(entry, ['overrides', format]));
    return over === undefined ? plain : mergeMaps(plain, over, [...path, 'contents', index], problems);
  });
  return replaceKey(merged, 'contents', list);
}

// Without `only`, so that an override finds its entry by `dst` alone.
function ofFormat(map: TreeMap, format: Format): TreeMap {
  const contents = asSeq(child(map, 'contents'));
  if (contents === undefined) return map;
  const list = shallowCopy(contents);
  list.items = contents.items
    .filter((item) => (textOf(child(item, 'only')) ?? format) === format)
    .map((item) => {
      const entry = asMap(item);
      return entry === undefined ? item : replaceKey(entry, 'only', undefined);
    });
  return replaceKey(map, 'contents', list);
}

function replaceKey(map: TreeMap, key: string, value: Tree | undefined): TreeMap {
  const copy = shallowCopy(map);
  copy.items = map.items.flatMap((pair) => {
    if (keyOf(pair) !== key) return [pair];
    return value === undefined ? [] : [makePair(pair.key, value)];
  });
  return copy;
}
