/** Opens compressed data, in a file of its own or as a part of one. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { FilePart } from './codecs/compressed_file.ts';
import { decoded } from './codecs/decompress.ts';

/** Whether an error is a decompressor's complaint about its data, and not the machine's, such as a full disk. */
export function isDecoderError(error: unknown): boolean {
  return /^(Z_|ZSTD_|ERR_)/.test((error as NodeJS.ErrnoException).code ?? '');
}

export type CompressedBy = 'gzip' | 'zstd' | 'xz' | 'bzip2' | 'none';

/** The first bytes of each method, in hex. */
const MAGIC: readonly (readonly [bytes: string, method: CompressedBy])[] = [
  ['1f8b', 'gzip'],
  ['28b52ffd', 'zstd'],
  ['fd377a585a00', 'xz'],
  ['425a68', 'bzip2'],
];

/** By which method the data is compressed that begins with these bytes, in hex. */
export function compressionOf(magic: string): CompressedBy {
  return MAGIC.find(([bytes]) => magic.startsWith(bytes))?.[1] ?? 'none';
}

/** The stages of a pipeline that ends with the decompressed bytes. */
export function openCompressed(method: CompressedBy, part: FilePart): readonly [Readable, ...NodeJS.ReadWriteStream[]] {
  switch (method) {
    case 'gzip':
      return [stored(part), createGunzip()];
    case 'zstd':
      return [stored(part), createZstdDecompress()];
    case 'xz':
    case 'bzip2':
      return [Readable.from(decoded(method, part), { objectMode: false })];
    case 'none':
      return [stored(part)];
  }
}

function stored({ file, start, end }: FilePart): Readable {
  if (start !== undefined && start === end) return Readable.from([]);
  return createReadStream(file, { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end: end - 1 }) }); // prettier-ignore
}
