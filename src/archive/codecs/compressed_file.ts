/** What a decoder in a thread needs of a compressed file: its bytes in chunks, and the error to throw if they are damaged. */
import { closeSync, openSync, readSync } from 'node:fs';

/** The bytes of a file from `start` to `end`, which is exclusive; all of it where they are absent. */
export interface FilePart {
  readonly file: string;
  readonly start?: number;
  readonly end?: number;
}

/** The bytes of a file. A chunk is valid only until the next one is asked for. */
export function* chunksOfFile(part: FilePart, size: number): Generator<Uint8Array> {
  const file = openSync(part.file, 'r');
  try {
    const chunk = new Uint8Array(size);
    for (let at = part.start ?? 0; ;) {
      const length = readSync(file, chunk, 0, Math.min(size, (part.end ?? Infinity) - at), at);
      if (length === 0) return;
      yield chunk.subarray(0, length);
      at += length;
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
