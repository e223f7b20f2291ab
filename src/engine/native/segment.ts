/**
 * One file, deflated once, so that it can stand in a data.tar.gz and in an rpm's payload alike: raw deflate
 * (https://www.rfc-editor.org/rfc/rfc1951) that begins and ends at a byte and refers to nothing before it. It is made in blocks of
 * a fixed size, each primed with the 32 KiB before it, so that how many are made at once changes no byte.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';
import { changed, stampOf } from './stamp.ts';

const deflate = promisify(deflateRaw);

export const BLOCK_SIZE = 1024 * 1024;
const WINDOW_SIZE = 32 * 1024;
/** zlib's own default. Level 9 takes three times as long and saves one part in a hundred. */
export const LEVEL = 6;

export interface Segment {
  /** Of the file, in bytes. */
  readonly size: number;
  readonly crc32: number;
  /** Lower-case hex. */
  readonly md5: string;
  readonly sha256: string;
  /** The deflated bytes: a file, absolute, and how many there are. */
  readonly deflated: string;
  readonly deflatedSize: number;
  readonly stamp: string;
}

/** Throws an InputError where the file changes while it is read. `name` is for messages. `atOnce` blocks are deflated at a time. */
export async function createSegment(from: string, name: string, deflated: string, atOnce: number): Promise<Segment> {
  const input = await open(from, 'r');
  const output = await open(deflated, 'wx');
  try {
    const stamp = await stampOf(from);
    const result = await deflateBlocks(input, output, atOnce);
    if ((await stampOf(from)) !== stamp) throw changed(name);
    return { ...result, deflated, stamp };
  } finally {
    await input.close();
    await output.close();
  }
}

async function deflateBlocks(
  input: FileHandle,
  output: FileHandle,
  atOnce: number,
): Promise<Omit<Segment, 'deflated' | 'stamp'>> {
  const md5 = createHash('md5');
  const sha256 = createHash('sha256');
  let crc = 0;
  let size = 0;
  let deflatedSize = 0;
  let window: Buffer | undefined;
  const pending: Promise<Buffer>[] = [];
  const writeFirst = async (): Promise<void> => {
    const bytes = await pending.shift();
    if (bytes === undefined) return;
    await writeAll(output, bytes);
    deflatedSize += bytes.length;
  };
  for (;;) {
    const block = await readBlock(input);
    if (block.length === 0) break;
    pending.push(deflateBlock(block, window));
    window = block.subarray(-WINDOW_SIZE);
    // While other threads deflate.
    md5.update(block);
    sha256.update(block);
    crc = crc32(block, crc);
    size += block.length;
    if (pending.length >= atOnce) await writeFirst();
  }
  while (pending.length > 0) await writeFirst();
  return { size, crc32: crc, md5: md5.digest('hex'), sha256: sha256.digest('hex'), deflatedSize };
}

// As much as a block, unless the file ends: a block must not depend on how the kernel cuts a read.
async function readBlock(input: FileHandle): Promise<Buffer> {
  const block = Buffer.allocUnsafe(BLOCK_SIZE);
  let filled = 0;
  while (filled < block.length) {
    const { bytesRead } = await input.read(block, filled, block.length - filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return block.subarray(0, filled);
}

/** In one of libuv's threads. The empty block that a sync flush ends with brings the next to the start of a byte. */
export function deflateBlock(block: Buffer, dictionary?: Buffer): Promise<Buffer> {
  return deflate(block, {
    level: LEVEL,
    finishFlush: constants.Z_SYNC_FLUSH,
    // So that one call of zlib takes it all, and not one for each 16 KiB.
    chunkSize: BLOCK_SIZE + 1024,
    ...(dictionary === undefined ? {} : { dictionary }),
  });
}

export async function writeAll(output: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += (await output.write(bytes, written)).bytesWritten;
  }
}
