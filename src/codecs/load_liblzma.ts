/** For the threads alone, so that nothing else loads it. */
// Emscripten's part of the package alone: the package's own code is under the LGPL, liblzma under 0BSD.
import createLiblzma from 'node-liblzma/wasm/liblzma.js';
import type { Liblzma } from './liblzma.ts';

export async function loadLiblzma(wasm: Uint8Array): Promise<Liblzma> {
  return (await createLiblzma({ wasmBinary: wasm, locateFile: (name: string) => name })) as Liblzma;
}
