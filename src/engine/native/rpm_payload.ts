/** How the payload of an rpm is compressed, and how its header says so. */
import type { Compression } from '../../config/schema.ts';
import { COMPRESSORS, ZSTD_LEVEL } from './compress.ts';
import { XZ_LEVEL } from '../../codecs/xz_encoder.ts';
import type { Part } from './part.ts';
import { int32, string, type TagValue } from './rpm_header.ts';
import { TAG } from './rpm_tags.ts';
import { LEVEL } from './segment.ts';

export interface Payload {
  readonly compress: (parts: Iterable<Part>) => AsyncIterable<Buffer>;
  readonly tags: ReadonlyMap<number, TagValue>;
}

function payload(compression: Compression, compressor: string, level: string): Payload {
  const tags = new Map<number, TagValue>([
    [TAG.PAYLOADFORMAT, string('cpio')],
    [TAG.PAYLOADCOMPRESSOR, string(compressor)],
    [TAG.PAYLOADFLAGS, string(level)],
    // SHA-256.
    [TAG.PAYLOADDIGESTALGO, int32([8])],
  ]);
  return { compress: COMPRESSORS[compression], tags };
}

export const PAYLOADS: Readonly<Record<Compression, Payload>> = {
  gzip: payload('gzip', 'gzip', String(LEVEL)),
  xz: payload('xz', 'xz', String(XZ_LEVEL)),
  zstd: payload('zstd', 'zstd', String(ZSTD_LEVEL)),
  // A reader takes what is no gzip for what it is: https://zlib.net/manual.html, gzread.
  none: payload('none', 'gzip', '0'),
};
