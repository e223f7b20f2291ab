/** The files of an rpm, as its header and its payload describe them. */
import { posix } from 'node:path';
import { compareBytes } from '../../../plan/paths.ts';
import type { Entry, FileEntry } from '../../../stage/entry.ts';
import type { Contents } from '../contents.ts';
import { int16, int32, int64, strings, type TagValue } from './header.ts';
import { FILE_FLAG, TAG } from './tags.ts';
import { readMachine } from '../../../archive/elf.ts';

/** A path in the package, with everything that header and payload need. */
export interface RpmFile {
  readonly path: string;
  readonly entry: Entry;
  /** The mode, including the kind of file: https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/sys_stat.h.html */
  readonly mode: number;
  /** The size in the header: for a link the length of its target, for a folder or ghost 0. */
  readonly size: number;
  readonly digest: string;
  readonly target: string;
  readonly mtime: number;
  readonly owner: string;
  readonly group: string;
  readonly flags: number;
  /** The inode number, from 1. All names of one file have the same. */
  readonly inode: number;
  readonly links: number;
  /** The content, if it is a regular file. */
  readonly file?: FileEntry;
}

const KIND = { file: 0o100000, folder: 0o040000, symlink: 0o120000 } as const;

const CONFIG_FLAGS = {
  replace: FILE_FLAG.config,
  missingok: FILE_FLAG.config | FILE_FLAG.missingok,
  noreplace: FILE_FLAG.config | FILE_FLAG.noreplace,
} as const;

/** The files sorted by path, as rpm requires. */
export function rpmFiles(entries: readonly Entry[], contents: Contents): RpmFile[] {
  const sorted = [...entries].sort((left, right) => compareBytes(left.path, right.path));
  const fileOf = (entry: Entry): FileEntry | undefined =>
    entry.kind === 'hardlink' ? entry.file : entry.kind === 'file' ? entry : undefined;
  const firstAt = new Map<FileEntry, number>();
  const links = new Map<FileEntry, number>();
  sorted.forEach((entry, at) => {
    const file = fileOf(entry);
    if (file === undefined) return;
    if (!firstAt.has(file)) firstAt.set(file, at);
    links.set(file, (links.get(file) ?? 0) + 1);
  });
  return sorted.map((entry, at) => {
    const file = fileOf(entry);
    const inode = (file === undefined ? at : (firstAt.get(file) ?? at)) + 1;
    return {
      ...describe(entry, contents),
      entry,
      path: entry.path,
      inode,
      links: file === undefined ? 1 : (links.get(file) ?? 1),
    };
  });
}

type Described = Omit<RpmFile, 'path' | 'entry' | 'inode' | 'links'>;

function describe(entry: Entry, contents: Contents): Described {
  // A mark belongs to a path, so each name of a file can have its own.
  if (entry.kind === 'hardlink') return { ...describe(entry.file, contents), flags: docFlag(entry.path) };
  const { owner, group, mtime } = entry;
  const plain = { owner, group, mtime, size: 0, digest: '', target: '', flags: 0 };
  switch (entry.kind) {
    case 'folder':
      return { ...plain, mode: KIND.folder | entry.mode };
    case 'symlink': {
      const { path, target } = entry;
      return { ...plain, mode: KIND.symlink | 0o777, size: Buffer.byteLength(target), target, flags: docFlag(path) };
    }
    case 'ghost':
      return { ...plain, mode: KIND.file | entry.mode, flags: FILE_FLAG.ghost | docFlag(entry.path) };
    case 'file': {
      const { size, sha256 } = contents.of(entry);
      const config = entry.config === undefined ? 0 : CONFIG_FLAGS[entry.config];
      const mark = entry.mark === undefined ? 0 : FILE_FLAG[entry.mark];
      const flags = config | mark | docFlag(entry.path);
      return { ...plain, mode: KIND.file | entry.mode, size, digest: sha256, flags, file: entry };
    }
  }
}

/** The folders whose files rpmbuild marks as documentation by itself. https://rpm-software-management.github.io/rpm/manual/spec.html#doc */
const DOC_FOLDERS = [
  '/usr/share/doc/',
  '/usr/share/man/',
  '/usr/share/info/',
  '/usr/share/gtk-doc/html/',
  '/usr/share/javadoc/',
  '/usr/doc/',
  '/usr/man/',
  '/usr/info/',
  '/usr/X11R6/man/',
];

function docFlag(path: string): number {
  return DOC_FOLDERS.some((folder) => path.startsWith(folder)) ? FILE_FLAG.doc : 0;
}

/** The largest size in bytes that fits the 32-bit tags. */
export const LARGEST_SMALL = 2 ** 32 - 1;

/** The tags of all files. A package without files has only the algorithm of the digests. */
export function fileTags(files: readonly RpmFile[]): Map<number, TagValue> {
  // All digests are SHA-256.
  const algorithm: [number, TagValue] = [TAG.FILEDIGESTALGO, int32([8])];
  if (files.length === 0) return new Map([algorithm]);
  const folders = [...new Set(files.map(({ path }) => folderOf(path)))];
  const sizes = files.map(({ size }) => size);
  const isLarge = sizes.some((size) => size > LARGEST_SMALL);
  return new Map<number, TagValue>([
    isLarge ? [TAG.LONGFILESIZES, int64(sizes)] : [TAG.FILESIZES, int32(sizes)],
    [TAG.FILEMODES, int16(files.map(({ mode }) => mode))],
    [TAG.FILERDEVS, int16(files.map(() => 0))],
    [TAG.FILEMTIMES, int32(files.map(({ mtime }) => mtime))],
    [TAG.FILEDIGESTS, strings(files.map(({ digest }) => digest))],
    [TAG.FILELINKTOS, strings(files.map(({ target }) => target))],
    [TAG.FILEFLAGS, int32(files.map(({ flags }) => flags))],
    [TAG.FILEUSERNAME, strings(files.map(({ owner }) => owner))],
    [TAG.FILEGROUPNAME, strings(files.map(({ group }) => group))],
    [TAG.FILEVERIFYFLAGS, int32(files.map(verifyFlags))],
    [TAG.FILEDEVICES, int32(files.map(() => 1))],
    [TAG.FILEINODES, int32(files.map(({ inode }) => inode))],
    [TAG.FILELANGS, strings(files.map(() => ''))],
    [TAG.FILECOLORS, int32(files.map(({ file }) => colorOf(file)))],
    [TAG.DIRINDEXES, int32(files.map(({ path }) => folders.indexOf(folderOf(path))))],
    [TAG.BASENAMES, strings(files.map(({ path }) => posix.basename(path)))],
    [TAG.DIRNAMES, strings(folders)],
    ...(hasCapabilities(files) ? [[TAG.FILECAPS, strings(files.map(capabilitiesOf))] as const] : []),
    algorithm,
  ]);
}

/** Whether the header says anything of capabilities: a reader must know of them then. */
export function hasCapabilities(files: readonly RpmFile[]): boolean {
  return files.some((file) => capabilitiesOf(file) !== '');
}

// Of a hard link those of its file: they are of what both are names of.
function capabilitiesOf({ file }: RpmFile): string {
  return file?.capabilities ?? '';
}

function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === '/' ? '/' : `${folder}/`;
}

/** What `rpm -V` compares: everything, but for a ghost nothing that depends on its content. */
const VERIFY_ALL = 0xffffffff;
const VERIFY_BYTES = (1 << 0) | (1 << 1) | (1 << 2) | (1 << 5);

function verifyFlags({ flags }: RpmFile): number {
  return (flags & FILE_FLAG.ghost) === 0 ? VERIFY_ALL : (VERIFY_ALL & ~VERIFY_BYTES) >>> 0;
}

/**
 * The file color, by which rpm tells 32-bit and 64-bit builds of a program apart: 1 for 32-bit ELF, 2 for 64-bit ELF, 0 for anything
 * else.
 */
export function colorOf(file: FileEntry | undefined): number {
  const machine = file === undefined ? undefined : readMachine(file.from);
  if (machine === undefined) return 0;
  return machine.bits === 32 ? 1 : 2;
}
