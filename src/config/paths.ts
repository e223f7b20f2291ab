/** The relative paths in a config: which values they are, and how they are written for another folder to start at. */
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
  /** Where they start afterwards. */
  readonly base: string;
  /** Where `base` and the folders start themselves. */
  readonly cwd: string;
  /** Where the paths that a text wrote start. */
  readonly folders: (source: SourceText) => string;
}

/** Changes the scalars of the tree. Absolute paths, `@name` and the targets of links stay. */
export function rewritePaths(root: TreeMap, { base, cwd, folders }: Rewriting): void {
  const vars = asMap(child(root, 'vars'));
  for (const scalar of pathScalars(root)) {
    const text = textOf(scalar);
    if (text === undefined || text === '' || startsElsewhere(text, vars)) continue;
    const folder = folders(originOf(scalar).place.source);
    const prefix = posix.relative(posix.resolve(cwd, base), posix.resolve(cwd, folder));
    if (prefix === '') continue;
    // Not normalised: a `..` behind a variable means something only when the variable has its value.
    scalar.value = `${prefix}/${text.replace(/^\.\//, '')}`;
  }
}

// At the root, or in a source: so may the value of a variable that stands first.
function startsElsewhere(text: string, vars: TreeMap | undefined): boolean {
  if (text.startsWith('/') || text.startsWith('@')) return true;
  const name = /^\$\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}/.exec(text)?.[1];
  const value = name === undefined ? undefined : textOf(child(vars, name));
  return value !== undefined && value !== text && startsElsewhere(value, vars);
}

function pathScalars(root: TreeMap): Scalar[] {
  const found = keysWith('isPath').flatMap(({ at, meta }) => nodesAt(root, at).map((one) => ({ ...one, meta })));
  // An aliased value is in the tree several times, and each is a node of its own.
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
