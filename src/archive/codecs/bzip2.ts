/**
 * Reads .bz2, of many streams (as pbzip2 writes and `cat` leaves them) and any size of block. Each block is given when its CRC is right.
 */
import bzip2 from 'unbzip2-stream/lib/bzip2.js';
import { DamageError } from './compressed_file.ts';

export interface Bits {
  /** The next `count` bits, as a number of 32 bits with a sign; null goes on to the next whole byte. Throws an EndError at the end. */
  readonly read: (count: number | null) => number;
  /** Whether no byte is left. */
  readonly atEnd: () => boolean;
}

/** There are fewer than were asked for. */
export class EndError extends Error {}

export function createBits(chunks: Iterator<Uint8Array>): Bits {
  let chunk: Uint8Array = new Uint8Array();
  let at = 0;
  // The lowest `count` bits of `held` are read and not given yet: fewer than eight between reads.
  let held = 0;
  let count = 0;

  const atEnd = (): boolean => {
    while (at === chunk.length) {
      const next = chunks.next();
      if (next.done === true) return true;
      chunk = next.value;
      at = 0;
    }
    return false;
  };

  const read = (wanted: number | null): number => {
    if (wanted === null) return (count = 0);
    // `held` has room for 32.
    if (wanted > 24) return (read(wanted - 16) << 16) | read(16);
    while (count < wanted) {
      if (at === chunk.length && atEnd()) throw new EndError();
      held = (held << 8) | (chunk[at++] ?? 0);
      count += 8;
    }
    count -= wanted;
    return (held >>> count) & ((1 << wanted) - 1);
  };
  return { read, atEnd };
}

const UNIT = 100_000;
const ROOM = 256 * 1024;

export function* decodeBzip2(chunks: Iterable<Uint8Array>): Generator<Uint8Array<ArrayBuffer>> {
  const bits = createBits(chunks[Symbol.iterator]());
  const output = createOutput();
  for (let isFirst = true; isFirst || !bits.atEnd(); isFirst = false) {
    const size = headerOf();
    // bzip2 itself passes over what is no other stream, and so does gzip's reader of Node.
    if (size === undefined && !isFirst) return;
    if (size === undefined) throw new DamageError('it is no bzip2 data');
    const room = new Int32Array(size);
    for (let sum: number | null = 0; sum !== null; yield* output.take()) sum = blockOf(room, sum);
  }

  function headerOf(): number | undefined {
    try {
      return bzip2.header(bits.read) * UNIT;
    } catch (error) {
      if (error instanceof bzip2.Bzip2Error || error instanceof EndError) return undefined;
      throw error;
    }
  }

  function blockOf(room: Int32Array, sum: number): number | null {
    try {
      return bzip2.decompress(bits.read, output.write, room, room.length, sum);
    } catch (error) {
      if (error instanceof EndError) throw new DamageError('its bzip2 data is truncated');
      // Its own words are jokes; and a few damages lead it to what is not there.
      if (error instanceof bzip2.Bzip2Error || error instanceof TypeError)
        throw new DamageError('its bzip2 data is damaged');
      throw error;
    }
  }
}

interface Output {
  readonly write: (byte: number) => void;
  readonly take: () => Generator<Uint8Array<ArrayBuffer>>;
}

// What comes byte by byte, in chunks: a block of few bytes that come again may be 45 MB.
function createOutput(): Output {
  let full: Uint8Array<ArrayBuffer>[] = [];
  let chunk = new Uint8Array(ROOM);
  let at = 0;
  return {
    write(byte: number): void {
      if (at === ROOM) {
        full.push(chunk);
        chunk = new Uint8Array(ROOM);
        at = 0;
      }
      chunk[at++] = byte;
    },
    *take(): Generator<Uint8Array<ArrayBuffer>> {
      const ready = full;
      full = [];
      yield* ready;
      if (at > 0) yield chunk.slice(0, at);
      at = 0;
    },
  };
}
