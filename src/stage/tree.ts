/** A tree of the contents: which files and folders it has, and their way into the staged tree. */
import { chmod, lstat, mkdir, readdir, readlink, stat, symlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isLeftByFetch } from '../fetch/names.ts';
import { type Copy, copyRegular, describeFailure, fail, kindOf } from './copy.ts';
import { selectPaths } from './select.ts';

/** A folder of the staged tree with the mode that it is to have in the end, when nothing more is written into it. */
export interface FolderMode {
  readonly path: string;
  readonly mode: number;
}

/** Puts what is at `from` below `to`. A folder that another entry says more about is there already. */
export async function copyTree(copy: Copy, from: string, to: string): Promise<FolderMode[]> {
  const { content, origin } = copy;
  const found = await stat(from);
  if (!found.isDirectory()) fail(copy, 'not-a-folder', `${origin.name} is ${kindOf(found)}, where a folder is wanted`);
  const entries = await list(copy, from, '');
  const taken = new Set(
    selectPaths(
      copy,
      entries.map(({ path }) => path),
    ),
  );
  const topMode = content.dirMode === undefined ? 0o755 : Number.parseInt(content.dirMode, 8);
  const folders: FolderMode[] = [{ path: to, mode: topMode }];
  await makeFolder(to);
  for (const entry of entries) {
    if (!taken.has(entry.path)) continue;
    const target = join(to, entry.path);
    if (entry.kind === 'folder') {
      await makeFolder(target);
      folders.push({ path: target, mode: folderMode(copy, entry.path) });
    } else if (entry.kind === 'link') {
      await symlink(entry.target, target).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
        fail(copy, 'path-twice', `two entries of contents put something at ${content.dst}/${entry.path}`);
      });
    } else {
      await copyRegular(copy, entry.from, target, fileMode(copy, entry.mode));
    }
  }
  return folders;
}

type Entry = { readonly path: string; readonly from: string } & (
  | { readonly kind: 'folder' }
  | { readonly kind: 'file'; readonly mode: number }
  | { readonly kind: 'link'; readonly target: string }
);

// Folders before what is in them.
async function list(copy: Copy, folder: string, above: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const name of (await readdir(folder)).sort()) {
    // Beside a source lies what `onepack fetch` notes of it; an archive has what it has.
    if (copy.origin.archive === undefined && isLeftByFetch(name)) continue;
    const from = join(folder, name);
    const path = above === '' ? name : `${above}/${name}`;
    if (/\p{Cc}/u.test(name)) {
      fail(copy, 'content-path', `${JSON.stringify(path)} in ${copy.origin.name} has a control character in its name`);
    }
    const entry = await look(copy, from, path);
    entries.push(entry);
    if (entry.kind === 'folder') entries.push(...(await list(copy, from, path)));
  }
  return entries;
}

async function look(copy: Copy, from: string, path: string): Promise<Entry> {
  const found = await lstat(from);
  if (found.isDirectory()) return { path, from, kind: 'folder' };
  if (!found.isSymbolicLink()) return { path, from, kind: 'file', mode: found.mode };
  const target = await readlink(from);
  // Bazel lays its inputs out as absolute links; what they lead to is what is meant.
  if (isAbsolute(target)) return follow(copy, from, path);
  const { origin } = copy;
  const tree = origin.archive ?? origin.path;
  const landing = resolve(from, '..', target);
  if (landing !== tree && !landing.startsWith(tree + sep)) {
    fail(copy, 'link-outside', `${path} in ${origin.name} links to "${target}", outside of it`);
  }
  return { path, from, kind: 'link', target };
}

async function follow(copy: Copy, from: string, path: string): Promise<Entry> {
  const found = await stat(from).catch((error: unknown) =>
    fail(copy, 'missing-file', `${path} in ${copy.origin.name} ${describeFailure(error)}`),
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

async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let folder = path; folder.length >= first.length; folder = dirname(folder)) await chmod(folder, 0o755);
}
