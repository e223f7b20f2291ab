/**
 * Compresses to .xz (https://tukaani.org/xz/xz-file-format.txt) in a thread of its own: Node has no encoder, and WebAssembly would block.
 */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { createSemaphore } from '../../system/semaphore.ts';
import { liblzma, startThread } from './start_thread.ts';

const BLOCK_SIZE = 1024 * 1024;

/** How many threads may compress at the same time. Each uses 100 MB and a core. */
const semaphore = createSemaphore(availableParallelism());

export async function* xz(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const release = await semaphore.acquire();
  const thread = startThread('encode', { liblzma: liblzma() });
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
    release();
  }
}

// Joins the many small pieces of an archive's headers, because each message between threads costs time.
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
