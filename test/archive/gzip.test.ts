/** What is spliced out of deflated files is one gzip member that says what the parts say. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { execaSync } from 'execa';
import { readContents } from '../../src/engine/native/contents.ts';
import { gzip } from '../../src/archive/gzip.ts';
import type { Part } from '../../src/archive/part.ts';
import { BLOCK_SIZE } from '../../src/archive/block_pool.ts';
import { createSegments } from '../../src/engine/native/segment_cache.ts';
import type { FileEntry } from '../../src/stage/entry.ts';
import { file, temporaryFolder } from '../support/packing.ts';

const folder = temporaryFolder();

const SIZES = [0, 1, 511, 64 * 1024, 64 * 1024 + 1, BLOCK_SIZE - 1, BLOCK_SIZE, BLOCK_SIZE + 1, 3 * BLOCK_SIZE + 17];

describe('gzip', () => {
  it('is one member, which gunzip and zlib read', async () => {
    const entries = SIZES.map((size) => entryOf(`file-${size}`, compressible(size)));
    const [zipped, plain] = await zip(entries, 4);
    expect(gunzipSync(zipped).equals(plain)).toBe(true);
    // A second member would begin with the magic of one behind the end of the first.
    writeFileSync(join(folder, 'whole.gz'), zipped);
    const listed =
      execaSync('gzip', ['-lv', join(folder, 'whole.gz')])
        .stdout.split('\n')[1]
        ?.trim()
        .split(/\s+/) ?? [];
    expect(listed[1]).toBe(
      zipped
        .readUInt32LE(zipped.length - 8)
        .toString(16)
        .padStart(8, '0'),
    );
    expect(Number(listed[6])).toBe(plain.length);
    const unzipped = execaSync('gunzip', ['-c', join(folder, 'whole.gz')], { encoding: 'buffer' }).stdout;
    expect(plain.equals(unzipped)).toBe(true);
  });

  it('is the same however many blocks are deflated at once', async () => {
    const entries = [entryOf('many', compressible(5 * BLOCK_SIZE + 3))];
    const [one] = await zip(entries, 1);
    const [many] = await zip(entries, 16);
    expect(one.equals(many)).toBe(true);
  });
});

async function zip(entries: readonly FileEntry[], atOnce: number): Promise<[zipped: Buffer, plain: Buffer]> {
  const segments = createSegments(mkdtempSync(join(folder, 'segments-')), { atOnce });
  const contents = await readContents(entries, segments);
  const parts = entries.flatMap((entry): Part[] => [
    { bytes: Buffer.from(`header of ${entry.path}`) },
    { content: contents.of(entry) },
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of gzip([...parts, { bytes: Buffer.from('end') }])) chunks.push(chunk);
  const said = entries.map((entry) =>
    Buffer.concat([Buffer.from(`header of ${entry.path}`), bytesOf.get(entry) ?? Buffer.alloc(0)]),
  );
  return [Buffer.concat(chunks), Buffer.concat([...said, Buffer.from('end')])];
}

const bytesOf = new Map<FileEntry, Buffer>();

function entryOf(name: string, bytes: Buffer): FileEntry {
  const from = join(folder, name);
  writeFileSync(from, bytes);
  const owned = { owner: 'root', group: 'root', mtime: 0 };
  const entry: FileEntry = {
    kind: 'file',
    path: `/${name}`,
    ...owned,
    mode: 0o644,
    from,
    name,
    content: file(`/${name}`, name),
  };
  bytesOf.set(entry, bytes);
  return entry;
}

// Text that repeats over the borders of blocks, and noise.
function compressible(size: number): Buffer {
  const piece = Buffer.concat([randomBytes(700), Buffer.from('a line that comes again and again\n'.repeat(30))]);
  return Buffer.alloc(size, piece);
}
