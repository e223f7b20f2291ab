/** One .xz, made by liblzma. */
import { createCoder, FINISH, type Liblzma, ROOM, RUN } from './liblzma.ts';

/** xz's own default, and the fpm engine's. */
export const XZ_LEVEL = 6;

/** What every reader has, other than SHA-256. */
const CHECK_CRC64 = 4;

/** Gives the bytes that are ready. How the input is cut changes none of them. Undefined is the end of it. */
export type Encode = (input: Uint8Array | undefined) => Uint8Array<ArrayBuffer>;

export function createEncoder(lzma: Liblzma): Encode {
  const code = createCoder(lzma, (stream) => lzma._lzma_easy_encoder(stream, XZ_LEVEL, CHECK_CRC64));
  return (bytes) => {
    if (bytes === undefined) return joined([...code(new Uint8Array(), FINISH)]);
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += ROOM) chunks.push(...code(bytes.subarray(at, at + ROOM), RUN));
    return joined(chunks);
  };
}

// In memory of its own, so that it can be handed to another thread.
function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(chunks.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
