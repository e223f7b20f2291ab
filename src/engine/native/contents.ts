/** Collects what must be known about the files of a package before it is written: sizes, digests and, for gzip, the deflated bytes. */
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

/** `segments` is absent if the package is not compressed by gzip. */
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

/** In bytes. Files up to this size are deflated together with what is around them, which gives a smaller result than separate segments. */
export const INLINE = 64 * 1024;

async function readContent(
  { from, name, fingerprint: looked }: FileEntry,
  segments: Segments | undefined,
): Promise<FileContent> {
  const found = statSync(from);
  // Reading would never end if a pipe took the place of the file.
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

// Synchronously: for so few bytes, handing the work to a thread would take longer.
function digestSmall(from: string, name: string): Digest {
  const fingerprint = fingerprintOf(from);
  const bytes = readFileSync(from);
  if (fingerprintOf(from) !== fingerprint) throw inputChanged(name);
  return { size: bytes.length, md5: hash('md5', bytes), sha256: hash('sha256', bytes), fingerprint: fingerprint };
}
