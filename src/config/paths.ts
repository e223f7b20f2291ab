/** The relative paths in a config: which values they are, and how they are written for another folder to start at. */
import { posix } from 'node:path';
import type { SourceText } from '../problems/problem.ts';
import { LINK_TYPES } from '../schema/contents.ts';
import { SCRIPT_KINDS } from '../schema/schema.ts';
import { asMap, asSeq, child, nodeAt, originOf, textOf, type Tree, type TreeMap, valueOf } from './tree.ts';
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
  const found = asMap(child(root, 'sources'))?.items.map((pair) => child(valueOf(pair), 'file')) ?? [];
  const defaults = asMap(nodeAt(root, ['defaults', 'overrides']))?.items.map(valueOf) ?? [];
  found.push(nodeAt(root, ['defaults', 'changelog']), ...defaults.map((own) => child(own, 'changelog')));
  for (const pair of asMap(child(root, 'packages'))?.items ?? []) {
    const own = valueOf(pair);
    for (const triggers of asMap(nodeAt(own, ['triggers', 'rpm']))?.items.map(valueOf) ?? []) {
      found.push(...(asSeq(triggers)?.items ?? []).map((trigger) => child(trigger, 'script')));
    }
    const formats = asMap(child(own, 'overrides'))?.items.map(valueOf) ?? [];
    for (const node of [own, ...formats]) {
      found.push(child(node, 'changelog'));
      found.push(...SCRIPT_KINDS.map((kind) => nodeAt(node, ['scripts', kind])));
      for (const entry of asSeq(child(node, 'contents'))?.items ?? []) found.push(...sourcesOf(entry, own));
      found.push(...unitFiles(node));
    }
  }
  // An aliased value is in the tree several times, and each is a node of its own.
  return [...new Set(found.filter((node) => textOf(node) !== undefined))] as Scalar[];
}

function sourcesOf(entry: Tree, own: Tree): (Tree | undefined)[] {
  const overrides = asMap(child(entry, 'overrides'))?.items.map(valueOf) ?? [];
  const type = typeOf(entry, own);
  return [
    ...(LINK_TYPES.includes(type ?? '') ? [] : [child(entry, 'src')]),
    ...overrides
      .filter((over) => !LINK_TYPES.includes(textOf(child(over, 'type')) ?? type ?? ''))
      .map((over) => child(over, 'src')),
  ].filter((node) => textOf(node)?.startsWith('@') === false);
}

// A text is the file itself.
function unitFiles(node: Tree): (Tree | undefined)[] {
  const units = asSeq(nodeAt(node, ['systemd', 'units']))?.items ?? [];
  return units.map((unit) => child(unit, 'src') ?? unit).filter((src) => textOf(src)?.startsWith('@') === false);
}

// An entry of `overrides.rpm.contents` may leave its type to the entry that it is merged into.
function typeOf(entry: Tree, own: Tree): string | undefined {
  const type = textOf(child(entry, 'type'));
  if (type !== undefined) return type;
  const dst = textOf(child(entry, 'dst'));
  const same = asSeq(child(own, 'contents'))?.items.find((other) => textOf(child(other, 'dst')) === dst);
  return textOf(child(same, 'type'));
}
