/** Finds a path in a tree. An item of a list is named by its index, its `dst` or its `when`. */
import { formatKeyPath, type KeyPath, type Place, type Problem } from '../problems/problem.ts';
import { isAllowed, keysAllowedAt } from '../schema/allowed.ts';
import { indexOfItem } from './merge.ts';
import { didYouMean } from '../problems/suggest.ts';
import { asMap, asSeq, child, keyOf, makeScalar, type Tree, type TreeMap } from './tree.ts';

export interface Found {
  /** The path, in which items have their indexes. */
  readonly path: KeyPath;
  /** Absent if the key is allowed but not set. */
  readonly node?: Tree;
}

/** Undefined if there can be nothing at the path; then the problem points at the wrong step. */
export function findPath(
  root: TreeMap,
  wanted: KeyPath,
  steps: readonly Place[],
  problems: Problem[],
): Found | undefined {
  let node: Tree | undefined = root;
  let path: KeyPath = [];
  for (const [at, step] of wanted.entries()) {
    const place = steps[at] as Place;
    const list = asSeq(node);
    const next = list === undefined ? String(step) : indexOfItem(list, makeScalar(String(step), place), path, problems);
    if (next === undefined) return undefined;
    const inner: Tree | undefined = child(node, next);
    if (inner === undefined) return notThere(node, path, wanted.slice(at), steps.slice(at), problems);
    path = [...path, next];
    node = inner;
  }
  return { path, node };
}

// Checks the steps below a map that exists or may exist: a key that the schema does not have is a mistake.
function notThere(
  node: Tree | undefined,
  path: KeyPath,
  rest: KeyPath,
  steps: readonly Place[],
  problems: Problem[],
): Found | undefined {
  const [step, ...more] = rest;
  const [place, ...later] = steps;
  if (step === undefined) return { path };
  const at = [...path, typeof step === 'number' ? step : String(step)];
  const here = asMap(node)?.items.map(keyOf) ?? [];
  const keys = keysAllowedAt(path);
  const isNamed = keys?.includes(String(step)) ?? (node === undefined && isAllowed(at));
  if (isNamed) return notThere(undefined, at, more, later, problems);
  const known = [...new Set([...here, ...(keys ?? [])])];
  const above = path.length === 0 ? 'the config' : `\`${formatKeyPath(path)}\``;
  const list = known.length === 0 ? 'no keys' : known.join(', ');
  const meant = didYouMean(String(step), known);
  const hint = known.length > 20 ? meant : [meant, `${above} has ${list}`].filter(Boolean).join(' ');
  const message = `there is no \`${formatKeyPath(at)}\``;
  problems.push({
    code: 'no-such-path',
    message,
    path: at,
    ...(place === undefined ? {} : { place }),
    ...(hint === undefined ? {} : { hint }),
  });
  return undefined;
}
