/** Finds the relative paths in a config, and rewrites them so that they start at another folder. */
import { posix } from 'node:path';
import type { KeyPath, SourceText } from '../problems/problem.ts';
import { LINK_TYPES } from '../schema/contents.ts';
import { keysWith } from '../schema/walk.ts';
import {
  asMap,
  asSeq,
  child,
  nodeAt,
  nodesAt,
  originOf,
  textOf,
  type Tree,
  type TreeMap,
  type TreeSeq,
} from './tree.ts';
import type { Scalar } from 'yaml';

export interface Rewriting {
  /** The folder that paths start at afterwards. */
  readonly base: string;
  /** The folder that `base` and the other folders are relative to. */
  readonly cwd: string;
  /** The folder that the paths of a text start at. */
  readonly folders: (source: SourceText) => string;
}

/** Rewrites the scalars of the tree in place. Absolute paths, `@name` and the targets of links are not changed. */
export function rewritePaths(root: TreeMap, { base, cwd, folders }: Rewriting): void {
  const vars = asMap(child(root, 'vars'));
  for (const scalar of pathScalars(root)) {
    const text = textOf(scalar);
    if (text === undefined || text === '' || startsElsewhere(text, vars)) continue;
    const folder = folders(originOf(scalar).place.source);
    const prefix = posix.relative(posix.resolve(cwd, base), posix.resolve(cwd, folder));
    if (prefix === '') continue;
    // Not normalised, because what a `..` after a variable means depends on the value of the variable.
    scalar.value = `${prefix}/${text.replace(/^\.\//, '')}`;
  }
}

// Absolute, or in a source. A variable at the beginning may have such a value, too.
function startsElsewhere(text: string, vars: TreeMap | undefined): boolean {
  if (text.startsWith('/') || text.startsWith('@')) return true;
  const name = /^\$\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}/.exec(text)?.[1];
  const value = name === undefined ? undefined : textOf(child(vars, name));
  return value !== undefined && value !== text && startsElsewhere(value, vars);
}

function pathScalars(root: TreeMap): Scalar[] {
  const found = keysWith('isPath').flatMap(({ at, meta }) => nodesAt(root, at).map((one) => ({ ...one, meta })));
  // An aliased value is in the tree several times, each time as a node of its own.
  return found
    .filter(({ path, node, meta }) => textOf(node) !== undefined && (meta.isPath === true || !isOfLink(root, path)))
    .map(({ node }) => node as Scalar);
}

// `path` is that of a `src`. An entry of `overrides.rpm.contents` may leave its type to the entry that it is merged into, and
// so may the `overrides` of an entry.
function isOfLink(root: TreeMap, path: KeyPath): boolean {
  const entry = nodeAt(root, path.slice(0, path.findLastIndex((step) => typeof step === 'number') + 1));
  const dst = textOf(child(entry, 'dst'));
  const contents = asSeq(nodeAt(root, [...path.slice(0, 2), 'contents']));
  const same = contents === undefined || dst === undefined ? undefined : firstByDst(contents).get(dst);
  const types = [nodeAt(root, path.slice(0, -1)), entry, same].map((node) => textOf(child(node, 'type')));
  return LINK_TYPES.includes(types.find((type) => type !== undefined) ?? '');
}

const firsts = new WeakMap<TreeSeq, ReadonlyMap<string, Tree>>();

function firstByDst(contents: TreeSeq): ReadonlyMap<string, Tree> {
  const known = firsts.get(contents);
  if (known !== undefined) return known;
  const found = new Map<string, Tree>();
  for (const item of contents.items) {
    const dst = textOf(child(item, 'dst'));
    if (dst !== undefined && !found.has(dst)) found.set(dst, item);
  }
  firsts.set(contents, found);
  return found;
}
