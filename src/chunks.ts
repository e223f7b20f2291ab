/** A file piece by piece through one buffer: new ones each time would keep the garbage collector busier than the disk. */
import { open } from 'node:fs/promises';

const CHUNK = 1024 * 1024;

/** Each chunk is good until the next is asked for. `start` is in bytes. */
export async function* chunksOf(path: string, start = 0): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafeSlow(Math.max(1, Math.min(CHUNK, (await file.stat()).size - start)));
    for (let at = start; ;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
}
