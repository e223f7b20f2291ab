/** .xz by liblzma, both ways, in the thread that it runs in. */
import { createCoder, FINISH, type Liblzma, ROOM, RUN, LiblzmaError } from './liblzma.ts';
import { DamageError } from './compressed_file.ts';
import { LEVELS } from '../compression_methods.ts';

/** What every reader has, other than SHA-256. */
const CHECK_CRC64 = 4;

/** Gives the bytes that are ready. How the input is cut changes none of them. Undefined is the end of it. */
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

// In memory of its own, so that it can be handed to another thread.
function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(chunks.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** `xz -9` takes 65 MiB to read, a dictionary of 192 MiB takes 193; Emscripten's build ends at 256. */
const MEMORY_LIMIT = 200 * 1024 * 1024;

/** LZMA_TELL_UNSUPPORTED_CHECK, else it would be passed over, and LZMA_CONCATENATED: one stream after the other, as `cat` leaves them. */
const FLAGS = 0x02 | 0x08;

/** By lzma_ret. */
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

/** The size of pieces that it takes. */
export const XZ_PIECE = ROOM;
