/** What is known of the files of a package before it is written: sizes, digests, and for gzip the deflated bytes. */
import { createHash, hash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { chunksOf } from '../../system/hash.ts';
import type { Entry, FileEntry } from '../../stage/entry.ts';
import type { FileContent } from '../../archive/part.ts';
import { inputChanged, fingerprintOf } from '../../system/hash.ts';
import type { Segments } from './segment_cache.ts';

export interface Contents {
  of(entry: FileEntry): FileContent;
}

/** `segments` is absent where the package is not compressed by gzip. */
export async function readContents(entries: readonly Entry[], segments: Segments | undefined): Promise<Contents> {
  const contents = new Map<string, FileContent>();
  for (const entry of entries) {
    if (entry.kind !== 'file' || contents.has(entry.from)) continue;
    contents.set(entry.from, await readContent(entry, segments));
  }
  return {
    of: ({ from, name }) => {
      const content = contents.get(from);
      if (content === undefined) throw new Error(`${name} was not read`);
      return content;
    },
  };
}

/** Up to so many bytes a file is deflated together with what stands around it: that takes less room than a piece of its own. */
export const INLINE = 64 * 1024;

async function readContent(
  { from, name, fingerprint: looked }: FileEntry,
  segments: Segments | undefined,
): Promise<FileContent> {
  const found = statSync(from);
  // A pipe in its place would never end.
  if (!found.isFile() || (looked !== undefined && fingerprintOf(from) !== looked)) throw inputChanged(name);
  if (found.size <= INLINE) return { from, name, ...digestSmall(from, name) };
  if (segments === undefined) return { from, name, ...(await digest(from, name)) };
  const fingerprint = fingerprintOf(from);
  const segment = await segments.of(from, name);
  const { size, md5, sha256 } = segment;
  return { from, name, size, md5, sha256, fingerprint: fingerprint, segment };
}

type Digest = Pick<FileContent, 'size' | 'md5' | 'sha256' | 'fingerprint'>;

async function digest(from: string, name: string): Promise<Digest> {
  const fingerprint = fingerprintOf(from);
  const md5 = createHash('md5');
  const sha256 = createHash('sha256');
  let size = 0;
  for await (const chunk of chunksOf(from)) {
    md5.update(chunk);
    sha256.update(chunk);
    size += chunk.length;
  }
  if (fingerprintOf(from) !== fingerprint) throw inputChanged(name);
  return { size, md5: md5.digest('hex'), sha256: sha256.digest('hex'), fingerprint: fingerprint };
}

// At once: a thread's turn takes longer than so few bytes.
function digestSmall(from: string, name: string): Digest {
  const fingerprint = fingerprintOf(from);
  const bytes = readFileSync(from);
  if (fingerprintOf(from) !== fingerprint) throw inputChanged(name);
  return { size: bytes.length, md5: hash('md5', bytes), sha256: hash('sha256', bytes), fingerprint: fingerprint };
}
