/**
 * A thread that makes one .xz. It first says that it is ready, then takes bytes and answers each message with the compressed bytes that are
 * ready; undefined marks the end. hack/bundle.mjs bundles it separately, so that it is loaded only if a package asks for xz.
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

// What is thrown here becomes the `error` event of the worker.
void start(workerData as EncodeTask);
