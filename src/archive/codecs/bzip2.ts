/**
 * Reads .bz2 with any number of streams (as pbzip2 and `cat` make them) and any block size. A block is passed on only if its CRC is
 * right.
 */
import bzip2 from 'unbzip2-stream/lib/bzip2.js';
import { DamageError } from './compressed_file.ts';

export interface Bits {
  /** Reads `count` bits as a signed 32-bit number; null skips to the next byte boundary. Throws an EndError at the end. */
  readonly read: (count: number | null) => number;
  /** Whether all bytes have been read. */
  readonly atEnd: () => boolean;
}

/** Fewer bits are left than were asked for. */
export class EndError extends Error {}

export function createBits(chunks: Iterator<Uint8Array>): Bits {
  let chunk: Uint8Array = new Uint8Array();
  let at = 0;
  // The lowest `count` bits of `held` have been read from the file but not returned yet. Between calls they are fewer than eight.
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
    // `held` has room for 32 bits.
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
    // Bytes that do not begin another stream are ignored, as by bzip2 itself and, for gzip, by Node.
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
      // The package's own messages are jokes, and some damaged files make it read beyond its tables.
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

// Collects single bytes into chunks. A small block of repeated bytes can become 45 MB.
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
