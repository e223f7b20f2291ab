/** Checks the inputs of a plan as far as possible without staging it. */
import { access, constants } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isLabel } from '../bazel/label.ts';
import type { Problem } from '../problems/problem.ts';
import { lookUp } from '../system/look_up.ts';
import type { Plan, PlanContent } from '../plan/plan.ts';
import { scriptKinds } from '../stanza/script_parts.ts';
import { readChangelog } from '../stanza/changelog/read.ts';
import { foreignMachine, MACHINE_HINT } from './copy.ts';
import { describeFailure } from './failure.ts';
import { missingSource, patternHint, type SourceFiles } from './origin.ts';
import { createRunFiles, type Looked, type RunFiles } from './run_inputs.ts';
import { readScript } from './script.ts';
import { readTriggers } from '../stanza/triggers/read.ts';

export interface InputOptions {
  /** Paths of sources by name; any other source is where the plan says. */
  readonly sources: SourceFiles;
  /** The folder that relative paths start at. */
  readonly cwd: string;
}

/** A source that does not exist yet. */
export interface MissingSource {
  readonly name: string;
  readonly file: string;
}

/** The sources that `contents` uses and that must still be fetched, built or named, sorted by name and file. */
export async function missingSources(plans: readonly Plan[], { sources, cwd }: InputOptions): Promise<MissingSource[]> {
  const wanted = new Map<string, MissingSource>();
  for (const plan of plans) {
    for (const [name, { file: planned }] of Object.entries(plan.sources)) {
      const file = lookUp(sources, name) ?? planned;
      if (!isLabel(file)) wanted.set(JSON.stringify([name, file]), { name, file });
    }
  }
  const files = createRunFiles();
  const looked = await Promise.all(
    [...wanted.values()].map(async (source) =>
      (await look(files, resolve(cwd, source.file))) === NOT_THERE ? [source] : [],
    ),
  );
  return looked.flat();
}

/**
 * `files` are those of all plans that are checked. The config's own files must be there: those that `contents` name, and scripts and changelogs as their format takes them. A source may be
 * missing, since it is fetched or built later; one that is there must be readable and of the right kind.
 */
export async function checkInputs(plan: Plan, options: InputOptions, files: RunFiles): Promise<Problem[]> {
  const { cwd } = options;
  const contents = await Promise.all(plan.contents.map((content) => checkContent(plan, content, options, files)));
  const scripts = await Promise.all(
    scriptKinds(plan).map(async (kind) => (await readScript(plan, kind, cwd)).problems),
  );
  const triggers = await readTriggers(plan, cwd);
  const changelog = await readChangelog(plan, cwd);
  return [...contents, ...scripts, triggers.problems, changelog.problems].flat();
}

/** A problem for each source that `contents` uses and that cannot be read, at the first entry that uses it. */
export function missingSourceProblems(plan: Plan, options: InputOptions, files: RunFiles): Problem[] {
  const found = new Map<string, Problem>();
  for (const content of plan.contents) {
    if (!('src' in content) || !('source' in content.src) || found.has(content.src.source)) continue;
    const missing = missingSource(content.src.source, plan, options, files);
    const path = ['packages', plan.package, 'contents', content.dst];
    if (missing !== undefined) found.set(content.src.source, { ...missing, path });
  }
  return [...found.values()];
}

async function checkContent(
  plan: Plan,
  content: PlanContent,
  { sources, cwd }: InputOptions,
  files: RunFiles,
): Promise<Problem[]> {
  if (!('src' in content)) return [];
  const { src, type } = content;
  if ('text' in src) return [];
  const isSource = 'source' in src;
  const planned = isSource ? lookUp(plan.sources, src.source) : undefined;
  const file = isSource ? (lookUp(sources, src.source) ?? planned?.file) : src.file;
  // What Bazel builds does not exist yet.
  if (file === undefined || isLabel(file)) return [];
  const name = isSource ? `the source "${src.source}", ${file},` : file;
  const path = ['packages', plan.package, 'contents', content.dst];
  const found = await look(files, resolve(cwd, file));
  if (typeof found === 'string') {
    if (isSource && found === NOT_THERE) return [];
    const code = found === NOT_THERE ? 'missing-file' : 'unreadable-file';
    const hint = isSource ? undefined : patternHint(file);
    return [{ code, message: `${name} ${found}`, path, ...(hint === undefined ? {} : { hint }) }];
  }
  // A folder may stand in for an archive.
  if (planned?.extract === true) {
    if (found.isFile || found.isFolder) return [];
    return [{ code: 'not-a-file', message: `${name} is ${found.kind}, not an archive`, path }];
  }
  if (type === 'tree' ? found.isFolder : found.isFile) {
    const foreign = type === 'tree' ? undefined : foreignMachine(plan, content, files.machine(resolve(cwd, file)));
    return foreign === undefined
      ? []
      : [{ code: 'wrong-machine', message: `${name} ${foreign}`, path, hint: MACHINE_HINT }];
  }
  const [code, wanted] = type === 'tree' ? (['not-a-folder', 'folder'] as const) : (['not-a-file', 'file'] as const);
  const hint = found.isFolder ? { hint: 'write `type: tree` for a whole folder' } : {};
  return [{ code, message: `${name} is ${found.kind}, not a ${wanted}`, path, ...hint }];
}

const NOT_THERE = 'is not there';

// What is at the path or, in words, why it cannot be used.
async function look(files: RunFiles, path: string): Promise<Looked | string> {
  try {
    const found = files.look(path);
    await access(path, constants.R_OK);
    return found;
  } catch (error) {
    return describeFailure(error);
  }
}
