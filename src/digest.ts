/** SHA-256 of files: 64 lower-case hex digits. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { chunksOf } from './chunks.ts';

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
