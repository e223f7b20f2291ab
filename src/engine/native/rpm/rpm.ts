/** Writes an rpm of format 4: lead, signature, header, payload. https://rpm-software-management.github.io/rpm/manual/format_v4.html */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { chunksOf } from '../../../system/hash.ts';
import { COMPRESSORS } from '../../../archive/compress.ts';
import { COMPRESSION_ROWS, type Compression } from '../../../format/compression.ts';
import type { Plan } from '../../../plan/plan.ts';
import type { Gathered } from '../../../stage/stage.ts';
import type { Contents } from '../contents.ts';
import { cpioParts, payloadTags } from './payload.ts';
import type { Part } from '../../../archive/part.ts';
import { fileTags, hasCapabilities, LARGEST_SMALL, rpmFiles } from './files.ts';
import { strings, type TagValue, writeHeader } from './header.ts';
import { packageTags } from './package_tags.ts';
import { relationTags } from './relations.ts';
import { writeLead, writeSignature, UNSIGNED } from './signature.ts';
import { TAG } from './tags.ts';
import { writeAll } from '../../../archive/segment.ts';

/** Writes an rpm to the new file `path`. */
export async function writeRpm(
  plan: Plan,
  gathered: Gathered,
  contents: Contents,
  compression: Compression,
  path: string,
): Promise<void> {
  const files = rpmFiles(gathered.entries, contents);
  const features = {
    hasHardLinks: files.some(({ links }) => links > 1),
    hasCapabilities: hasCapabilities(files),
    hasLargeFiles: files.some(({ size }) => size > LARGEST_SMALL),
    payload: COMPRESSION_ROWS[compression].rpm.feature,
  };
  const tags = new Map<number, TagValue>([
    ...packageTags(plan, gathered, files),
    ...relationTags(plan, gathered, features),
    ...fileTags(files),
    ...payloadTags(compression),
  ]);
  const headerOf = (sha256: string): Buffer =>
    writeHeader(63, new Map([...tags, [TAG.PAYLOADDIGEST, strings([sha256])]]));
  const file = await open(path, 'wx+');
  try {
    // The signature comes first but is known last, so room is left for it. Its length does not depend on its values.
    const start = writeLead(plan).length + writeSignature(UNSIGNED).length;
    await writeAll(file, Buffer.alloc(start + headerOf('0'.repeat(64)).length));
    const counter = { size: 0 };
    const written = await writeHashed(file, COMPRESSORS[compression](counted(cpioParts(files, contents), counter)));
    const header = headerOf(written.sha256);
    await file.write(header, 0, header.length, start);
    const md5 = await md5From(path, start);
    const sums = { header, md5, size: header.length + written.size, payloadSize: counter.size };
    const front = Buffer.concat([writeLead(plan), writeSignature(sums)]);
    await file.write(front, 0, front.length, 0);
  } finally {
    await file.close();
  }
}

function* counted(parts: Iterable<Part>, counter: { size: number }): Generator<Part> {
  for (const part of parts) {
    counter.size += 'bytes' in part ? part.bytes.length : part.content.size;
    yield part;
  }
}

async function writeHashed(file: FileHandle, chunks: AsyncIterable<Buffer>): Promise<{ size: number; sha256: string }> {
  const sha256 = createHash('sha256');
  let size = 0;
  for await (const chunk of chunks) {
    sha256.update(chunk);
    await writeAll(file, chunk);
    size += chunk.length;
  }
  return { size, sha256: sha256.digest('hex') };
}

async function md5From(path: string, start: number): Promise<Buffer> {
  const md5 = createHash('md5');
  for await (const chunk of chunksOf(path, start)) {
    md5.update(chunk);
  }
  return md5.digest();
}
