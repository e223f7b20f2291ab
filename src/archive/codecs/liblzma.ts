/**
 * Calls the C interface of liblzma, compiled to WebAssembly:
 * https://github.com/tukaani-project/xz/blob/v5.8.4/src/liblzma/api/lzma/base.h
 */
import createLiblzma from 'node-liblzma/wasm/liblzma.js';

/** liblzma as Emscripten compiles it. Pointers are offsets into its memory, which moves when it grows, so no view of it may be kept. */
export interface Liblzma {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU32: Uint32Array;
  _malloc(size: number): number;
  _lzma_easy_encoder(stream: number, preset: number, check: number): number;
  _lzma_stream_decoder(stream: number, memoryLimit: bigint, flags: number): number;
  _lzma_code(stream: number, action: number): number;
}

/** Values of lzma_action. */
export const RUN = 0;
export const FINISH = 3;
/** Values of lzma_ret. */
const OK = 0;
const STREAM_END = 1;

/** The layout of `lzma_stream` with 32-bit pointers: a size in bytes that is large enough, and the index of each field in words. */
const STREAM_SIZE = 128;
const FIELD = { nextIn: 0, availIn: 1, nextOut: 4, availOut: 5 } as const;

/** The size in bytes of the input and output buffers. */
export const ROOM = 256 * 1024;

/** An error of liblzma, with its number in lzma_ret. */
export class LiblzmaError extends Error {
  readonly answer: number;

  constructor(answer: number) {
    super(`liblzma fails: lzma_ret ${answer}`);
    this.answer = answer;
  }
}

/** Feeds up to ROOM bytes and yields the output that is ready. FINISH says that no more input follows. */
export type Coder = (bytes: Uint8Array, action: typeof RUN | typeof FINISH) => Generator<Uint8Array<ArrayBuffer>>;

/** `begin` sets up the lzma_stream that it gets as an encoder or a decoder. */
export function createCoder(lzma: Liblzma, begin: (stream: number) => number): Coder {
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
    if (answer !== OK && answer !== STREAM_END) throw new LiblzmaError(answer);
    return answer;
  };
  check(begin(stream));

  return function* (bytes, action) {
    lzma.HEAPU8.set(bytes, input);
    lzma.HEAPU32[field('nextIn')] = input;
    lzma.HEAPU32[field('availIn')] = bytes.length;
    for (;;) {
      lzma.HEAPU32[field('nextOut')] = output;
      lzma.HEAPU32[field('availOut')] = ROOM;
      const answer = check(lzma._lzma_code(stream, action));
      const left = lzma.HEAPU32[field('availOut')] ?? 0;
      yield new Uint8Array(lzma.HEAPU8.subarray(output, output + ROOM - left));
      // All input is consumed, and there is no more output.
      if (answer === STREAM_END || (action === RUN && left > 0)) return;
    }
  };
}

/* For the threads alone, so that nothing else loads it. */

// Only Emscripten's part of the npm package is used: its own code is under the LGPL, liblzma under 0BSD.

export async function loadLiblzma(wasm: Uint8Array): Promise<Liblzma> {
  return (await createLiblzma({ wasmBinary: wasm, locateFile: (name: string) => name })) as Liblzma;
}
