/** The bytes of a tar archive, in whatever chunks they come. */
import { ArchiveError } from '../unpacking.ts';

export const BLOCK = 512;

export interface TarBytes {
  /** The next block, which is shorter where the archive ends within it; undefined where there is none. */
  block(): Promise<Buffer | undefined>;
  /** So many of the bytes that come next, all at once. */
  read(size: number): Promise<Buffer>;
  /** The same in chunks, each good until the next is asked for. */
  chunks(size: number): AsyncGenerator<Buffer>;
  /** To the next block, after so many bytes of a member. */
  skipPadding(size: number): Promise<void>;
}

/** `where` says for a message what would be cut off. */
export function createTarBytes(source: AsyncIterable<Uint8Array>, where: () => string): TarBytes {
  const incoming = source[Symbol.asyncIterator]();
  let waiting: Buffer = Buffer.alloc(0);

  // At most `wanted` bytes; none at the end.
  async function some(wanted: number): Promise<Buffer> {
    while (waiting.length === 0) {
      const next = await incoming.next();
      if (next.done === true) return waiting;
      waiting = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    }
    const found = waiting.subarray(0, wanted);
    waiting = waiting.subarray(found.length);
    return found;
  }

  async function* chunks(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0;) {
      const found = await some(left);
      if (found.length === 0) throw new ArchiveError(`it is cut short ${where()}`);
      left -= found.length;
      yield found;
    }
  }

  async function read(size: number): Promise<Buffer> {
    if (waiting.length >= size) return some(size);
    const parts: Buffer[] = [];
    for await (const chunk of chunks(size)) parts.push(chunk);
    return Buffer.concat(parts);
  }

  return {
    chunks,
    read,
    async block() {
      const parts: Buffer[] = [];
      for (let left = BLOCK; left > 0;) {
        const found = await some(left);
        if (found.length === 0) break;
        left -= found.length;
        parts.push(found);
      }
      return parts.length > 1 ? Buffer.concat(parts) : parts[0];
    },
    async skipPadding(size) {
      const left = (BLOCK - (size % BLOCK)) % BLOCK;
      if (waiting.length >= left) waiting = waiting.subarray(left);
      else await read(left);
    },
  };
}
