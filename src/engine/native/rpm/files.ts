/** The files of an rpm: what its header says of them, and its payload. */
import { posix } from 'node:path';
import { compareBytes } from '../../../plan/paths.ts';
import type { Entry, FileEntry } from '../../../stage/entry.ts';
import type { Contents } from '../contents.ts';
import { int16, int32, int64, strings, type TagValue } from './header.ts';
import { TAG } from './tags.ts';
import { readMachine } from '../../../archive/elf.ts';

/** One path, with all that its header and its place in the payload need. */
export interface RpmFile {
  readonly path: string;
  readonly entry: Entry;
  /** With the kind of file: https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/sys_stat.h.html */
  readonly mode: number;
  /** As the header has it: that of a link's target, 0 of a folder or ghost. */
  readonly size: number;
  readonly digest: string;
  readonly target: string;
  readonly mtime: number;
  readonly owner: string;
  readonly group: string;
  readonly flags: number;
  /** The names of one file share one, from 1. */
  readonly inode: number;
  readonly links: number;
  /** Of the regular file. */
  readonly file?: FileEntry;
}

const KIND = { file: 0o100000, folder: 0o040000, symlink: 0o120000 } as const;

/** https://rpm-software-management.github.io/rpm/manual/tags.html: fileflags */
const FLAG = { config: 1, doc: 2, missingok: 8, noreplace: 16, ghost: 64, license: 128, readme: 256 } as const;
const CONFIG_FLAGS = {
  replace: FLAG.config,
  missingok: FLAG.config | FLAG.missingok,
  noreplace: FLAG.config | FLAG.noreplace,
} as const;

/** Sorted by path, as rpm wants them. */
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
  // A mark is of a path.
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
      return { ...plain, mode: KIND.file | entry.mode, flags: FLAG.ghost | docFlag(entry.path) };
    case 'file': {
      const { size, sha256 } = contents.of(entry);
      const config = entry.config === undefined ? 0 : CONFIG_FLAGS[entry.config];
      const mark = entry.mark === undefined ? 0 : FLAG[entry.mark];
      const flags = config | mark | docFlag(entry.path);
      return { ...plain, mode: KIND.file | entry.mode, size, digest: sha256, flags, file: entry };
    }
  }
}

/** What rpmbuild takes for documentation unasked. https://rpm-software-management.github.io/rpm/manual/spec.html#doc */
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
  return DOC_FOLDERS.some((folder) => path.startsWith(folder)) ? FLAG.doc : 0;
}

/** Sizes up to here stand in 32 bits. */
export const LARGEST_SMALL = 2 ** 32 - 1;

/** Nothing but the algorithm where there are no files. */
export function fileTags(files: readonly RpmFile[]): Map<number, TagValue> {
  // SHA-256, of which there is one for all.
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
    algorithm,
  ]);
}

function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === '/' ? '/' : `${folder}/`;
}

/** What `rpm -V` looks at: all, but of a ghost not what its bytes are. */
const VERIFY_ALL = 0xffffffff;
const VERIFY_BYTES = (1 << 0) | (1 << 1) | (1 << 2) | (1 << 5);

function verifyFlags({ flags }: RpmFile): number {
  return (flags & FLAG.ghost) === 0 ? VERIFY_ALL : (VERIFY_ALL & ~VERIFY_BYTES) >>> 0;
}

/** What tells rpm the 32 and 64 bit builds of one program apart: 1 for ELF of 32 bits, 2 for 64, 0 for anything else. */
export function colorOf(file: FileEntry | undefined): number {
  const machine = file === undefined ? undefined : readMachine(file.from);
  if (machine === undefined) return 0;
  return machine.bits === 32 ? 1 : 2;
}
