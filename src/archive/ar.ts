/** Writes and reads ar, the outermost archive of a deb: https://manpages.debian.org/bookworm/dpkg-dev/deb.5.en.html */
import type { FileHandle } from 'node:fs/promises';
import { column } from './digits.ts';
import { ArchiveError } from './unpacking.ts';

export const AR_MAGIC = Buffer.from('!<arch>\n');

/** Ten decimal digits for a size in bytes. */
export const LARGEST_MEMBER = 9_999_999_999;

/**
 * The header of a member: 60 bytes, with name, time, owner, group, mode and size in columns filled with spaces. `mtime`: seconds since
 * the epoch.
 */
export function arHeader(name: string, size: number, mtime: number): Buffer {
  const columns = [
    name.padEnd(16),
    column(mtime, 12),
    '0'.padEnd(6),
    '0'.padEnd(6),
    '100644'.padEnd(8),
    column(size, 10),
  ];
  return Buffer.from(`${columns.join('')}\`\n`, 'latin1');
}

/** The padding after a member of this size: members begin at even offsets. */
export function arPadding(size: number): Buffer {
  return Buffer.from(size % 2 === 0 ? '' : '\n');
}

/** A member of an archive, whose bytes lie in the file from `start` to `end`, which is exclusive. */
export interface ArMember {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const HEADER = 60;

/** The members in their order. Throws an ArchiveError where the file is none, or ends too soon. */
export async function readAr(file: FileHandle): Promise<ArMember[]> {
  const { size } = await file.stat();
  const magic = await readAt(file, 0, AR_MAGIC.length);
  if (!magic.equals(AR_MAGIC)) throw new ArchiveError('it is no ar archive');
  const members: ArMember[] = [];
  for (let at = AR_MAGIC.length; at < size;) {
    const header = await readAt(file, at, HEADER);
    const [, name, length] = /^(.{16}).{32}([0-9]+) *`\n$/s.exec(header.toString('latin1')) ?? [];
    if (name === undefined || length === undefined) throw new ArchiveError(`it is damaged at byte ${at}`);
    const start = at + HEADER;
    const end = start + Number(length);
    if (end > size) throw new ArchiveError(`it ends within "${name.trim()}"`);
    // Some archivers end names with a slash.
    members.push({ name: name.trimEnd().replace(/\/$/, ''), start, end });
    at = end + (end % 2);
  }
  return members;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  return bytes.subarray(0, bytesRead);
}
