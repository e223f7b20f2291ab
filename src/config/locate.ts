/** Finds the places of keys and values of a config. */
import type { KeyPath, Place, SourceText } from '../problems/problem.ts';
import type { Config } from '../schema/schema.ts';
import { type TreeMap, asMap, asSeq, child, findPair, nodeAt, originOf, type Tree, valueOf } from './tree.ts';
import { isCollection } from 'yaml';

/** A config with the places of its keys and values, which can be in the config, an overlay or a flag. */
export interface LocatedConfig {
  /**
   * Validated. From `forFormat`: with `overrides.<format>` merged in, of packages and of content entries, and other formats' entries
   * gone.
   */
  readonly config: Config;
  /** The tree that `config` was made from. */
  readonly tree: TreeMap;
  /** The name of the config as the user gave it. */
  readonly file: string;
  /** The place of the value at this key, or of the nearest existing parent. */
  locate(path: KeyPath): Place | undefined;
  /** The place of the key itself. */
  locateKey(path: KeyPath): Place | undefined;
  /** The place of the map or list to which this key or item was added, if another text wrote that; undefined if one text wrote both. */
  locateAddedTo(path: KeyPath): Place | undefined;
  /** Whether this key, or something around it, was refused; then `config` does not have it as it is written. */
  isRefused(path: KeyPath): boolean;
  /** Whether this key, or something in it, was refused. */
  holdsRefused(path: KeyPath): boolean;
  /** The folder that a relative path at this key starts at: absolute, or from the working directory. */
  folderOf(path: KeyPath): string;
}

/** `folders`: the folder that relative paths of each text start at. */
export function locatedConfig(
  config: Config,
  root: TreeMap,
  file: string,
  folders: (source: SourceText) => string,
): LocatedConfig {
  return {
    config,
    tree: root,
    file,
    locate: (path) => valuePlace(root, path),
    locateKey: (path) => keyPlace(root, path),
    locateAddedTo: (path) => addedTo(root, path),
    isRefused: (path) => isRefused(root, path),
    holdsRefused: (path) => isRefused(root, path) || holdsRefused(nodeAt(root, path)),
    folderOf: (path) => folders(writerOf(root, path)),
  };
}

/** The place of the value; of its key if the value has many lines or is empty; of the nearest parent if it does not exist. */
export function valuePlace(root: TreeMap, path: KeyPath): Place | undefined {
  const node = nodeAt(root, path);
  if (node === undefined) return keyPlace(root, path);
  const { place } = originOf(node);
  const isBlock = isCollection(node) && node.flow !== true;
  const isEmpty = place.start === place.end && place.source.text !== '';
  return (isBlock && typeof path.at(-1) === 'string') || isEmpty ? keyPlace(root, path) : place;
}

/** The place of the key, or of the item of a list if the last step is an index; otherwise of the nearest parent. */
export function keyPlace(root: TreeMap, path: KeyPath): Place | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const step = path[length - 1];
    const parent = nodeAt(root, path.slice(0, length - 1));
    if (typeof step === 'string') {
      const pair = findPair(asMap(parent), step);
      if (pair !== undefined) return originOf(pair.key).place;
    } else {
      const item = nodeAt(root, path.slice(0, length));
      if (item !== undefined) return originOf(item).place;
    }
  }
  return originOf(root).place;
}

function addedTo(root: TreeMap, path: KeyPath): Place | undefined {
  const above = path.slice(0, -1);
  const parent = nodeAt(root, above);
  if (parent === undefined || originOf(parent).place.source === keyPlace(root, path)?.source) return undefined;
  return valuePlace(root, above);
}

function isRefused(root: TreeMap, path: KeyPath): boolean {
  let node: Tree = root;
  for (const step of path) {
    const next: Tree | undefined = child(node, step);
    const { isRefused = false, leftOut = [] } = originOf(node);
    if (isRefused || next === undefined) return isRefused || leftOut.includes(String(step));
    node = next;
  }
  return originOf(node).isRefused === true;
}

function holdsRefused(node: Tree | undefined): boolean {
  if (node === undefined) return false;
  const { isRefused = false, leftOut = [] } = originOf(node);
  const inside = [...(asMap(node)?.items.map(valueOf) ?? []), ...(asSeq(node)?.items ?? [])];
  return isRefused || leftOut.length > 0 || inside.some(holdsRefused);
}

// The place of the deepest node on the path that exists.
function writerOf(root: TreeMap, path: KeyPath): SourceText {
  let node: Tree = root;
  for (const step of path) {
    const next: Tree | undefined = child(node, step);
    if (next === undefined) break;
    node = next;
  }
  return originOf(node).place.source;
}
