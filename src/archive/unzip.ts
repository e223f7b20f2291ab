/** Reads a zip archive: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { ArchiveError, longTarget, MOST_TARGET_BYTES, type Unpacking } from './unpacking.ts';
import { isFolderName, nameOf } from './zip_name.ts';

/** The first bytes of a zip archive, in hex, and of one with nothing in it. */
export const ZIP_MAGIC: readonly string[] = ['504b0304', '504b0506'];

export async function unpackZip(file: string, unpacking: Unpacking): Promise<void> {
  const zip = await openPromise(file, { decodeStrings: false, autoClose: false }).catch((error: unknown) => {
    throw asDamage(error, '');
  });
  try {
    const entries = await listEntries(zip);
    await checkEnd(file, zip);
    checkOverlaps(entries);
    for (const entry of entries) {
      const name = nameOf(entry);
      await unpackEntry(name, entry, unpacking, () => zip.openReadStreamPromise(entry)).catch((error: unknown) => {
        throw asDamage(error, `it is damaged in "${name}": `);
      });
    }
  } finally {
    zip.close();
  }
}

async function listEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
    return entries;
  } catch (error) {
    const last = entries.at(-1);
    const where = last === undefined ? 'from its start' : `after "${nameOf(last)}"`;
    throw asDamage(error, `its list of members cannot be read ${where}: `);
  }
}

// Their number has 16 bits: an old program that lists more of them says too few.
async function checkEnd(file: string, zip: ZipFile): Promise<void> {
  const next = Buffer.alloc(4);
  const handle = await open(file, 'r');
  try {
    // The types of yauzl call it a boolean.
    await handle.read(next, 0, next.length, Number(zip.readEntryCursor));
  } finally {
    await handle.close();
  }
  if (next.toString('latin1') !== 'PK\x01\x02') return;
  throw new ArchiveError(`it says that it has ${zip.entriesRead} members, and lists more`);
}

const LOCAL_HEADER = 30;

// The bytes of one member are no other's; else a small archive could become as large as you like.
function checkOverlaps(entries: readonly Entry[]): void {
  const sorted = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let before: Entry | undefined;
  for (const entry of sorted) {
    const end = before === undefined ? 0 : before.relativeOffsetOfLocalHeader + LOCAL_HEADER + before.compressedSize;
    if (before !== undefined && entry.relativeOffsetOfLocalHeader < end)
      throw new ArchiveError(`its members "${nameOf(before)}" and "${nameOf(entry)}" overlap`);
    before = entry;
  }
}

// A full disk, and what is wrong with a name, say so themselves; yauzl's own complaints have no code.
function asDamage(error: unknown, where: string): unknown {
  const { code = 'ERR_', message } = error as NodeJS.ErrnoException;
  if (error instanceof ArchiveError || !/^(Z_|ERR_)/.test(code)) return error;
  return new ArchiveError(`${where}${message}`, { cause: error });
}

/** The kinds of file in a mode: https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/sys_stat.h.html */
const KIND = 0o170000;
const LINK = 0o120000;
const REGULAR = 0o100000;
const FOLDER = 0o040000;

async function unpackEntry(
  name: string,
  entry: Entry,
  unpacking: Unpacking,
  read: () => Promise<NodeJS.ReadableStream>,
): Promise<void> {
  // Where the archive comes from Unix, the upper half has the mode, some programs leave the kind out; else nothing.
  const mode = entry.externalFileAttributes >>> 16;
  const kind = mode & KIND;
  if (kind === FOLDER || isFolderName(name, entry)) {
    if (kind !== FOLDER && kind !== REGULAR && kind !== 0)
      throw new ArchiveError(`"${name}" is called as a folder, and is something else`);
    if (entry.uncompressedSize > 0) throw new ArchiveError(`"${name}" is a folder, and has contents`);
    // As a file it would have a mode that no folder has.
    return unpacking.folder(name, mode === 0 || kind === REGULAR ? 0o755 : mode);
  }
  if (entry.isEncrypted()) throw new ArchiveError(`"${name}" is encrypted`);
  if (!entry.canDecodeFileData()) throw new ArchiveError(`"${name}" is ${describeMethod(entry.compressionMethod)}`);
  if (kind === LINK) {
    if (entry.uncompressedSize > MOST_TARGET_BYTES) throw longTarget(name);
    const target = await buffer(checked(name, entry, await read()));
    if (!isUtf8(target)) throw new ArchiveError(`the link "${name}" has a target that is not UTF-8`);
    return unpacking.symlink(name, target.toString());
  }
  if (kind !== REGULAR && kind !== 0) {
    throw new ArchiveError(`"${name}" is a device or pipe, not a file, folder or link`);
  }
  return unpacking.file(name, { mode: mode === 0 ? 0o644 : mode }, checked(name, entry, await read()));
}

function describeMethod(method: number): string {
  const name = METHODS.get(method) ?? `the unknown method ${method}`;
  return `compressed by ${name}, which is not supported in a zip archive: make it anew with Deflate, or as a tar archive`;
}

/** Those that programs in use write: section 4.4.5 of the APPNOTE. */
const METHODS: ReadonlyMap<number, string> = new Map([
  [1, 'Shrink'],
  [6, 'Implode'],
  [9, 'Deflate64'],
  [12, 'bzip2'],
  [14, 'LZMA'],
  [93, 'zstd'],
  [95, 'xz'],
  [98, 'PPMd'],
]);

// yauzl counts bytes and does not look at them.
async function* checked(name: string, entry: Entry, content: NodeJS.ReadableStream): AsyncGenerator<Buffer> {
  let sum = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== entry.crc32) throw new ArchiveError(`"${name}" is damaged: its CRC-32 does not match`);
}
