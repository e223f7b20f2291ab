/**
 * A thread that makes one .xz: says once that it is ready, takes bytes, and answers each message with what is ready of them;
 * undefined is the end. hack/bundle.mjs bundles it apart, so that nothing is loaded where no package asks for xz.
 */
import { parentPort, workerData } from 'node:worker_threads';
// Emscripten's part of the package alone: the package's own code is under the LGPL, liblzma under 0BSD.
import createLiblzma from 'node-liblzma/wasm/liblzma.js';
import { createEncoder, type Liblzma } from './liblzma.ts';

async function start(): Promise<void> {
  const settings = { wasmBinary: workerData as Uint8Array, locateFile: (name: string) => name };
  const encode = createEncoder((await createLiblzma(settings)) as Liblzma);
  parentPort?.on('message', (bytes: Uint8Array | undefined) => {
    const ready = encode(bytes);
    parentPort?.postMessage(ready, [ready.buffer]);
  });
  parentPort?.postMessage('ready');
}

// What fails here is the worker's `error`.
void start();
