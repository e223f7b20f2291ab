/** Starts threads for codecs that Node lacks: WebAssembly and JavaScript would block everything else in the main thread. */
import type { FilePart } from './compressed_file.ts';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { brotliDecompressSync } from 'node:zlib';

export interface EncodeTask {
  readonly liblzma: Uint8Array;
}

export interface DecodeTask {
  readonly part: FilePart;
  /** Present if the file is an .xz; otherwise it is a .bz2. */
  readonly liblzma: Uint8Array | undefined;
}

// The bundler puts the threads' programs and the WebAssembly here, compressed by brotli, in base64.
declare const ONEPACK_CODECS:
  { readonly encode: string; readonly decode: string; readonly liblzma: string } | undefined;

export function startThread(program: 'encode', task: EncodeTask): Worker;
export function startThread(program: 'decode', task: DecodeTask): Worker;
export function startThread(program: 'encode' | 'decode', workerData: EncodeTask | DecodeTask): Worker {
  return typeof ONEPACK_CODECS === 'undefined'
    ? new Worker(new URL(`./${program}_thread.ts`, import.meta.url), { workerData })
    : new Worker(ONEPACK_CODECS[program], { eval: true, workerData });
}

/** liblzma.wasm. */
export function liblzma(): Uint8Array {
  return typeof ONEPACK_CODECS === 'undefined'
    ? readFileSync(createRequire(import.meta.url).resolve('node-liblzma/wasm/liblzma.wasm'))
    : brotliDecompressSync(Buffer.from(ONEPACK_CODECS.liblzma, 'base64'));
}
