/** Lists every value in a node, with who wrote it and what it was before. */
import { isScalar } from 'yaml';
import type { KeyPath, Place } from '../problems/problem.ts';
import { asMap, asSeq, child, keyOf, originOf, type Tree } from './tree.ts';

export interface Leaf {
  readonly path: KeyPath;
  /** A scalar, or an empty map or list; absent if a later layer removed it. */
  readonly node?: Tree;
  /** The place of the value, or of the key that removed it. */
  readonly place: Place;
  /** Earlier values, the latest first. */
  readonly replaced: readonly Tree[];
}

/** In the order of the tree. What was removed from a map or list is at its end. */
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

/** The keys and items that a layer removed from a map or list, and that no later layer added again. */
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

// The node, and all nodes that it replaced.
function historyOf(node: Tree | undefined): Tree[] {
  const nodes: Tree[] = [];
  for (let at = node; at !== undefined; at = originOf(at).was) nodes.push(at);
  return nodes;
}

/** The leaves of a value, with paths as if it were at another place. */
export function leavesAs(leaves: readonly Leaf[], from: KeyPath, to: KeyPath): Leaf[] {
  return leaves.map((leaf) => ({ ...leaf, path: [...to, ...leaf.path.slice(from.length)] }));
}
