/** What keys are that nobody wrote: what the schema has by default, and what a package takes from the set. */
import { defaultsAt, keysAllowedAt } from '../config/allowed.ts';
import { type Leaf, leavesAs, leavesBelow } from '../config/leaves.ts';
import { asMap, child, keyOf, nodeAt, type TreeMap, valueOf } from '../config/tree.ts';
import type { KeyPath } from '../diagnostics.ts';
import { lookUp } from '../look_up.ts';

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
  const top = ['version', 'epoch', 'revision', 'architectures', 'formats'];
  const taken: [string, KeyPath][] = [
    ...top.map((key): [string, KeyPath] => [key, [key]]),
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
