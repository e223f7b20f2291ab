/** Unpacks an archive into a folder. */
import { open } from 'node:fs/promises';
import { unpackTar } from './tar.ts';
import { ArchiveError, Unpacking } from './unpacking.ts';
import { unpackZip, ZIP_MAGIC } from './zip.ts';

/** The mode of each folder that the archive says one of, by path from its top. */
export type FolderModes = ReadonlyMap<string, number>;

/**
 * Unpacks `file` (tar, plain or compressed by gzip, zstd, xz or bzip2, or zip) into the empty folder `folder`. Files keep the
 * modes that they have in the archive; folders get 0755, and theirs are returned. Throws an ArchiveError; what is in the
 * folder then is to be thrown away.
 */
export async function extractArchive(file: string, folder: string): Promise<FolderModes> {
  const magic = await firstBytes(file);
  const unpacking = new Unpacking(folder);
  const isZip = ZIP_MAGIC.some((bytes) => magic.startsWith(bytes));
  try {
    await (isZip ? unpackZip(file, unpacking) : unpackTar(file, magic, unpacking));
  } catch (error) {
    throw asArchiveError(error);
  }
  await unpacking.finish();
  return unpacking.folderModes;
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
  const code = (reason as NodeJS.ErrnoException).code ?? '';
  // tar's, zlib's and our decoders' own complaints; a full disk stays what it is.
  if (/^(TAR_|Z_|ZSTD_|ERR_)/.test(code)) return new ArchiveError((reason as Error).message);
  return reason;
}
