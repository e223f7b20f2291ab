/** .xz (https://tukaani.org/xz/xz-file-format.txt), read by liblzma: of any check and filter, of many streams and blocks. */
import { DamageError } from './damage.ts';
import { createCoder, FINISH, type Liblzma, LiblzmaError, ROOM, RUN } from './liblzma.ts';

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

export function* decodeXz(lzma: Liblzma, pieces: Iterable<Uint8Array>): Generator<Uint8Array<ArrayBuffer>> {
  try {
    const code = createCoder(lzma, (stream) => lzma._lzma_stream_decoder(stream, BigInt(MEMORY_LIMIT), FLAGS));
    for (const piece of pieces) yield* code(piece, RUN);
    yield* code(new Uint8Array(), FINISH);
  } catch (error) {
    const damage = error instanceof LiblzmaError ? DAMAGES[error.answer] : undefined;
    throw damage === undefined ? error : new DamageError(damage);
  }
}

/** The size of pieces that it takes. */
export const XZ_PIECE = ROOM;
