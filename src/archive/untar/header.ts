/**
 * The header of a member: a block of fields of fixed places.
 * https://www.gnu.org/software/tar/manual/html_node/Standard.html, https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
 */
import { isUtf8 } from 'node:buffer';
import { ArchiveError } from '../unpacking.ts';

export interface TarHeader {
  /** What kind of member it is: one character. */
  readonly type: string;
  readonly name: Buffer;
  readonly target: Buffer;
  readonly mode: number;
  /** Of what follows, in bytes. */
  readonly size: number;
  /** The whole block, for what only some kinds have. */
  readonly block: Buffer;
}

/** Undefined where the block is no header: its checksum is another. */
export function readHeader(block: Buffer): TarHeader | undefined {
  if (!hasChecksum(block)) return undefined;
  const name = textField(block, 0, 100);
  // GNU tar has other fields where POSIX has the start of a name.
  const prefix = block.toString('latin1', 257, 263) === 'ustar\0' ? textField(block, 345, 155) : Buffer.alloc(0);
  const path = prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from('/'), name]);
  const number = (what: string, at: number, length: number): number =>
    readNumber(block.subarray(at, at + length), `the ${what} of "${path.toString()}"`);
  return {
    type: block[156] === 0 ? '0' : String.fromCharCode(block[156] ?? 0),
    name: path,
    target: textField(block, 157, 100),
    mode: number('mode', 100, 8),
    size: number('size', 124, 12),
    block,
  };
}

export function isEmpty(block: Buffer): boolean {
  return block.every((byte) => byte === 0);
}

/** Octal digits, or, where the first bit says so, a number in binary. Throws an ArchiveError for one that is negative or too large. */
export function readNumber(field: Buffer, what: string): number {
  const first = field[0] ?? 0;
  if ((first & 0x80) !== 0) {
    const isNegative = (first & 0x40) !== 0;
    const rest = Buffer.concat([Buffer.from([first & 0x7f]), field.subarray(1)]);
    const value = BigInt(`0x${rest.toString('hex')}`);
    if (isNegative) throw new ArchiveError(`${what} is negative`);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new ArchiveError(`${what} is larger than any file`);
    return Number(value);
  }
  const digits = field.toString('latin1').replace(/\0.*$/s, '').trim();
  if (/^-/.test(digits)) throw new ArchiveError(`${what} is negative`);
  if (!/^[0-7]*$/.test(digits)) throw new ArchiveError(`${what} is not a number`);
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

/** The text of a name or a target. Throws an ArchiveError for one that no config, spec or terminal can say. */
export function readText(bytes: Buffer, what: string): string {
  if (isUtf8(bytes)) return bytes.toString();
  throw new ArchiveError(`the ${what} ${JSON.stringify(bytes.toString('latin1'))} is not UTF-8`);
}

/** Up to the first byte that is 0. */
export function untilNull(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end === -1 ? bytes : bytes.subarray(0, end);
}

function textField(block: Buffer, at: number, length: number): Buffer {
  return untilNull(block.subarray(at, at + length));
}

// The sum of all bytes, its own eight taken for blanks. Some old programs add bytes that have a sign.
function hasChecksum(block: Buffer): boolean {
  const digits = /^[\0 ]*([0-7]+)/.exec(block.toString('latin1', 148, 156))?.[1];
  if (digits === undefined) return false;
  let sum = 8 * 0x20;
  let high = 0;
  for (let at = 0; at < block.length; at += 1) {
    if (at >= 148 && at < 156) continue;
    const byte = block[at] ?? 0;
    sum += byte;
    if (byte >= 0x80) high += 1;
  }
  const said = Number.parseInt(digits, 8);
  return said === sum || said === sum - 256 * high;
}
