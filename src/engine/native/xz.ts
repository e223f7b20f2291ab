/** .xz (https://tukaani.org/xz/xz-file-format.txt), made in a thread of its own: Node has no encoder, and WebAssembly would block. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { brotliDecompressSync } from 'node:zlib';
import { BLOCK_SIZE } from './blocks.ts';
import { createTurns } from './turns.ts';

// The bundler puts the program of the thread here, and what it runs, compressed by brotli, in base64.
declare const ONEPACK_XZ: { readonly thread: string; readonly liblzma: string } | undefined;

/** Each takes 100 MB, and a core. */
const turns = createTurns(availableParallelism());

export async function* xz(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const giveBack = await turns.take();
  const thread = startThread();
  const answerTo = async (message: Buffer | undefined): Promise<Buffer> => {
    const answer = once(thread, 'message') as Promise<[Uint8Array<ArrayBuffer>]>;
    thread.postMessage(message);
    return Buffer.from((await answer)[0].buffer);
  };
  try {
    await once(thread, 'message');
    for await (const block of inBlocks(chunks)) yield await answerTo(block);
    yield await answerTo(undefined);
  } finally {
    await thread.terminate();
    giveBack();
  }
}

function startThread(): Worker {
  if (typeof ONEPACK_XZ === 'undefined') {
    const wasm = createRequire(import.meta.url).resolve('node-liblzma/wasm/liblzma.wasm');
    return new Worker(new URL('./xz_thread.ts', import.meta.url), { workerData: readFileSync(wasm) });
  }
  const { thread, liblzma } = ONEPACK_XZ;
  return new Worker(thread, { eval: true, workerData: brotliDecompressSync(Buffer.from(liblzma, 'base64')) });
}

// The many small ones of an archive's headers together: each message takes its time.
async function* inBlocks(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    size += chunk.length;
    if (size < BLOCK_SIZE) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    size = 0;
  }
  yield Buffer.concat(waiting);
}
