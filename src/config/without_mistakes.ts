/** Removes from a tree the values that the schema refuses. The tree remembers what was removed. */
import { isScalar } from 'yaml';
import type { KeyPath, Problem } from '../problems/problem.ts';
import { asMap, asSeq, deepCopy, nodeAt, noteOrigin, originOf, type Tree, type TreeMap, valueOf } from './tree.ts';

export interface Mistake {
  readonly problem: Problem;
  /** The path to remove for a valid tree; the whole tree if it is empty. */
  readonly prune: KeyPath;
  /** For an unknown key: the key that was meant. */
  readonly meant?: string | undefined;
}

/** Removes what is wrong, and turns numbers into the strings that they were meant to be. */
export function corrected(root: TreeMap, mistakes: readonly Mistake[]): TreeMap {
  const copy = deepCopy(root);
  const doomed = new Set<Tree>();
  for (const { prune, problem, meant } of mistakes) {
    const node = nodeAt(copy, prune);
    if (isScalar(node) && TEXT_MEANT.includes(problem.code)) {
      node.value = node.source ?? String(node.value);
      noteOrigin(node, { isRefused: true });
    } else if (node !== undefined) {
      doomed.add(node);
      const parent = nodeAt(copy, prune.slice(0, -1));
      const names = [String(prune.at(-1)), ...(meant === undefined ? [] : [meant])];
      if (parent !== undefined) noteOrigin(parent, { leftOut: [...(originOf(parent).leftOut ?? []), ...names] });
    }
  }
  const clean = (node: Tree): void => {
    const map = asMap(node);
    const seq = asSeq(node);
    if (map !== undefined) map.items = map.items.filter((pair) => !doomed.has(valueOf(pair)));
    if (seq !== undefined) seq.items = seq.items.filter((item) => !doomed.has(item));
    for (const pair of map?.items ?? []) clean(valueOf(pair));
    for (const item of seq?.items ?? []) clean(item);
  };
  clean(copy);
  return copy;
}

const TEXT_MEANT = ['number-not-text', 'boolean-not-text'];
