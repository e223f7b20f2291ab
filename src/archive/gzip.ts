/**
 * Compresses the parts of an archive into one gzip member (https://www.rfc-editor.org/rfc/rfc1952). Files deflated earlier are spliced in
 * as they are.
 */
import { crc32 } from 'node:zlib';
import { chunksOf } from '../system/hash.ts';
import { combineCrc32 } from './crc32.ts';
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import type { FileContent, Part } from './part.ts';
import { BLOCK_SIZE } from './block_pool.ts';
import { deflateBlock } from './segment.ts';
import { inputChanged } from '../system/hash.ts';

/** The header: without name and time; OS 3 is Unix. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
/** The last block: empty, with fixed codes. */
const END = Buffer.from([3, 0]);

export async function* gzip(parts: AsyncIterable<Part> | Iterable<Part>): AsyncGenerator<Buffer> {
  let crc = 0;
  let size = 0;
  let waiting: Buffer[] = [];
  let waitingSize = 0;
  const flush = async function* (): AsyncGenerator<Buffer> {
    const bytes = Buffer.concat(waiting);
    waiting = [];
    waitingSize = 0;
    for (let at = 0; at < bytes.length; at += BLOCK_SIZE) yield deflateBlock(bytes.subarray(at, at + BLOCK_SIZE));
  };
  yield HEADER;
  for await (const part of parts) {
    const segment = 'bytes' in part ? undefined : part.content.segment;
    if (segment === undefined) {
      const bytes = 'bytes' in part ? part.bytes : readSmall(part.content);
      crc = crc32(bytes, crc);
      size += bytes.length;
      waiting.push(bytes);
      waitingSize += bytes.length;
      if (waitingSize >= BLOCK_SIZE) yield* flush();
      continue;
    }
    yield* flush();
    yield* chunksOf(segment.deflated);
    crc = combineCrc32(crc, segment.crc32, segment.size);
    size += segment.size;
  }
  yield* flush();
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc >>> 0, 0);
  // The size modulo 2^32, as the standard says.
  trailer.writeUInt32LE(size % 2 ** 32, 4);
  yield Buffer.concat([END, trailer]);
}

function readSmall({ from, name, sha256 }: FileContent): Buffer {
  const bytes = readFileSync(from);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw inputChanged(name);
  return bytes;
}
