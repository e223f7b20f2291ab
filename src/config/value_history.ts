/** Every value below a node, with who wrote it and what it was before: what the origins of a tree remember, as a list. */
import { isScalar } from 'yaml';
import type { KeyPath, Place } from '../problems/problem.ts';
import { asMap, asSeq, child, keyOf, originOf, type Tree } from './tree.ts';

export interface Leaf {
  readonly path: KeyPath;
  /** A scalar, or an empty map or list; absent where a later layer took it away. */
  readonly node?: Tree;
  /** Of the value; of the key that took it away. */
  readonly place: Place;
  /** The last one first. */
  readonly replaced: readonly Tree[];
}

/** In the order of the tree; what was taken away from a map or list stands at its end. */
export function leavesBelow(node: Tree, path: KeyPath, before: readonly Tree[] = []): Leaf[] {
  const replaced = [...historyOf(originOf(node).was), ...before];
  const { place } = originOf(node);
  const steps = stepsOf(node);
  if (isScalar(node)) return [{ path, node, place, replaced }];
  const leaves = steps.flatMap((step) =>
    leavesBelow(
      child(node, step) as Tree,
      [...path, step],
      replaced.flatMap((old) => historyOf(child(old, step))),
    ),
  );
  const gone = removedFrom(node, path);
  const lost = replaced.flatMap((old) => stepsOf(old).map((step) => [step, child(old, step) as Tree] as const));
  for (const step of new Set(lost.map(([step]) => step))) {
    if (steps.includes(step) || gone.some(({ path: at }) => at.at(-1) === step)) continue;
    const olds = lost.flatMap(([other, value]) => (other === step ? [value] : []));
    gone.push({ path: [...path, step], place, replaced: olds });
  }
  return [...(steps.length === 0 ? [{ path, node, place, replaced }] : leaves), ...gone];
}

/** The keys and items that layers took out of a map or list, and that none put back. */
export function removedFrom(node: Tree, path: KeyPath): Leaf[] {
  const { removed = [] } = originOf(node);
  const last = new Map(removed.map(({ name, place }) => [name, place]));
  return [...last].flatMap(([name, place]) =>
    asMap(node) !== undefined && child(node, name) !== undefined
      ? []
      : [{ path: [...path, name], place, replaced: [] }],
  );
}

function stepsOf(node: Tree): (string | number)[] {
  return asMap(node)?.items.map(keyOf) ?? [...(asSeq(node)?.items.keys() ?? [])];
}

// The node and all that it replaced.
function historyOf(node: Tree | undefined): Tree[] {
  const nodes: Tree[] = [];
  for (let at = node; at !== undefined; at = originOf(at).was) nodes.push(at);
  return nodes;
}

/** The leaves of a value that stands at one path, as if it stood at another. */
export function leavesAs(leaves: readonly Leaf[], from: KeyPath, to: KeyPath): Leaf[] {
  return leaves.map((leaf) => ({ ...leaf, path: [...to, ...leaf.path.slice(from.length)] }));
}
