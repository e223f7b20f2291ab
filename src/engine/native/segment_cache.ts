/** Keeps the deflated files of a run. Equal contents are deflated once, however many files and packages have them. */
import { realpath, stat, rename, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { digestOf } from '../../system/hash.ts';
import { createBlockPool } from '../../archive/block_pool.ts';
import { type Segment, createSegment } from '../../archive/segment.ts';
import { z } from 'zod';
import type { OnDeflated } from '../engine.ts';
import { InputError } from '../../problems/errors.ts';
import { pathIn } from '../../system/file_name.ts';
import { checkJson, parseJson, readInput } from '../../system/json_file.ts';

export interface Segments {
  /** The segment of a file, which is deflated now if its content is new. `name` is what messages call it. */
  of(from: string, name: string): Promise<Segment>;
}

export interface SegmentOptions {
  /** Segments that were made before. */
  readonly ready?: readonly Segment[];
  /** How many blocks are in use at a time: one for each core, one that is being read, and three that wait. */
  readonly atOnce?: number;
  readonly onDeflated?: OnDeflated | undefined;
}

/** The deflated files are written to `folder`, which the caller removes. */
export function createSegments(
  folder: string,
  { ready = [], atOnce = availableParallelism() + 4, onDeflated }: SegmentOptions = {},
): Segments {
  const pool = createBlockPool(atOnce);
  const byPath = new Map<string, Promise<Segment>>();
  const bySize = new Map<number, Promise<Segment>[]>();
  const register = (size: number, segment: Promise<Segment>): void => {
    bySize.set(size, [...(bySize.get(size) ?? []), segment]);
  };
  for (const segment of ready) register(segment.size, Promise.resolve(segment));
  let count = 0;

  async function find(path: string, name: string): Promise<Segment> {
    const { size } = await stat(path);
    // Several files may have the same bytes, but only if they have the same size.
    const alike = bySize.get(size) ?? [];
    const segment = sameAs(path, alike).then((known) => known ?? deflate(path, name, size));
    register(size, segment);
    return segment;
  }

  function deflate(path: string, name: string, size: number): Promise<Segment> {
    const report = onDeflated && ((done: number): void => onDeflated(name, done, size));
    return createSegment(path, name, join(folder, `${count++}.deflated`), pool, report);
  }

  return {
    async of(from, name) {
      const path = await realpath(from);
      const segment = byPath.get(path) ?? find(path, name);
      byPath.set(path, segment);
      return segment;
    },
  };
}

async function sameAs(path: string, alike: readonly Promise<Segment>[]): Promise<Segment | undefined> {
  if (alike.length === 0) return undefined;
  const sha256 = await digestOf(path);
  for (const other of alike) {
    // The error was already thrown to whoever asked for the file.
    const segment = await other.catch(() => undefined);
    if (segment?.sha256 === sha256) return segment;
  }
  return undefined;
}

/* Segments on disk, made in one run for many: a folder with the deflated files and an index of them. */

const INDEX = 'segments.json';
/** Raise this when the same file would be deflated into other bytes. */
const VERSION = 'onepack/segments/v2';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const indexSchema = z.strictObject({
  apiVersion: z.literal(VERSION),
  segments: z.array(
    z.strictObject({
      /** In bytes. */
      size: z.int().nonnegative(),
      crc32: z.uint32(),
      md5: z.string().regex(/^[0-9a-f]{32}$/),
      sha256,
      /** The name of a file in the same folder, and its size in bytes. */
      deflated: z.string().regex(/^[0-9a-f]{64}\.deflated$/),
      deflatedSize: z.int().nonnegative(),
    }),
  ),
});

/**
 * Names the deflated files in `folder` by the digests of their contents and writes the index. The result does not depend on the order of
 * reading.
 */
export async function writeIndex(folder: string, segments: readonly Segment[]): Promise<void> {
  const sorted = [...segments].sort((left, right) => (left.sha256 < right.sha256 ? -1 : 1));
  const rows = sorted.map((segment) => ({ ...segment, deflated: `${segment.sha256}.deflated` }));
  for (const [at, { deflated }] of sorted.entries()) await rename(deflated, join(folder, rows[at]?.deflated ?? ''));
  await writeFile(join(folder, INDEX), `${JSON.stringify({ apiVersion: VERSION, segments: rows }, null, 2)}\n`);
}

/** Throws an InputError if the folder is not as `writeIndex` left it. */
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
