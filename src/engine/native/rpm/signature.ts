/**
 * Makes what comes before the header of an rpm: the lead and the signature.
 * https://rpm-software-management.github.io/rpm/manual/format_v4.html
 */
import { createHash } from 'node:crypto';
import { lookUp } from '../../../system/look_up.ts';
import type { Plan } from '../../../plan/plan.ts';
import { bytes, int32, int64, string, type TagValue, writeHeader } from './header.ts';
import { SIGNATURE_TAG } from './tags.ts';

/** The lead: 96 bytes, of which today's readers look only at the first four. */
export function writeLead({ package: name, version, revision, architecture }: Plan): Buffer {
  const block = Buffer.alloc(96);
  block.writeUInt32BE(0xedabeedb, 0);
  block.writeUInt8(3, 4);
  block.writeUInt16BE(lookUp(ARCHITECTURES, architecture) ?? ANY_ARCHITECTURE, 8);
  block.write(`${name}-${version}-${revision}`.slice(0, 65), 10);
  // The operating system, Linux, and the type of signature: in a header.
  block.writeUInt16BE(1, 76);
  block.writeUInt16BE(5, 78);
  return block;
}

/** The numbers of architectures, by Go's names, from `arch_canon` of rpm's rpmrc. */
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
  /** The bytes of the header. */
  readonly header: Buffer;
  /** The digest of header and payload. */
  readonly md5: Buffer;
  /** The size of header and payload in bytes. */
  readonly size: number;
  /** The size of the payload in bytes before it was compressed. */
  readonly payloadSize: number;
}

/** A signature with placeholder values. Every other has the same size. */
export const UNSIGNED: Sums = { header: Buffer.alloc(0), md5: Buffer.alloc(16), size: 0, payloadSize: 0 };

/** Reserved bytes, in which a signature can be added later without moving what follows. */
const RESERVED = 4128;

/** The signature, padded to a multiple of 8 bytes. Its size is always the same, even if a size needs 64 bits. */
export function writeSignature({ header, md5, size, payloadSize }: Sums): Buffer {
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

/** The length in bytes of a signature whose sizes have 32 bits; one with 64-bit sizes reserves less, so that it is as long. */
const LENGTH = 16 + 7 * 16 + 16 + 41 + 65 + 2 + 4 + 16 + 4 + RESERVED;

function wide(value: number, small: number, large: number): [number, TagValue][] {
  return value < 2 ** 32 ? [[small, int32([value])]] : [[large, int64([value])]];
}
