/** The bytes of a file: in chunks, as a SHA-256 (64 lower-case hex digits), and whether they are still what they were. */
import { createHash } from 'node:crypto';
import { stat, open } from 'node:fs/promises';
import { type BigIntStats, statSync } from 'node:fs';
import { InputError } from '../problems/errors.ts';

export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunksOf(path)) hash.update(chunk);
  return hash.digest('hex');
}

const known = new Map<string, Promise<string>>();

/** As `hashFile`, for a file that many packages have: it is read again only where it is not what it was. */
export async function digestOf(path: string): Promise<string> {
  const state = await stateOf(path);
  if (state === undefined) return hashFile(path);
  const digest = known.get(state) ?? hashFile(path);
  known.set(state, digest);
  digest.catch(() => known.delete(state));
  return digest;
}

/** Spares `digestOf` the reading: somebody has done it, and knows that the file did not change meanwhile. */
export async function noteDigest(path: string, sha256: string): Promise<void> {
  const state = await stateOf(path);
  if (state !== undefined) known.set(state, Promise.resolve(sha256));
}

/** Longer than any file system's clock stands still. */
const SETTLED = 2000;

// Says another thing when the file was written to, whatever its times were set to. Undefined of a file so new that it may be written
// to again within the same tick.
async function stateOf(path: string): Promise<string | undefined> {
  const { dev, ino, size, mtimeNs, ctimeNs, ctimeMs } = await stat(path, { bigint: true });
  if (Date.now() - Number(ctimeMs) < SETTLED) return undefined;
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

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

/** Says another thing when the file was written to, or another took its place. */
export function fingerprintOf(path: string): string {
  return fingerprintFrom(statSync(path, { bigint: true }));
}

export function fingerprintFrom({ size, mtimeNs, ino, dev }: BigIntStats): string {
  return [size, mtimeNs, ino, dev].join(' ');
}

/** `name` is for messages. */
export function inputChanged(name: string): InputError {
  return new InputError([{ code: 'input-changed', message: `${name} changed while it was packed` }]);
}
