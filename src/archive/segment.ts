/**
 * One file, deflated once, so that it can stand in a data.tar.gz and in an rpm's payload alike: raw deflate
 * (https://www.rfc-editor.org/rfc/rfc1951) that begins and ends at a byte and refers to nothing before it. It is made in blocks of
 * a fixed size, each primed with the 32 KiB before it, so that how many are made at once changes no byte.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';
import { noteDigest } from '../system/hash.ts';
import { type Block, type BlockPool, BLOCK_SIZE, WINDOW_SIZE } from './block_pool.ts';
import { LEVELS } from './compression_methods.ts';
import { inputChanged, fingerprintOf } from '../system/hash.ts';

const deflate = promisify(deflateRaw);

/** The most that zlib has: one part in 300 larger than by its default 8, and one in fifteen faster. */
const MEMORY_LEVEL = 9;

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
}

/** Throws an InputError where the file changes while it is read. `name` is for messages. `blocks` says how much is deflated at a time. */
export async function createSegment(from: string, name: string, deflated: string, pool: BlockPool): Promise<Segment> {
  // Before it is opened: what takes its place later is then another.
  const fingerprint = fingerprintOf(from);
  const input = await open(from, 'r');
  const output = await open(deflated, 'wx');
  try {
    const result = await deflateBlocks(input, output, pool);
    if (fingerprintOf(from) !== fingerprint) throw inputChanged(name);
    await noteDigest(from, result.sha256);
    return { ...result, deflated };
  } finally {
    await input.close();
    await output.close();
  }
}

type Deflated = Omit<Segment, 'deflated'>;

async function deflateBlocks(input: FileHandle, output: FileHandle, pool: BlockPool): Promise<Deflated> {
  const md5 = createHash('md5');
  const sha256 = createHash('sha256');
  let crc = 0;
  let size = 0;
  let deflatedSize = 0;
  // In order: each block when it is deflated, and those before it are written.
  let written = Promise.resolve();
  const write = (block: Block, deflating: Promise<Buffer>): void => {
    written = Promise.all([deflating, written])
      .then(async ([bytes]) => {
        await writeAll(output, bytes);
        deflatedSize += bytes.length;
        freeBuffer(bytes);
      })
      .finally(block.release);
    // Whoever waits for the last block hears of it.
    written.catch(() => undefined);
  };
  await pool.oneReader(async () => {
    let last: Buffer = Buffer.alloc(0);
    for (;;) {
      const block = await pool.acquire();
      const window = block.window.subarray(0, last.copy(block.window, 0, Math.max(0, last.length - WINDOW_SIZE)));
      const filling = fill(block.bytes, input);
      write(
        block,
        filling.then((bytes) => deflateBlock(bytes, window)),
      );
      const bytes = await filling;
      if (bytes.length === 0) return;
      // While other threads deflate.
      md5.update(bytes);
      sha256.update(bytes);
      crc = crc32(bytes, crc);
      size += bytes.length;
      last = bytes;
    }
  });
  await written;
  return { size, crc32: crc, md5: md5.digest('hex'), sha256: sha256.digest('hex'), deflatedSize };
}

// As much as a block, unless the file ends: a block must not depend on how the kernel cuts a read.
async function fill(bytes: Buffer, input: FileHandle): Promise<Buffer> {
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await input.read(bytes, filled, bytes.length - filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

// The collector of garbage comes for these buffers before their number matters, and goes through all else each time. None is so
// small that it lies in Node's pool, which others share.
function freeBuffer({ buffer, length }: Buffer): void {
  if (length > 0) (buffer as ArrayBuffer).transfer(0);
}

/** In one of libuv's threads. The empty block that a sync flush ends with brings the next to the start of a byte. */
export async function deflateBlock(block: Buffer, dictionary?: Buffer): Promise<Buffer> {
  if (block.length === 0) return block;
  return deflate(block, {
    level: LEVELS.gzip,
    memLevel: MEMORY_LEVEL,
    finishFlush: constants.Z_SYNC_FLUSH,
    // Room for what most blocks become, so that one call of zlib takes it all, and not one for each 16 KiB.
    chunkSize: BLOCK_SIZE / 2,
    ...(dictionary === undefined || dictionary.length === 0 ? {} : { dictionary }),
  });
}

export async function writeAll(output: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += (await output.write(bytes, written)).bytesWritten;
  }
}
