/** Reads a file in chunks, hashes it (SHA-256 as 64 lower-case hex digits), and tells whether it changed since it was read. */
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

/** As `hashFile`, for a file that many packages contain: it is read again only if it changed. */
export async function digestOf(path: string): Promise<string> {
  const state = await stateOf(path);
  if (state === undefined) return hashFile(path);
  const digest = known.get(state) ?? hashFile(path);
  known.set(state, digest);
  digest.catch(() => known.delete(state));
  return digest;
}

/** Tells `digestOf` the hash of a file that the caller has read; the file must not have changed meanwhile. */
export async function noteDigest(path: string, sha256: string): Promise<void> {
  const state = await stateOf(path);
  if (state !== undefined) known.set(state, Promise.resolve(sha256));
}

/** Milliseconds. No file system's clock is coarser than this. */
const SETTLED = 2000;

// A string that changes when the file is written to, even if its times are set back afterwards. Undefined for a file so new that it
// could be written to again within the same tick of the clock.
async function stateOf(path: string): Promise<string | undefined> {
  const { dev, ino, size, mtimeNs, ctimeNs, ctimeMs } = await stat(path, { bigint: true });
  if (Date.now() - Number(ctimeMs) < SETTLED) return undefined;
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

const CHUNK = 1024 * 1024;

/** The bytes from `start`. A chunk is valid only until the next one is asked for. */
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

/** A string that changes when the file is written to or replaced. */
export function fingerprintOf(path: string): string {
  return fingerprintFrom(statSync(path, { bigint: true }));
}

export function fingerprintFrom({ size, mtimeNs, ino, dev }: BigIntStats): string {
  return [size, mtimeNs, ino, dev].join(' ');
}

/** `name` is what messages call the file. */
export function inputChanged(name: string): InputError {
  return new InputError([{ code: 'input-changed', message: `${name} changed while it was packed` }]);
}
