/** What a decoder in a thread needs of a compressed file: its bytes in chunks, and the error to throw if they are damaged. */
import { closeSync, openSync, readSync } from 'node:fs';

/** The bytes of a file. A chunk is valid only until the next one is asked for. */
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

/** An error with the code DAMAGED, as zlib's errors have codes. Other errors have another code or none. */
export const DAMAGED = 'ERR_DAMAGED';

export class DamageError extends Error {
  readonly code = DAMAGED;
}
