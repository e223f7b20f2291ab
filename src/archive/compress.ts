/** Compresses the parts of an archive by one of the methods. */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { constants, createZstdCompress } from 'node:zlib';
import { gzip } from './gzip.ts';
import { LEVELS, type Method } from './compression_methods.ts';
import type { Part } from './part.ts';
import { BLOCK_SIZE } from './block_pool.ts';
import { inputChanged, fingerprintOf } from '../system/hash.ts';
import { xz } from './codecs/xz_stream.ts';

type Parts = AsyncIterable<Part> | Iterable<Part>;

export const COMPRESSORS: Readonly<Record<Method, (parts: Parts) => AsyncIterable<Buffer>>> = {
  gzip,
  none: plain,
  xz: (parts) => xz(plain(parts)),
  zstd,
};

// A single frame, because dpkg reads only the first.
function zstd(parts: Parts): AsyncIterable<Buffer> {
  const params = { [constants.ZSTD_c_compressionLevel]: LEVELS.zstd, [constants.ZSTD_c_checksumFlag]: 1 };
  const compressor = createZstdCompress({ params });
  // An error in reading is passed on to whoever reads from the compressor.
  pipeline(plain(parts), compressor, () => undefined);
  return compressor as AsyncIterable<Buffer>;
}

async function* plain(parts: Parts): AsyncGenerator<Buffer> {
  for await (const part of parts) {
    if ('bytes' in part) {
      yield part.bytes;
      continue;
    }
    const { from, size, name, fingerprint: fingerprint } = part.content;
    let left = size;
    for await (const chunk of createReadStream(from, { highWaterMark: BLOCK_SIZE }) as AsyncIterable<Buffer>) {
      left -= chunk.length;
      if (left < 0) throw inputChanged(name);
      yield chunk;
    }
    if (left !== 0 || fingerprintOf(from) !== fingerprint) throw inputChanged(name);
  }
}
