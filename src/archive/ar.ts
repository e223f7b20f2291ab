/** Writes ar, the outermost archive of a deb: https://manpages.debian.org/bookworm/dpkg-dev/deb.5.en.html */
import { column } from './digits.ts';

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
