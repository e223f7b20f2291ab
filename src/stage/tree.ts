/** Opens a tree of `contents`: finds its files, folders and links, and the modes that they will have. */
import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { entriesBelow } from '../archive/archive_entries.ts';
import { checkCapabilities, type Copy, checkRegular } from './copy.ts';
import { fail } from './failure.ts';
import type { FileEntry, FolderEntry, SymlinkEntry } from './entry.ts';
import { TreeError, type TreeItem } from './folder_items.ts';
import type { Times } from './entry.ts';
import { isBaseFolder } from '../plan/base_folders.ts';
import { below } from '../plan/paths.ts';
import { selectPaths } from './select.ts';

/** What is at the origin, as entries below the content's `dst`, folders before what is in them. A link is a symlink of the package. */
export async function listTree(copy: Copy, times: Times): Promise<(FileEntry | FolderEntry | SymlinkEntry)[]> {
  const { content, origin } = copy;
  const listed = await itemsOf(copy);
  for (const item of listed) checkCharacters(copy, item);
  const taken = new Set(
    selectPaths(
      copy,
      listed.map(({ path }) => path),
    ),
  );
  const { owner, group } = content;
  const owned = { owner, group, mtime: times.of(content) };
  const { config, mark } = content;
  const meaning = { ...(config === undefined ? {} : { config }), ...(mark === undefined ? {} : { mark }) };
  const entries: (FileEntry | FolderEntry | SymlinkEntry)[] = [
    { kind: 'folder', path: content.dst, ...owned, mode: folderMode(copy) },
  ];
  for (const item of listed.filter(({ path }) => taken.has(path))) {
    const path = below(content.dst, item.path);
    if (item.kind === 'folder') entries.push({ kind: 'folder', path, ...owned, mode: folderMode(copy, item.mode) });
    else if (item.kind === 'link') entries.push({ kind: 'symlink', path, ...owned, target: item.target });
    else {
      const name = `${item.path} in ${origin.name}`;
      checkRegular(copy, item.from, name);
      checkCapabilities(copy, item.capabilities, name, item.path);
      const { from, fingerprint } = item;
      const mode = fileMode(copy, item.mode);
      const brought = { from, fingerprint, name, content, ...memberOf(copy, item), ...meaning };
      entries.push({ kind: 'file', path, ...owned, mode, ...brought });
    }
  }
  // A folder of the base system exists on every machine, with its own owner and mode.
  return entries.filter(({ kind, path }) => kind !== 'folder' || !isBaseFolder(path));
}

function memberOf({ origin }: Copy, { path }: TreeItem): { member?: string } {
  return 'archive' in origin ? { member: posix.join(origin.member.path, path) } : {};
}

async function itemsOf(copy: Copy): Promise<TreeItem[]> {
  const { origin, inputs } = copy;
  if ('archive' in origin) {
    const { path: top, entry } = origin.member;
    if (entry.kind === 'file') fail(copy, 'not-a-folder', `${origin.name} is a file, not a folder`);
    return entriesBelow(origin.archive, top).map(([path, item]) => ({ ...item, path }));
  }
  const { path: top, laidOut } = origin;
  // Bazel does not make a folder that contains only links.
  const found = existsSync(top) ? inputs.look(top) : undefined;
  if (found?.isFolder === false) fail(copy, 'not-a-folder', `${origin.name} is ${found.kind}, not a folder`);
  return inputs.list(top, laidOut).catch((error: unknown) => {
    if (!(error instanceof TreeError)) throw error;
    const name = error.path === '' ? origin.name : `${error.path} in ${origin.name}`;
    return fail(copy, error.code, `${name} ${error.message}`, error.hint);
  });
}

// Names that no spec, list of files or terminal can express.
function checkCharacters(copy: Copy, item: TreeItem): void {
  const name = `${JSON.stringify(item.path)} in ${copy.origin.name}`;
  if (/\p{Cc}/u.test(item.path)) fail(copy, 'content-path', `${name} has a control character in its name`);
  const { content, plan } = copy;
  if (item.kind === 'file' && plan.format === 'deb' && content.config !== undefined && /\s$/.test(item.path)) {
    fail(copy, 'content-path', `dpkg reads the path of a config file without the blank at its end: ${name}`);
  }
  if (item.kind === 'link' && /\p{Cc}/u.test(item.target)) {
    fail(copy, 'content-path', `${name} is a link with a control character in its target`);
  }
}

// In an archive the mode is input, like the bytes. On disk it depends on the umask and on Bazel, so only "executable or not" counts.
function fileMode({ content, origin }: Copy, mode: number): number {
  if (content.mode !== undefined) return Number.parseInt(content.mode, 8);
  if ('archive' in origin) return mode;
  return (mode & 0o111) === 0 ? 0o644 : 0o755;
}

function folderMode({ content, origin }: Copy, mode = 0o755): number {
  if (content.dirMode !== undefined) return Number.parseInt(content.dirMode, 8);
  return 'archive' in origin ? mode : 0o755;
}
