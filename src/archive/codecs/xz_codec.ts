/** Compresses and decompresses .xz by liblzma, in the calling thread. */
import { createCoder, FINISH, type Liblzma, ROOM, RUN, LiblzmaError } from './liblzma.ts';
import { DamageError } from './compressed_file.ts';
import { LEVELS } from '../compression_methods.ts';

/** The integrity check that every reader supports, unlike SHA-256. */
const CHECK_CRC64 = 4;

/** Returns the bytes that are ready. They do not depend on how the input is divided. Undefined ends the input. */
export type Encode = (input: Uint8Array | undefined) => Uint8Array<ArrayBuffer>;

export function createEncoder(lzma: Liblzma): Encode {
  const code = createCoder(lzma, (stream) => lzma._lzma_easy_encoder(stream, LEVELS.xz, CHECK_CRC64));
  return (bytes) => {
    if (bytes === undefined) return joined([...code(new Uint8Array(), FINISH)]);
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += ROOM) chunks.push(...code(bytes.subarray(at, at + ROOM), RUN));
    return joined(chunks);
  };
}

// A copy with memory of its own, so that it can be transferred to another thread.
function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(chunks.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** In bytes. Reading what `xz -9` wrote takes 65 MiB, a dictionary of 192 MiB takes 193; Emscripten's build ends at 256. */
const MEMORY_LIMIT = 200 * 1024 * 1024;

/**
 * LZMA_TELL_UNSUPPORTED_CHECK, since an unknown check would otherwise be skipped, and LZMA_CONCATENATED, for several streams in one file.
 */
const FLAGS = 0x02 | 0x08;

/** Messages by lzma_ret. */
const DAMAGES: Readonly<Record<number, string>> = {
  3: 'its xz data has a kind of check that liblzma does not know',
  6: `reading its xz data takes more than ${MEMORY_LIMIT / 1024 / 1024} MiB of memory`,
  7: 'it is no xz data',
  8: 'its xz data has options that liblzma does not know',
  9: 'its xz data is damaged, or something else follows it',
  10: 'its xz data is cut short',
};

export function* decodeXz(lzma: Liblzma, chunks: Iterable<Uint8Array>): Generator<Uint8Array<ArrayBuffer>> {
  try {
    const code = createCoder(lzma, (stream) => lzma._lzma_stream_decoder(stream, BigInt(MEMORY_LIMIT), FLAGS));
    for (const piece of chunks) yield* code(piece, RUN);
    yield* code(new Uint8Array(), FINISH);
  } catch (error) {
    const damage = error instanceof LiblzmaError ? DAMAGES[error.answer] : undefined;
    throw damage === undefined ? error : new DamageError(damage);
  }
}

/** The size in bytes of the pieces that it takes. */
export const XZ_PIECE = ROOM;
