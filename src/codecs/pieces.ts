/** A file piece by piece, for a thread that has nothing else to do meanwhile. chunks.ts is for all others. */
import { closeSync, openSync, readSync } from 'node:fs';

/** Each piece is good until the next is asked for. */
export function* piecesOf(path: string, size: number): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    const piece = new Uint8Array(size);
    for (;;) {
      const length = readSync(file, piece);
      if (length === 0) return;
      yield piece.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}
