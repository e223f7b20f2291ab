/** Lists a folder on disk. No link is followed, except for those that Bazel made to lay out its inputs. */
import { isUtf8 } from 'node:buffer';
import { type BigIntStats, lstatSync, readlinkSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isLeftByFetch } from '../fetch/names.ts';
import type { ProblemCode } from '../problems/codes/codes.ts';
import { describeFailure } from './failure.ts';
import { realPlace } from './recorded_links.ts';
import { fingerprintFrom } from '../system/hash.ts';

/** Items by path from the top of the tree. */
export type TreeItem = { readonly path: string } & (
  | { readonly kind: 'folder'; readonly mode?: number }
  | {
      readonly kind: 'file';
      readonly mode: number;
      readonly from: string;
      readonly fingerprint?: string;
      /** As an archive has them. */
      readonly capabilities?: Buffer;
    }
  | { readonly kind: 'link'; readonly target: string }
);

/** Why a tree cannot be packed. */
export class TreeError extends Error {
  readonly code: ProblemCode;
  /** The path from the top of the tree, which itself is ''. */
  readonly path: string;
  readonly hint: string | undefined;

  constructor(code: ProblemCode, path: string, message: string, hint?: string) {
    super(message);
    this.code = code;
    this.path = path;
    this.hint = hint;
  }
}

/** How Bazel has laid out a tree. */
export interface LaidOut {
  /** The targets of the tree's links, by path from its top. */
  readonly recorded: ReadonlyMap<string, string>;
  /** The folder in which Bazel runs the action. */
  readonly cwd: string;
  /** What to do about a link that is not recorded. */
  readonly hint: string;
}

/** Folders come before what is in them. `laidOut` is undefined on the command line. Throws a TreeError. */
export async function itemsIn(top: string, laidOut?: LaidOut): Promise<TreeItem[]> {
  const items: TreeItem[] = [];
  const names = namesByFolder(laidOut?.recorded.keys() ?? []);
  const look = (path: string): TreeItem =>
    laidOut === undefined ? lookAt(top, path) : lookThrough(top, path, laidOut, names.has(path));
  const listBelow = async (folder: string): Promise<void> => {
    for (const name of await namesIn(top, folder, names.get(folder) ?? new Set())) {
      // `onepack fetch` keeps notes beside sources.
      if (isLeftByFetch(name)) continue;
      const item = attempt(look, folder === '' ? name : `${folder}/${name}`);
      items.push(item);
      if (item.kind === 'folder') await listBelow(item.path);
    }
  };
  await listBelow('');
  return items;
}

// For each folder above one of the paths, the names in it that lead there.
function namesByFolder(paths: Iterable<string>): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const path of paths) {
    let above = '';
    for (const name of path.split('/')) {
      names.set(above, (names.get(above) ?? new Set()).add(name));
      above = above === '' ? name : `${above}/${name}`;
    }
  }
  return names;
}

// A config, a spec and a terminal can express only names that are UTF-8.
async function namesIn(top: string, folder: string, recorded: ReadonlySet<string>): Promise<string[]> {
  const found = await readdir(join(top, folder), { encoding: 'buffer' }).catch((error: NodeJS.ErrnoException) => {
    // Bazel does not make a folder that contains only links.
    if (error.code === 'ENOENT' && recorded.size > 0) return [];
    throw new TreeError('unreadable-file', folder, describeFailure(error));
  });
  const names = found.map((name) => {
    if (isUtf8(name)) return name.toString();
    const path = join(folder, name.toString('latin1'));
    throw new TreeError('content-path', JSON.stringify(path), 'has a name that is not UTF-8');
  });
  return [...new Set([...names, ...recorded])].sort();
}

function attempt(look: (path: string) => TreeItem, path: string): TreeItem {
  try {
    return look(path);
  } catch (error) {
    throw error instanceof TreeError ? error : new TreeError('unreadable-file', path, describeFailure(error));
  }
}

function lookAt(top: string, path: string): TreeItem {
  const from = join(top, path);
  const found = lstatSync(from, { bigint: true });
  if (found.isDirectory()) return { path, kind: 'folder', mode: Number(found.mode) & 0o7777 };
  if (!found.isSymbolicLink()) return fileAt(path, from, found);
  const target = readlinkSync(from, { encoding: 'buffer' });
  if (isUtf8(target)) return { path, kind: 'link', target: target.toString() };
  throw new TreeError('content-path', path, 'is a link to a path that is not UTF-8');
}

function lookThrough(top: string, path: string, { recorded, cwd, hint }: LaidOut, leadsToLinks: boolean): TreeItem {
  const from = join(top, path);
  const target = recorded.get(path);
  if (target !== undefined) return { path, kind: 'link', target };
  const found = leadsToLinks
    ? statSync(from, { bigint: true, throwIfNoEntry: false })
    : statSync(from, { bigint: true });
  if (found === undefined) return { path, kind: 'folder' };
  const place = realPlace(top, path, cwd);
  if (place !== undefined && place.real !== join(place.root, path)) {
    throw new TreeError('link-unrecorded', path, `is a link that leads to ${place.real}`, hint);
  }
  return found.isDirectory() ? { path, kind: 'folder' } : fileAt(path, from, found);
}

function fileAt(path: string, from: string, found: BigIntStats): TreeItem {
  return { path, kind: 'file', mode: Number(found.mode), from, fingerprint: fingerprintFrom(found) };
}
