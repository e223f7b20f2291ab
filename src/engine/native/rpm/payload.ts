/**
 * Makes the payload of an rpm: a cpio archive in the newc format or, if a file has 4 GiB or more, in rpm's own short form, in which an entry
 * has only the number of the file, and everything else is in the header.
 * https://rpm-software-management.github.io/rpm/manual/format_payload.html
 */
import type { Contents } from '../contents.ts';
import { digits } from '../../../archive/digits.ts';
import type { Part } from '../../../archive/part.ts';
import { LARGEST_SMALL, type RpmFile } from './files.ts';
import { COMPRESSION_ROWS, type Compression } from '../../../format/compression.ts';
import { int32, string, type TagValue } from './header.ts';
import { TAG } from './tags.ts';

/** The parts of the payload. Ghosts are not in it. The last name of a file has the bytes. */
export function* cpioParts(files: readonly RpmFile[], contents: Contents): Generator<Part> {
  const isLarge = files.some(({ size }) => size > LARGEST_SMALL);
  const lastOf = new Map(files.map((file, at) => [file.inode, at]));
  for (const at of payloadOrder(files)) {
    const file = files[at];
    if (file === undefined) continue;
    if (file.entry.kind === 'ghost') continue;
    const isBringing = file.file !== undefined && lastOf.get(file.inode) === at;
    const target = Buffer.from(file.target);
    const size = isBringing ? file.size : target.length;
    yield { bytes: isLarge ? shortHeader(at) : header(file, size) };
    if (isBringing && file.file !== undefined && size > 0) yield { content: contents.of(file.file) };
    if (target.length > 0) yield { bytes: target };
    yield { bytes: padding(size) };
  }
  yield { bytes: newc({ name: 'TRAILER!!!', links: 1 }) };
}

/**
 * The indexes of files in rpmbuild's order: files with several names come last, with all names of a file together. rpm writes the bytes of
 * such a file into the entry before, which must therefore be another name of the same file.
 */
function payloadOrder(files: readonly RpmFile[]): number[] {
  const rank = ({ links, inode }: RpmFile): number => (links > 1 ? inode : 0);
  const ranks = files.map(rank);
  return [...files.keys()].sort((left, right) => (ranks[left] ?? 0) - (ranks[right] ?? 0) || left - right);
}

function header({ path, mode, mtime, inode, links }: RpmFile, size: number): Buffer {
  return newc({ name: `.${path}`, mode, mtime, inode, links, size });
}

interface Newc {
  readonly name: string;
  readonly inode?: number;
  readonly mode?: number;
  readonly mtime?: number;
  readonly links?: number;
  readonly size?: number;
}

function newc({ name, inode = 0, mode = 0, mtime = 0, links = 0, size = 0 }: Newc): Buffer {
  const bytes = Buffer.from(`${name}\0`);
  // Inode, mode, user, group, links, time, size, device (two numbers), device of a device file (two), length of the name, checksum.
  const fields = [inode, mode, 0, 0, links, mtime, size, 0, 0, 0, 0, bytes.length, 0];
  const text = `070701${fields.map((field) => digits(field, 16, 8)).join('')}`;
  const start = Buffer.concat([Buffer.from(text), bytes]);
  return Buffer.concat([start, padding(start.length)]);
}

function shortHeader(at: number): Buffer {
  return Buffer.from(`07070X${digits(at, 16, 8)}\0\0`);
}

function padding(size: number): Buffer {
  return Buffer.alloc((4 - (size % 4)) % 4);
}

/** The tags for the compression and digests of the payload. */
export function payloadTags(compression: Compression): Map<number, TagValue> {
  const { PAYLOADCOMPRESSOR, PAYLOADFLAGS } = COMPRESSION_ROWS[compression].rpm;
  return new Map<number, TagValue>([
    [TAG.PAYLOADFORMAT, string('cpio')],
    [TAG.PAYLOADCOMPRESSOR, string(PAYLOADCOMPRESSOR)],
    [TAG.PAYLOADFLAGS, string(PAYLOADFLAGS)],
    // SHA-256.
    [TAG.PAYLOADDIGESTALGO, int32([8])],
  ]);
}
