/**
 * Deflates a file once, so that the result can be spliced into a data.tar.gz and into an rpm's payload. A segment is raw deflate
 * (https://www.rfc-editor.org/rfc/rfc1951) that begins and ends at a byte boundary and refers to nothing before it. It is made of blocks of
 * a fixed size, each primed with the 32 KiB before it, so that the bytes do not depend on how many are deflated at the same time.
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

/** zlib's highest: the result is 0.3 % larger than with the default, 8, and takes a fifteenth less time. */
const MEMORY_LEVEL = 9;

export interface Segment {
  /** The size of the file in bytes. */
  readonly size: number;
  readonly crc32: number;
  /** In lower-case hex. */
  readonly md5: string;
  readonly sha256: string;
  /** The deflated bytes: the absolute path of a file, and their number. */
  readonly deflated: string;
  readonly deflatedSize: number;
}

/**
 * Throws an InputError if the file changes while it is read. `name` is what messages call it. `pool` limits how much is deflated at a
 * time. `report` is called with the number of bytes that have been read.
 */
export async function createSegment(
  from: string,
  name: string,
  deflated: string,
  pool: BlockPool,
  report?: (done: number) => void,
): Promise<Segment> {
  // Taken before the file is opened, so that a file that takes its place later is noticed.
  const fingerprint = fingerprintOf(from);
  const input = await open(from, 'r');
  const output = await open(deflated, 'wx');
  try {
    const result = await deflateBlocks(input, output, pool, report);
    if (fingerprintOf(from) !== fingerprint) throw inputChanged(name);
    await noteDigest(from, result.sha256);
    return { ...result, deflated };
  } finally {
    await input.close();
    await output.close();
  }
}

type Deflated = Omit<Segment, 'deflated'>;

async function deflateBlocks(
  input: FileHandle,
  output: FileHandle,
  pool: BlockPool,
  report?: (done: number) => void,
): Promise<Deflated> {
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
    // The error is thrown to whoever waits for the last block.
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
      // Hashed here while other threads deflate.
      md5.update(bytes);
      sha256.update(bytes);
      crc = crc32(bytes, crc);
      size += bytes.length;
      report?.(size);
      last = bytes;
    }
  });
  await written;
  return { size, crc32: crc, md5: md5.digest('hex'), sha256: sha256.digest('hex'), deflatedSize };
}

// Reads a whole block, unless the file ends: a block must not depend on how many bytes the kernel returns for one read.
async function fill(bytes: Buffer, input: FileHandle): Promise<Buffer> {
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await input.read(bytes, filled, bytes.length - filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

// Frees a buffer at once. Otherwise the garbage collector would run for these buffers often, and look through everything else each time.
// None is small enough to be in Node's pool, which other buffers share.
function freeBuffer({ buffer, length }: Buffer): void {
  if (length > 0) (buffer as ArrayBuffer).transfer(0);
}

/** Runs in one of libuv's threads. A sync flush ends with an empty block, so the next block starts at a byte boundary. */
export async function deflateBlock(block: Buffer, dictionary?: Buffer): Promise<Buffer> {
  if (block.length === 0) return block;
  return deflate(block, {
    level: LEVELS.gzip,
    memLevel: MEMORY_LEVEL,
    finishFlush: constants.Z_SYNC_FLUSH,
    // Room for the output of most blocks, so that one call of zlib is enough, instead of one for each 16 KiB.
    chunkSize: BLOCK_SIZE / 2,
    ...(dictionary === undefined || dictionary.length === 0 ? {} : { dictionary }),
  });
}

export async function writeAll(output: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += (await output.write(bytes, written)).bytesWritten;
  }
}
