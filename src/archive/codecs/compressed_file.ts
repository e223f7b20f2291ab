/** A compressed file as a decoder in a thread sees it: its bytes in chunks, and the error where they are damaged. */
import { closeSync, openSync, readSync } from 'node:fs';

/** Each piece is good until the next is asked for. */
export function* chunksOfFile(path: string, size: number): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    const chunk = new Uint8Array(size);
    for (;;) {
      const length = readSync(file, chunk);
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

/** As zlib's own errors have one; what else goes wrong has another, or none. */
export const DAMAGED = 'ERR_DAMAGED';

export class DamageError extends Error {
  readonly code = DAMAGED;
}
