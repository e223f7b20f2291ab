/** Opens an archive. */
import { open } from 'node:fs/promises';
import type { ArchiveEntries } from './archive_entries.ts';
import { compressionOf, isDecoderError } from './compressed.ts';
import { readTar } from './untar/untar.ts';
import { ArchiveError, Unpacking } from './unpacking.ts';
import { unpackZip, ZIP_MAGIC } from './unzip.ts';

/**
 * Unpacks `file` (tar, plain or compressed by gzip, zstd, xz or bzip2, or zip): the bytes of its files go into the empty folder
 * `folder`, and what it has is returned. Throws an ArchiveError; what is in the folder then is to be thrown away.
 */
export async function extractArchive(file: string, folder: string): Promise<ArchiveEntries> {
  const magic = await firstBytes(file);
  const unpacking = new Unpacking(folder);
  const isZip = ZIP_MAGIC.some((bytes) => magic.startsWith(bytes));
  try {
    await (isZip ? unpackZip(file, unpacking) : readTar(compressionOf(magic), { file }, unpacking));
  } catch (error) {
    throw asArchiveError(error);
  }
  return unpacking.finish();
}

async function firstBytes(file: string): Promise<string> {
  const handle = await open(file, 'r');
  const start = Buffer.alloc(6);
  try {
    await handle.read(start, 0, start.length, 0);
  } finally {
    await handle.close();
  }
  return start.toString('hex');
}

function asArchiveError(reason: unknown): unknown {
  if (reason instanceof ArchiveError) return reason;
  return isDecoderError(reason) ? new ArchiveError((reason as Error).message) : reason;
}
