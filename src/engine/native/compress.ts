/** The payload of a package, compressed as the plan says. */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { constants, createZstdCompress } from 'node:zlib';
import type { Compression } from '../../config/schema.ts';
import { gzip } from './gzip.ts';
import type { Part } from './part.ts';
import { BLOCK_SIZE } from './blocks.ts';
import { changed, stampOf } from '../../stage/stamp.ts';
import { xz } from '../../codecs/xz.ts';

type Parts = AsyncIterable<Part> | Iterable<Part>;

export const ZSTD_LEVEL = 3;

export const COMPRESSORS: Readonly<Record<Compression, (parts: Parts) => AsyncIterable<Buffer>>> = {
  gzip,
  none: plain,
  xz: (parts) => xz(plain(parts)),
  zstd,
};

// One frame: dpkg reads no more than the first.
function zstd(parts: Parts): AsyncIterable<Buffer> {
  const params = { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL, [constants.ZSTD_c_checksumFlag]: 1 };
  const compressor = createZstdCompress({ params });
  // What goes wrong in reading is thrown to whoever reads from the compressor.
  pipeline(plain(parts), compressor, () => undefined);
  return compressor as AsyncIterable<Buffer>;
}

async function* plain(parts: Parts): AsyncGenerator<Buffer> {
  for await (const part of parts) {
    if ('bytes' in part) {
      yield part.bytes;
      continue;
    }
    const { from, size, name, stamp } = part.content;
    let left = size;
    for await (const chunk of createReadStream(from, { highWaterMark: BLOCK_SIZE }) as AsyncIterable<Buffer>) {
      left -= chunk.length;
      if (left < 0) throw changed(name);
      yield chunk;
    }
    if (left !== 0 || stampOf(from) !== stamp) throw changed(name);
  }
}
