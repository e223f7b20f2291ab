/** `onepack compress`: deflates the files of a source once for all packages that contain them. */
import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { createSegments } from '../engine/native/segment_cache.ts';
import type { Segment } from '../archive/segment.ts';
import { INLINE } from '../engine/native/contents.ts';
import { writeIndex } from '../engine/native/segment_cache.ts';
import { InputError } from '../problems/errors.ts';
import { inParallel } from '../system/semaphore.ts';
import type { Io } from '../system/io.ts';
import { makeWorkFolder } from '../system/leftovers.ts';
import { withTemporary, writeFolderWhole } from '../system/output.ts';
import { extractArchive } from '../archive/unpack.ts';
import { describeFailure } from '../stage/failure.ts';
import { ArchiveError } from '../archive/unpacking.ts';

export interface CompressOptions {
  /** A path from the working directory, like `out`. */
  readonly source: string;
  readonly extract?: boolean;
  readonly out: string;
}

/**
 * Writes the folder `out`. Small files are left out: a package deflates them with what stands around them. Throws an InputError
 * where the source is not there, or no archive.
 */
export async function compress({ source, extract = false, out }: CompressOptions, io: Io): Promise<void> {
  const path = resolve(io.cwd, source);
  await withTemporary(await makeWorkFolder(), async (work) => {
    const isArchive = extract && (await look(path, source)).isFile();
    if (isArchive) await extractArchive(path, work).catch((error: unknown) => fail(source, error));
    const files = await filesIn(isArchive ? work : path, source);
    const write = async (folder: string): Promise<void> => {
      const segments = createSegments(folder);
      const results = await inParallel(files, availableParallelism(), (file) => segments.of(file, source));
      const made = new Map<string, Segment>();
      for (const result of results) {
        if (result.status === 'rejected') throw result.reason;
        made.set(result.value.sha256, result.value);
      }
      await writeIndex(folder, [...made.values()]);
    };
    await writeFolderWhole(resolve(io.cwd, out), write, io.writing);
  });
}

// A link leads to a file that is listed under its own name, or out of the source.
async function filesIn(path: string, name: string): Promise<string[]> {
  const found = await look(path, name);
  if (!found.isDirectory()) return found.size > INLINE ? [path] : [];
  const entries = await readdir(path, { withFileTypes: true });
  const kept = entries.filter((entry) => entry.isFile() || entry.isDirectory());
  const below = await Promise.all(kept.map((entry) => filesIn(join(path, entry.name), name)));
  return below.flat();
}

function look(path: string, name: string): Promise<Stats> {
  return stat(path).catch((error: unknown) => fail(name, error));
}

function fail(source: string, error: unknown): never {
  if (error instanceof ArchiveError) {
    throw new InputError([{ code: 'bad-archive', message: `the archive ${source}: ${error.message}` }]);
  }
  throw new InputError([{ code: 'missing-file', message: `${source} ${describeFailure(error)}` }]);
}
