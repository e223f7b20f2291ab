/** liblzma's encoder, as WebAssembly: its C interface, called by hand. https://github.com/tukaani-project/xz/blob/v5.8.4/src/liblzma/api/lzma/base.h */

/** xz's own default, and the fpm engine's. */
export const XZ_LEVEL = 6;

/** What Emscripten makes of liblzma. Pointers are offsets in memory, which moves when it grows: no view of it is kept. */
export interface Liblzma {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU32: Uint32Array;
  _malloc(size: number): number;
  _lzma_easy_encoder(stream: number, preset: number, check: number): number;
  _lzma_code(stream: number, action: number): number;
}

/** What every reader has, other than SHA-256. */
const CHECK_CRC64 = 4;
const RUN = 0;
const FINISH = 3;
const OK = 0;
const STREAM_END = 1;

/** `lzma_stream` where a pointer has 32 bits: more than its size, and where its fields are, in words. */
const STREAM_SIZE = 128;
const FIELD = { nextIn: 0, availIn: 1, nextOut: 4, availOut: 5 } as const;

const ROOM = 256 * 1024;

/** Gives the bytes that are ready. How the input is cut changes none of them. Undefined is the end of it. */
export type Encode = (input: Uint8Array | undefined) => Uint8Array<ArrayBuffer>;

export function createEncoder(lzma: Liblzma): Encode {
  const allocate = (size: number): number => {
    const at = lzma._malloc(size);
    if (at === 0) throw new Error('liblzma has no memory');
    lzma.HEAPU8.fill(0, at, at + size);
    return at;
  };
  const stream = allocate(STREAM_SIZE);
  const input = allocate(ROOM);
  const output = allocate(ROOM);
  const field = (name: keyof typeof FIELD): number => stream / 4 + FIELD[name];
  const check = (answer: number): number => {
    if (answer !== OK && answer !== STREAM_END) throw new Error(`liblzma fails: lzma_ret ${answer}`);
    return answer;
  };
  check(lzma._lzma_easy_encoder(stream, XZ_LEVEL, CHECK_CRC64));

  function* run(bytes: Uint8Array, action: number): Generator<Uint8Array> {
    lzma.HEAPU8.set(bytes, input);
    lzma.HEAPU32[field('nextIn')] = input;
    lzma.HEAPU32[field('availIn')] = bytes.length;
    for (;;) {
      lzma.HEAPU32[field('nextOut')] = output;
      lzma.HEAPU32[field('availOut')] = ROOM;
      const answer = check(lzma._lzma_code(stream, action));
      const left = lzma.HEAPU32[field('availOut')] ?? 0;
      yield lzma.HEAPU8.slice(output, output + ROOM - left);
      // It has taken all, and has nothing more to give.
      if (answer === STREAM_END || (action === RUN && left > 0)) return;
    }
  }

  return (bytes) => {
    if (bytes === undefined) return joined([...run(new Uint8Array(), FINISH)]);
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += ROOM) chunks.push(...run(bytes.subarray(at, at + ROOM), RUN));
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
