/** The engine native: writes both formats itself, without starting another program or copying a file. */
import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { COMPRESSION_ROWS } from '../../format/compression.ts';
import { compareBytes } from '../../plan/paths.ts';
import { failOnProblems, type InputError } from '../../problems/errors.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Entry } from '../../stage/entry.ts';
import type { Gathered } from '../../stage/stage.ts';
import type { Opening, Session } from '../engine.ts';
import { readContents } from './contents.ts';
import { changelogEntries } from './deb/changelog.ts';
import { writeDeb } from './deb/deb.ts';
import { readSegments } from './segment_cache.ts';
import { writeRpm } from './rpm/rpm.ts';
import { type Segments, createSegments } from './segment_cache.ts';
import { tooLarge } from './refusals.ts';
import { inputChanged } from '../../system/hash.ts';

const WRITERS = { deb: writeDeb, rpm: writeRpm } as const;

export async function openNative({
  workFolder: workFolder,
  segments: folders = [],
  onDeflated,
}: Opening): Promise<Session> {
  const ready = (await Promise.all(folders.map(readSegments))).flat();
  const folder = join(workFolder, 'segments');
  await mkdir(folder, { recursive: true });
  const segments = createSegments(folder, { ready, onDeflated });
  return {
    // More than one, so that one package is written while the files of another are deflated.
    atOnce: 2 * availableParallelism() + 2,
    pack: (plan, gathered, work) => pack(plan, gathered, work, segments),
    provenance: () => Promise.resolve({ tools: {} }),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function pack(plan: Plan, gathered: Gathered, work: string, segments: Segments): Promise<string> {
  try {
    failOnProblems(tooLarge(plan, gathered.entries));
    return await write(plan, gathered, work, segments);
  } catch (error) {
    throw goneOf(error, gathered.entries) ?? error;
  }
}

// The error for a file that was there before but cannot be read now.
function goneOf(error: unknown, entries: readonly Entry[]): InputError | undefined {
  const { code, path } = error as NodeJS.ErrnoException;
  if (code !== 'ENOENT' && code !== 'ENOTDIR') return undefined;
  const entry = entries.find((one) => one.kind === 'file' && one.from === path);
  return entry?.kind === 'file' ? inputChanged(entry.name) : undefined;
}

async function write(plan: Plan, { entries, ...rest }: Gathered, work: string, segments: Segments): Promise<string> {
  const own = await changelogEntries(plan, rest, work);
  const all = [...entries, ...own].sort((left, right) => compareBytes(left.path, right.path));
  const gathered = { ...rest, entries: all };
  const { compression } = plan;
  const contents = await readContents(
    gathered.entries,
    COMPRESSION_ROWS[compression].sharesSegments ? segments : undefined,
  );
  const path = join(work, `package.${plan.format}`);
  await WRITERS[plan.format](plan, gathered, contents, compression, path);
  return path;
}
