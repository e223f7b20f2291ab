/** Segments on disk, made in one run for many: a folder with the deflated files and an index of them. */
import { rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { InputError } from '../../errors.ts';
import { pathIn } from '../../file_name.ts';
import { checkJson, parseJson, readInput } from '../../json_file.ts';
import type { Segment } from './segment.ts';

const INDEX = 'segments.json';
/** Another number when the same file would be deflated into other bytes. */
const VERSION = 'onepack/segments/v2';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const indexSchema = z.strictObject({
  apiVersion: z.literal(VERSION),
  segments: z.array(
    z.strictObject({
      /** Bytes. */
      size: z.int().nonnegative(),
      crc32: z.int().nonnegative(),
      md5: z.string().regex(/^[0-9a-f]{32}$/),
      sha256,
      /** A file of the same folder, and its bytes. */
      deflated: z.string().regex(/^[0-9a-f]{64}\.deflated$/),
      deflatedSize: z.int().nonnegative(),
    }),
  ),
});

/** Names the deflated files, which lie in `folder`, by what they are of, and writes the index: no order of reading shows. */
export async function writeIndex(folder: string, segments: readonly Segment[]): Promise<void> {
  const sorted = [...segments].sort((left, right) => (left.sha256 < right.sha256 ? -1 : 1));
  const rows = sorted.map((segment) => ({ ...segment, deflated: `${segment.sha256}.deflated` }));
  for (const [at, { deflated }] of sorted.entries()) await rename(deflated, join(folder, rows[at]?.deflated ?? ''));
  await writeFile(join(folder, INDEX), `${JSON.stringify({ apiVersion: VERSION, segments: rows }, null, 2)}\n`);
}

/** Throws an InputError where the folder is not what `writeIndex` left. */
export async function readSegments(folder: string): Promise<Segment[]> {
  const path = join(folder, INDEX);
  const code = 'bad-segments';
  const bad = (why: string): InputError => new InputError([{ code, message: `${path}: ${why}` }]);
  const text = await readInput(path, path, code);
  const hint = 'wanted is a folder that `onepack compress` of this version writes';
  const index = checkJson(parseJson(text, path, code), { schema: indexSchema, text, name: path, code, hint });
  return Promise.all(
    index.segments.map(async (row) => {
      const deflated = pathIn(folder, row.deflated);
      const found = await stat(deflated).catch(() => undefined);
      if (found?.size !== row.deflatedSize)
        throw bad(`${row.deflated} is not the ${row.deflatedSize} bytes that it says`);
      return { ...row, deflated };
    }),
  );
}
