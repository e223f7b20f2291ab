/** Reads a zip archive: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise } from 'yauzl';
import { ArchiveError, longTarget, MOST_TARGET_BYTES, type Unpacking } from './unpacking.ts';

/** The first bytes of a zip archive, in hex, and of one with nothing in it. */
export const ZIP_MAGIC: readonly string[] = ['504b0304', '504b0506'];

export async function unpackZip(file: string, unpacking: Unpacking): Promise<void> {
  try {
    const zip = await openPromise(file);
    try {
      for await (const entry of zip.eachEntry())
        await unpackEntry(entry, unpacking, () => zip.openReadStreamPromise(entry));
    } finally {
      zip.close();
    }
  } catch (error) {
    // A full disk, and what is wrong with a name, say so themselves; yauzl's own complaints have no code.
    const isOurs = error instanceof ArchiveError || (error as NodeJS.ErrnoException).code !== undefined;
    throw isOurs ? error : new ArchiveError((error as Error).message, { cause: error });
  }
}

/** The kinds of file in a mode: https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/sys_stat.h.html */
const KIND = 0o170000;
const LINK = 0o120000;
const REGULAR = 0o100000;
const FOLDER = 0o040000;

async function unpackEntry(
  entry: Entry,
  unpacking: Unpacking,
  open: () => Promise<NodeJS.ReadableStream>,
): Promise<void> {
  // Where the archive comes from Unix, the upper half has the mode; else nothing.
  const mode = entry.externalFileAttributes >>> 16;
  const kind = mode & KIND;
  const name = entry.fileName;
  if (name.endsWith('/') || kind === FOLDER) {
    unpacking.folder(name, kind === 0 ? 0o755 : mode);
    return;
  }
  if (entry.isEncrypted()) throw new ArchiveError(`"${name}" is encrypted`);
  if (kind === LINK) {
    if (entry.uncompressedSize > MOST_TARGET_BYTES) throw longTarget(name);
    unpacking.symlink(name, (await buffer(checked(entry, await open()))).toString('utf8'));
    return;
  }
  if (kind !== REGULAR && kind !== 0) {
    throw new ArchiveError(`"${name}" is a device or pipe, not a file, folder or link`);
  }
  return unpacking.file(name, { mode: kind === 0 ? 0o644 : mode }, checked(entry, await open()));
}

// yauzl counts bytes and does not look at them.
async function* checked(entry: Entry, content: NodeJS.ReadableStream): AsyncGenerator<Buffer> {
  let sum = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== entry.crc32) throw new ArchiveError(`"${entry.fileName}" is damaged: its CRC-32 does not match`);
}
