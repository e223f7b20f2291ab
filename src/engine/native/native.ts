/** The native engine: writes both formats itself. No other program is started, and no file is copied. */
import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { compareBytes } from '../../plan/paths.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Gathered } from '../../stage/stage.ts';
import type { Engine, Opening, Session } from '../engine.ts';
import { readContents } from './contents.ts';
import { changelogEntries } from './deb_changelog.ts';
import { writeDeb } from './deb.ts';
import { readSegments } from './ready_segments.ts';
import { nativeRefusals } from './refusals.ts';
import { writeRpm } from './rpm.ts';
import { type Segments, createSegments } from './segments.ts';

export const native: Engine = { refuse: nativeRefusals, open };

const WRITERS = { deb: writeDeb, rpm: writeRpm } as const;

async function open({ works, segments: folders = [] }: Opening): Promise<Session> {
  const ready = (await Promise.all(folders.map(readSegments))).flat();
  const folder = join(works, 'segments');
  await mkdir(folder, { recursive: true });
  const segments = createSegments(folder, availableParallelism() + 2, ready);
  return {
    // While the files of one are deflated, another is written.
    atOnce: 2 * availableParallelism() + 2,
    pack: (plan, gathered, work) => pack(plan, gathered, work, segments),
    provenance: () => Promise.resolve({ tools: {} }),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function pack(plan: Plan, { entries, ...rest }: Gathered, work: string, segments: Segments): Promise<string> {
  const own = await changelogEntries(plan, rest, work);
  const all = [...entries, ...own].sort((left, right) => compareBytes(left.path, right.path));
  const gathered = { ...rest, entries: all };
  const { compression } = plan;
  const contents = await readContents(gathered.entries, compression === 'gzip' ? segments : undefined);
  const path = join(work, `package.${plan.format}`);
  await WRITERS[plan.format](plan, gathered, contents, compression, path);
  return path;
}
