/**
 * Writes entries of a tar archive as GNU tar does (https://www.gnu.org/software/tar/manual/html_node/Standard.html). dpkg reads ustar and
 * GNU's long names, but refuses the headers of PAX.
 */
import { digits } from './digits.ts';

export interface TarMember {
  /** Begins with `./`; a folder's ends in `/`. */
  readonly name: string;
  readonly type: 'file' | 'folder' | 'symlink' | 'hardlink';
  readonly mode: number;
  /** Seconds since the epoch. */
  readonly mtime: number;
  readonly owner: string;
  readonly group: string;
  /** The size of a file in bytes. */
  readonly size?: number;
  /** The target of a link. */
  readonly target?: string;
}

/** Eleven octal digits for a size. */
export const LARGEST_FILE = 8 ** 11 - 1;

const BLOCK = 512;
const FLAGS = { file: '0', hardlink: '1', symlink: '2', folder: '5' } as const;

/** The header of a member. A name or target that is too long for it is in further headers before it. */
export function tarHeader(member: TarMember): Buffer {
  const { name, target = '' } = member;
  return Buffer.concat([
    ...longName('L', name),
    ...longName('K', target),
    header({ ...member, flag: FLAGS[member.type] }),
  ]);
}

/** The padding after a file of this size, up to the end of its last block. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

/** The end of an archive: two empty blocks, and more of them to fill a record of twenty, as GNU tar does. */
export function tarEnd(sizeBefore: number): Buffer {
  const record = BLOCK * 20;
  const least = 2 * BLOCK;
  return Buffer.alloc(least + ((record - ((sizeBefore + least) % record)) % record));
}

const NAME_FIELD = 100;

function longName(flag: 'L' | 'K', text: string): Buffer[] {
  const bytes = Buffer.from(`${text}\0`);
  if (bytes.length - 1 <= NAME_FIELD) return [];
  const about = { name: '././@LongLink', mode: 0o644, mtime: 0, owner: 'root', group: 'root', size: bytes.length };
  return [header({ ...about, flag }), bytes, tarPadding(bytes.length)];
}

type Header = Omit<TarMember, 'type'> & { readonly flag: string };

function header({ name, mode, mtime, owner, group, size = 0, target = '', flag }: Header): Buffer {
  const block = Buffer.alloc(BLOCK);
  const text = (value: string, at: number, length: number): number => Buffer.from(value).copy(block, at, 0, length);
  const octal = (value: number, at: number, length: number): number =>
    text(digits(value, 8, length - 1), at, length - 1);
  text(name, 0, NAME_FIELD);
  octal(mode & 0o7777, 100, 8);
  // The names are looked up when the archive is unpacked.
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(mtime, 136, 12);
  text(' '.repeat(8), 148, 8);
  text(flag, 156, 1);
  text(target, 157, NAME_FIELD);
  text('ustar  \0', 257, 8);
  text(owner, 265, 31);
  text(group, 297, 31);
  const sum = block.reduce((total, byte) => total + byte, 0);
  text(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 8);
  return block;
}
