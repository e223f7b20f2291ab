/** Decompresses files of methods that Node cannot read: xz and bzip2. */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { createSemaphore } from '../../system/semaphore.ts';
import type { FilePart } from './compressed_file.ts';
import type { Answer } from './decode_thread.ts';
import { liblzma, startThread } from './start_thread.ts';

/** How many threads may decompress at the same time. Each uses a core and up to 200 MB. */
const semaphore = createSemaphore(availableParallelism());

/** Throws an error with the code DAMAGED if the file is damaged. */
export async function* decoded(method: 'bzip2' | 'xz', part: FilePart): AsyncGenerator<Buffer> {
  const release = await semaphore.acquire();
  const thread = startThread('decode', { part, liblzma: method === 'xz' ? liblzma() : undefined });
  try {
    let coming = ask(thread);
    for (;;) {
      const answer = await coming;
      if ('message' in answer) throw Object.assign(new Error(answer.message), { code: answer.code });
      if (answer.bytes === undefined) return;
      // Asked for in advance, so that the thread works while these bytes are written.
      coming = ask(thread);
      yield Buffer.from(answer.bytes.buffer);
    }
  } finally {
    await thread.terminate();
    release();
  }
}

function ask(thread: Worker): Promise<Answer> {
  const answer = once(thread, 'message').then(([first]) => first as Answer);
  // If the caller stops reading, nobody awaits this promise.
  answer.catch(() => undefined);
  thread.postMessage('next');
  return answer;
}
