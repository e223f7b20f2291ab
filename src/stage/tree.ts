/** A tree of the contents: which files and folders it has, with the modes that they are to have. */
import { isUtf8 } from 'node:buffer';
import { lstatSync, readlinkSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isLeftByFetch } from '../fetch/names.ts';
import { type Copy, checkRegular, describeFailure, fail, kindOf, nameOf } from './copy.ts';
import type { FileEntry, FolderEntry, SymlinkEntry } from './entry.ts';
import type { Times } from './times.ts';
import { selectPaths } from './select.ts';

/** What is at `from`, as entries below the content's `dst`, folders before what is in them. */
export async function listTree(
  copy: Copy,
  from: string,
  times: Times,
): Promise<(FileEntry | FolderEntry | SymlinkEntry)[]> {
  const { content, origin } = copy;
  const found = statSync(from);
  if (!found.isDirectory()) fail(copy, 'not-a-folder', `${origin.name} is ${kindOf(found)}, not a folder`);
  const listed = await list(copy, from, '');
  const taken = new Set(
    selectPaths(
      copy,
      listed.map(({ path }) => path),
    ),
  );
  const { owner, group } = content;
  const owned = { owner, group, mtime: times.of(content) };
  const topMode = content.dirMode === undefined ? 0o755 : Number.parseInt(content.dirMode, 8);
  const entries: (FileEntry | FolderEntry | SymlinkEntry)[] = [
    { kind: 'folder', path: content.dst, ...owned, mode: topMode },
  ];
  for (const item of listed.filter(({ path }) => taken.has(path))) {
    const path = `${content.dst}/${item.path}`;
    if (item.kind === 'folder') entries.push({ kind: 'folder', path, ...owned, mode: folderMode(copy, item.path) });
    else if (item.kind === 'link') entries.push({ kind: 'symlink', path, ...owned, target: item.target });
    else {
      checkRegular(copy, item.from);
      const name = nameOf(copy, item.from);
      entries.push({ kind: 'file', path, ...owned, mode: fileMode(copy, item.mode), from: item.from, name, content });
    }
  }
  return entries;
}

type Item = { readonly path: string; readonly from: string } & (
  | { readonly kind: 'folder' }
  | { readonly kind: 'file'; readonly mode: number }
  | { readonly kind: 'link'; readonly target: string }
);

// Folders before what is in them.
async function list(copy: Copy, folder: string, above: string): Promise<Item[]> {
  const entries: Item[] = [];
  for (const name of await namesIn(copy, folder, above)) {
    // Beside a source lies what `onepack fetch` notes of it; an archive has what it has.
    if (copy.origin.archive === undefined && isLeftByFetch(name)) continue;
    const from = join(folder, name);
    const path = above === '' ? name : `${above}/${name}`;
    if (/\p{Cc}/u.test(name)) {
      fail(copy, 'content-path', `${JSON.stringify(path)} in ${copy.origin.name} has a control character in its name`);
    }
    const entry = look(copy, from, path);
    entries.push(entry);
    if (entry.kind === 'folder') entries.push(...(await list(copy, from, path)));
  }
  return entries;
}

// A name of other bytes is none that a config, a spec or a terminal can say.
async function namesIn(copy: Copy, folder: string, above: string): Promise<string[]> {
  const names = await readdir(folder, { encoding: 'buffer' }).catch((error: unknown) => unreadable(copy, above, error));
  const broken = names.find((name) => !isUtf8(name))?.toString('latin1');
  if (broken !== undefined) {
    const path = JSON.stringify(above === '' ? broken : `${above}/${broken}`);
    fail(copy, 'content-path', `${path} in ${copy.origin.name} has a name that is not UTF-8`);
  }
  return names.map((name) => name.toString()).sort();
}

function unreadable(copy: Copy, path: string, error: unknown): never {
  const name = path === '' ? copy.origin.name : `${path} in ${copy.origin.name}`;
  return fail(copy, 'unreadable-file', `${name} ${describeFailure(error)}`);
}

function attempt<T>(run: () => T, otherwise: (error: unknown) => never): T {
  try {
    return run();
  } catch (error) {
    return otherwise(error);
  }
}

function look(copy: Copy, from: string, path: string): Item {
  const found = attempt(
    () => lstatSync(from),
    (error) => unreadable(copy, path, error),
  );
  if (found.isDirectory()) return { path, from, kind: 'folder' };
  if (!found.isSymbolicLink()) return { path, from, kind: 'file', mode: found.mode };
  const target = readlinkSync(from);
  // Bazel lays its inputs out as absolute links; what they lead to is what is meant.
  if (isAbsolute(target)) return follow(copy, from, path);
  const { origin } = copy;
  const tree = origin.archive ?? origin.path;
  const landing = resolve(from, '..', target);
  if (landing !== tree && !landing.startsWith(tree + sep)) {
    fail(copy, 'link-outside', `${path} in ${origin.name} links to "${target}", which is outside it`);
  }
  return { path, from, kind: 'link', target };
}

function follow(copy: Copy, from: string, path: string): Item {
  const found = attempt(
    () => statSync(from),
    (error) => fail(copy, 'missing-file', `${path} in ${copy.origin.name} ${describeFailure(error)}`),
  );
  return found.isDirectory() ? { path, from, kind: 'folder' } : { path, from, kind: 'file', mode: found.mode };
}

// In an archive a mode is as much input as the bytes; on disk it is what the umask and Bazel left of "executable or not".
function fileMode({ content, origin }: Copy, mode: number): number {
  if (content.mode !== undefined) return Number.parseInt(content.mode, 8);
  if (origin.archive !== undefined) return mode & 0o7777;
  return (mode & 0o111) === 0 ? 0o644 : 0o755;
}

// The top is no folder of the archive, which has it as whoever made it had his own.
function folderMode({ content, origin }: Copy, path: string): number {
  if (content.dirMode !== undefined) return Number.parseInt(content.dirMode, 8);
  const inArchive = origin.archive === undefined ? path : join(relative(origin.archive, origin.path), path);
  return origin.folderModes?.get(inArchive) ?? 0o755;
}
