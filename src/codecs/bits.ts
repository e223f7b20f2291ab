/** Bytes as bits, the highest of each first. */

export interface Bits {
  /** The next `count` bits, as a number of 32 bits with a sign; null goes on to the next whole byte. Throws an EndError at the end. */
  readonly read: (count: number | null) => number;
  /** Whether no byte is left. */
  readonly atEnd: () => boolean;
}

/** There are fewer than were asked for. */
export class EndError extends Error {}

export function createBits(pieces: Iterator<Uint8Array>): Bits {
  let piece: Uint8Array = new Uint8Array();
  let at = 0;
  // The lowest `count` bits of `held` are read and not given yet: fewer than eight between reads.
  let held = 0;
  let count = 0;

  const atEnd = (): boolean => {
    while (at === piece.length) {
      const next = pieces.next();
      if (next.done === true) return true;
      piece = next.value;
      at = 0;
    }
    return false;
  };

  const read = (wanted: number | null): number => {
    if (wanted === null) return (count = 0);
    // `held` has room for 32.
    if (wanted > 24) return (read(wanted - 16) << 16) | read(16);
    while (count < wanted) {
      if (at === piece.length && atEnd()) throw new EndError();
      held = (held << 8) | (piece[at++] ?? 0);
      count += 8;
    }
    count -= wanted;
    return (held >>> count) & ((1 << wanted) - 1);
  };
  return { read, atEnd };
}
