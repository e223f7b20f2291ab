/** From a plan and the files that it names to what an engine packs: read, and nothing copied yet. */
import { join } from 'node:path';
import { once, type Problem } from '../diagnostics.ts';
import { failOnProblems } from '../errors.ts';
import type { ScriptKind } from '../config/schema.ts';
import type { Plan } from '../plan/plan.ts';
import { scriptKinds } from '../render/script_parts.ts';
import { type Changelog, readChangelog } from './changelog.ts';
import type { Entry } from './entry.ts';
import { INPUTS, makeFolder } from './folder.ts';
import { gatherEntries } from './gather.ts';
import type { RecordedLinks } from './links.ts';
import { type StagedTree, layOut } from './lay_out.ts';
import { createOrigins } from './origin.ts';
import { readScript } from './script.ts';
import { type Triggers, readTriggers } from './triggers.ts';

/** The file for each source, by name; one that is not here is where the plan says. */
export type SourceFiles = Readonly<Record<string, string>>;

export interface StageOptions {
  readonly sources: SourceFiles;
  /** An empty folder, absolute. */
  readonly work: string;
  /** Where relative paths of the plan and of `sources` start. */
  readonly cwd: string;
  /** Where Bazel laid out the files: the links of trees on disk, which are not to be read there. */
  readonly links?: RecordedLinks;
}

/** What an engine packs: all that the files of a plan have to say, as it is to be installed. */
export interface Gathered {
  readonly entries: readonly Entry[];
  readonly scripts: ReadonlyMap<ScriptKind, Buffer>;
  readonly triggers: Triggers;
  /** Absent where the config names none. */
  readonly changelog?: Changelog | undefined;
}

/**
 * Reads what the plan names. Throws an InputError with every file that is missing, unfit, or for another machine. Archives are
 * unpacked in `work`, and generated files written there, where the entries then lie.
 */
export async function gather(plan: Plan, { sources, work, cwd, links }: StageOptions): Promise<Gathered> {
  const inputs = join(work, INPUTS);
  await makeFolder(inputs);
  const problems: Problem[] = [];
  const origins = createOrigins(plan, { sources, archives: inputs, cwd, links });
  const entries = await gatherEntries(plan, origins, inputs, problems);
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

/** Gathers, and lays out. */
export async function stage(plan: Plan, options: StageOptions): Promise<StagedTree> {
  return layOut(plan, await gather(plan, options), options.work);
}
