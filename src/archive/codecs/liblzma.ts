/**
 * liblzma, as WebAssembly: its C interface, called by hand. https://github.com/tukaani-project/xz/blob/v5.8.4/src/liblzma/api/lzma/base.h
 */
import createLiblzma from 'node-liblzma/wasm/liblzma.js';

/** What Emscripten makes of liblzma. Pointers are offsets in memory, which moves when it grows: no view of it is kept. */
export interface Liblzma {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU32: Uint32Array;
  _malloc(size: number): number;
  _lzma_easy_encoder(stream: number, preset: number, check: number): number;
  _lzma_stream_decoder(stream: number, memoryLimit: bigint, flags: number): number;
  _lzma_code(stream: number, action: number): number;
}

/** Of lzma_action. */
export const RUN = 0;
export const FINISH = 3;
/** Of lzma_ret. */
const OK = 0;
const STREAM_END = 1;

/** `lzma_stream` where a pointer has 32 bits: more than its size, and where its fields are, in words. */
const STREAM_SIZE = 128;
const FIELD = { nextIn: 0, availIn: 1, nextOut: 4, availOut: 5 } as const;

/** So much goes in at a time, and comes out. */
export const ROOM = 256 * 1024;

/** Any other answer than that all is well, by its number in lzma_ret. */
export class LiblzmaError extends Error {
  readonly answer: number;

  constructor(answer: number) {
    super(`liblzma fails: lzma_ret ${answer}`);
    this.answer = answer;
  }
}

/** Gives what is ready of up to ROOM bytes more. To FINISH is the end of them. */
export type Coder = (bytes: Uint8Array, action: typeof RUN | typeof FINISH) => Generator<Uint8Array<ArrayBuffer>>;

/** `begin` makes an encoder or a decoder of the lzma_stream that it gets. */
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
      // It has taken all, and has nothing more to give.
      if (answer === STREAM_END || (action === RUN && left > 0)) return;
    }
  };
}

/* For the threads alone, so that nothing else loads it. */

// Emscripten's part of the package alone: the package's own code is under the LGPL, liblzma under 0BSD.

export async function loadLiblzma(wasm: Uint8Array): Promise<Liblzma> {
  return (await createLiblzma({ wasmBinary: wasm, locateFile: (name: string) => name })) as Liblzma;
}
