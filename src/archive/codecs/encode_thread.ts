/**
 * A thread that makes one .xz: says once that it is ready, takes bytes, and answers each message with what is ready of them;
 * undefined is the end. hack/bundle.mjs bundles it apart, so that nothing is loaded where no package asks for xz.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { loadLiblzma } from './liblzma.ts';
import type { EncodeTask } from './start_thread.ts';
import { createEncoder } from './xz_codec.ts';

async function start({ liblzma }: EncodeTask): Promise<void> {
  const encode = createEncoder(await loadLiblzma(liblzma));
  parentPort?.on('message', (bytes: Uint8Array | undefined) => {
    const ready = encode(bytes);
    parentPort?.postMessage(ready, [ready.buffer]);
  });
  parentPort?.postMessage('ready');
}

// What fails here is the worker's `error`.
void start(workerData as EncodeTask);
