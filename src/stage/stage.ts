/** Turns a plan and the files that it names into what an engine packs. Files are read, but nothing is copied yet. */
import { join } from 'node:path';
import { once, type Problem } from '../problems/problem.ts';
import { failOnProblems } from '../problems/errors.ts';
import type { ScriptKind } from '../schema/scripts.ts';
import type { Plan } from '../plan/plan.ts';
import { scriptKinds } from '../stanza/script_parts.ts';
import { type Changelog, readChangelog } from '../stanza/changelog/read.ts';
import type { Entry } from './entry.ts';
import { INPUTS, makeFolder } from '../system/folders.ts';
import { gatherEntries } from './gather.ts';
import type { RecordedLinks } from './recorded_links.ts';
import { createOrigins, type SourceFiles } from './origin.ts';
import type { RunInputs } from './run_inputs.ts';
import { readScript } from './script.ts';
import { type Triggers, readTriggers } from '../stanza/triggers/read.ts';

export interface StageOptions {
  readonly sources: SourceFiles;
  /** The absolute path of an empty folder. */
  readonly work: string;
  /** The folder that relative paths of the plan and of `sources` start at. */
  readonly cwd: string;
  readonly inputs: RunInputs;
  /** Given if Bazel laid out the files: the links of trees on disk, which must then not be read from the disk. */
  readonly links?: RecordedLinks;
}

/** What an engine packs: everything that comes from the files of a plan, as it will be installed. */
export interface Gathered {
  readonly entries: readonly Entry[];
  readonly scripts: ReadonlyMap<ScriptKind, Buffer>;
  readonly triggers: Triggers;
  /** Absent if the config names none. */
  readonly changelog?: Changelog | undefined;
}

/**
 * Reads what the plan names. Throws an InputError with every file that is missing, unfit, or for another machine. Generated files
 * are written in `work`.
 */
export async function gather(plan: Plan, { sources, work, cwd, inputs, links }: StageOptions): Promise<Gathered> {
  const texts = join(work, INPUTS);
  await makeFolder(texts);
  const problems: Problem[] = [];
  const origins = createOrigins(plan, { sources, inputs, cwd, links });
  const entries = await gatherEntries(plan, origins, inputs, texts, problems);
  const scripts = new Map<ScriptKind, Buffer>();
  for (const kind of scriptKinds(plan)) {
    const script = await readScript(plan, kind, cwd, entries);
    problems.push(...script.problems);
    scripts.set(kind, script.text);
  }
  const triggers = await readTriggers(plan, cwd);
  problems.push(...triggers.problems);
  const changelog = await readChangelog(plan, cwd);
  problems.push(...changelog.problems);
  failOnProblems(once(problems));
  return { entries, scripts, triggers: triggers.triggers, changelog: changelog.changelog };
}
