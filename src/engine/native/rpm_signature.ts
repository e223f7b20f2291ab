/** What comes before the header of an rpm. https://rpm-software-management.github.io/rpm/manual/format_v4.html */
import { createHash } from 'node:crypto';
import { lookUp } from '../../look_up.ts';
import type { Plan } from '../../plan/plan.ts';
import { bytes, int32, int64, string, type TagValue, writeHeader } from './rpm_header.ts';
import { SIGNATURE_TAG } from './rpm_tags.ts';

/** 96 bytes of which readers look at the first four. */
export function lead({ package: name, version, revision, architecture }: Plan): Buffer {
  const block = Buffer.alloc(96);
  block.writeUInt32BE(0xedabeedb, 0);
  block.writeUInt8(3, 4);
  block.writeUInt16BE(lookUp(ARCHITECTURES, architecture) ?? ANY_ARCHITECTURE, 8);
  block.write(`${name}-${version}-${revision}`.slice(0, 65), 10);
  // Linux; signature in a header.
  block.writeUInt16BE(1, 76);
  block.writeUInt16BE(5, 78);
  return block;
}

/** By Go name; the numbers of rpm's own rpmrc, `arch_canon`. */
const ARCHITECTURES: Readonly<Record<string, number>> = {
  386: 1,
  amd64: 1,
  arm: 12,
  arm64: 19,
  mips64le: 11,
  ppc64le: 16,
  riscv64: 22,
  s390x: 15,
};
const ANY_ARCHITECTURE = 255;

export interface Sums {
  /** The whole header. */
  readonly header: Buffer;
  /** Of header and payload. */
  readonly md5: Buffer;
  /** Of header and payload, in bytes. */
  readonly size: number;
  /** Of the payload before it was compressed, in bytes. */
  readonly payloadSize: number;
}

/** Of the size that every other has. */
export const UNSIGNED: Sums = { header: Buffer.alloc(0), md5: Buffer.alloc(16), size: 0, payloadSize: 0 };

/** Room in which a signature can be written later without moving what follows. */
const RESERVED = 4128;

/** Padded to a multiple of 8 bytes. Its size is the same whatever it says, also where a sum needs 64 bits. */
export function signature({ header, md5, size, payloadSize }: Sums): Buffer {
  const digest = (algorithm: string): string => createHash(algorithm).update(header).digest('hex');
  const sizes = [
    ...wide(size, SIGNATURE_TAG.SIZE, SIGNATURE_TAG.LONGSIZE),
    ...wide(payloadSize, SIGNATURE_TAG.PAYLOADSIZE, SIGNATURE_TAG.LONGARCHIVESIZE),
  ];
  const tags = (reserved: number): Buffer =>
    writeHeader(
      62,
      new Map<number, TagValue>([
        [SIGNATURE_TAG.SHA1, string(digest('sha1'))],
        [SIGNATURE_TAG.SHA256, string(digest('sha256'))],
        [SIGNATURE_TAG.MD5, bytes(md5)],
        ...sizes,
        [SIGNATURE_TAG.RESERVEDSPACE, bytes(Buffer.alloc(reserved))],
      ]),
    );
  const plain = tags(RESERVED);
  const block = plain.length > LENGTH ? tags(RESERVED - (plain.length - LENGTH)) : plain;
  return Buffer.concat([block, Buffer.alloc((8 - (block.length % 8)) % 8)]);
}

/** Of a signature whose sizes are of 32 bits. */
const LENGTH = 16 + 7 * 16 + 16 + 41 + 65 + 2 + 4 + 16 + 4 + RESERVED;

function wide(value: number, small: number, large: number): [number, TagValue][] {
  return value < 2 ** 32 ? [[small, int32([value])]] : [[large, int64([value])]];
}
