/**
 * A thread that decompresses one file. It answers each message with the next decompressed bytes and does no work beyond that. hack/bundle.mjs
 * bundles it separately, as it does encode_thread.ts.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { decodeBzip2 } from './bzip2.ts';
import { loadLiblzma } from './liblzma.ts';
import { chunksOfFile } from './compressed_file.ts';
import type { DecodeTask } from './start_thread.ts';
import { decodeXz, XZ_PIECE } from './xz_codec.ts';

/** Errors lose their code when they are sent to another thread, so the code is sent beside them. */
export type Answer =
  | { readonly bytes: Uint8Array<ArrayBuffer> | undefined }
  | { readonly message: string; readonly code: string | undefined };

async function start({ part, liblzma }: DecodeTask): Promise<void> {
  const chunks = chunksOfFile(part, XZ_PIECE);
  const decoded = liblzma === undefined ? decodeBzip2(chunks) : decodeXz(await loadLiblzma(liblzma), chunks);
  parentPort?.on('message', () => {
    const answer = next(decoded);
    parentPort?.postMessage(answer, 'bytes' in answer && answer.bytes !== undefined ? [answer.bytes.buffer] : []);
  });
}

function next(decoded: Generator<Uint8Array<ArrayBuffer>>): Answer {
  try {
    const result = decoded.next();
    return { bytes: result.done === true ? undefined : result.value };
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    return { message, code };
  }
}

void start(workerData as DecodeTask);
