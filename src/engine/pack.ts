/** Packs one plan: stages it, runs the engine, writes the manifest, and only then gives the package its final name. */
import { rmSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { failOnProblems, ToolError, withSubject } from '../problems/errors.ts';
import { pathIn } from '../system/file_name.ts';
import { INPUTS } from '../system/folders.ts';
import { KEPT, makeWorkFolder } from '../system/leftovers.ts';
import { lookUp } from '../system/look_up.ts';
import { type Manifest, createManifest } from './manifest.ts';
import { atSignal, makeOutputFolder, withTemporary, writeFileWhole, type Writing } from '../system/output.ts';
import { type Plan, planName, subjectOf } from '../plan/plan.ts';
import type { Entry } from '../stage/entry.ts';
import { createTreeOwners, type TreeOwners } from '../plan/tree_owners.ts';
import type { Problem } from '../problems/problem.ts';
import type { RecordedLinks } from '../stage/recorded_links.ts';
import { createRunInputs, type RunInputs } from '../stage/run_inputs.ts';
import { gather } from '../stage/stage.ts';
import type { SourceFiles } from '../stage/origin.ts';
import type { OnDeflated, Session } from './engine.ts';
import { engines } from './engines.ts';
import type { Tools } from './tools.ts';

export interface PackOutcome {
  /** The path of the package. */
  readonly artifact: string;
  readonly manifest: Manifest;
}

export interface PackPlanOptions {
  /** Paths of sources by name; any other source is where the plan says. */
  readonly sources: SourceFiles;
  /** The file to write, or a folder, in which the package gets its conventional name. */
  readonly out: { readonly file: string } | { readonly directory: string };
  readonly writing?: Writing | undefined;
  /** Keeps the staged tree and the wrapper here, in a folder with the name of the plan, whether or not all goes well. */
  readonly keepWork?: string | undefined;
  /** Keeps the staged tree and the wrapper if the engine fails, so that the wrapper can be run again. */
  readonly keepOnFailure?: boolean;
  /** The tools that `--tools` names; if absent, tools are searched for. */
  readonly tools?: Tools | undefined;
  /** Absolute paths of folders that `onepack compress` wrote. */
  readonly segments?: readonly string[] | undefined;
  /** The folder that relative paths start at. */
  readonly cwd: string;
  /** Given if Bazel laid out the files: the links of trees on disk, which must then not be read from the disk. */
  readonly links?: RecordedLinks;
  readonly onDeflated?: OnDeflated;
}

/** Packs a single plan. */
export function packPlan(plan: Plan, options: PackPlanOptions): Promise<PackOutcome> {
  return withEngine([plan], options, (pack) => pack(plan));
}

/**
 * Opens the engine of these plans once, calls `run` with a function that packs one of them and with how many may be packed at the same
 * time, and closes the engine. Throws an InputError if a plan has something that the engine cannot do, and a ToolError if the engine
 * lacks a tool.
 */
export async function withEngine<T>(
  plans: readonly Plan[],
  options: PackPlanOptions,
  run: (pack: (plan: Plan) => Promise<PackOutcome>, atOnce: number) => Promise<T>,
): Promise<T> {
  const [first] = plans;
  if (first === undefined) return run(() => Promise.reject(new Error('a plan that was not among those announced')), 1);
  const engine = engines[first.engine];
  return inRun(plans, options, async (workFolder, inputs) => {
    const session = await engine.open({
      plans,
      tools: options.tools,
      segments: options.segments,
      workFolder,
      onDeflated: options.onDeflated,
    });
    try {
      const owners = createTreeOwners(plans);
      const pack = (plan: Plan): Promise<PackOutcome> =>
        packIn({ session, inputs, owners, workFolder }, plan, options)
          .catch((error: unknown) => {
            throw withSubject(error, subjectOf(plan));
          })
          .finally(() => inputs.release(plan));
      return await run(pack, session.atOnce);
    } finally {
      await session.close();
    }
  });
}

interface Run {
  readonly session: Session;
  readonly inputs: RunInputs;
  readonly owners: TreeOwners;
  readonly workFolder: string;
}

async function packIn(
  { session, inputs, owners, workFolder }: Run,
  plan: Plan,
  options: PackPlanOptions,
): Promise<PackOutcome> {
  failOnProblems(engines[plan.engine].refuse(plan));
  const artifact = outputOf(plan, options);
  return inWorkFolder(pathIn(workFolder, planName(plan)), options, async (work) => {
    const { sources, cwd, links } = options;
    const gathered = await gather(plan, { sources, work, cwd, inputs, links });
    failOnProblems(treeClashes(plan, gathered.entries, owners));
    const written = await session.pack(plan, gathered, work);
    const manifest = await createManifest(plan, written, await session.provenance(plan), filesOf(plan, options));
    // In a work folder that is kept, the package is kept too.
    const place = options.keepWork === undefined ? move : copyFile;
    await writeFileWhole(artifact, (temporary) => place(written, temporary), options.writing);
    return { artifact, manifest };
  });
}

// Of what is in its trees, those of archives too.
function treeClashes(plan: Plan, entries: readonly Entry[], owners: TreeOwners): Problem[] {
  if (!plan.contents.some(({ type }) => type === 'tree')) return [];
  return owners.enter(
    plan,
    entries.map(({ path, kind }) => ({ path, type: kind === 'folder' ? 'dir' : kind })),
  );
}

// Renamed if possible, else copied: the work folder may be on another disk.
async function move(from: string, to: string): Promise<void> {
  await rename(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EXDEV') throw error;
    return copyFile(from, to);
  });
}

function outputOf(plan: Plan, { out, cwd }: PackPlanOptions): string {
  return 'file' in out ? resolve(cwd, out.file) : pathIn(resolve(cwd, out.directory), plan.fileName);
}

// The sources that this plan names, as paths on this machine.
function filesOf(plan: Plan, { sources, cwd }: PackPlanOptions): Record<string, string> {
  const entries = Object.entries(plan.sources);
  return Object.fromEntries(entries.map(([name, { file }]) => [name, resolve(cwd, lookUp(sources, name) ?? file)]));
}

// The folder beside the work folders holds what is unpacked for several plans.
function inRun<T>(
  plans: readonly Plan[],
  options: PackPlanOptions,
  run: (workFolder: string, inputs: RunInputs) => Promise<T>,
): Promise<T> {
  return inRunFolder(options, (workFolder) =>
    withTemporary(join(workFolder, INPUTS), async (folder) => {
      // A kept work folder may still contain what a killed run left.
      await rm(folder, { recursive: true, force: true });
      return run(workFolder, createRunInputs(folder, plans, options));
    }),
  );
}

// One folder for the staged trees of a run. It stays if they are to be kept.
async function inRunFolder<T>(options: PackPlanOptions, run: (workFolder: string) => Promise<T>): Promise<T> {
  if (options.keepWork !== undefined) {
    const workFolder = resolve(options.cwd, options.keepWork);
    await makeOutputFolder(workFolder);
    return run(workFolder);
  }
  const workFolder = await makeWorkFolder();
  const forget = atSignal(() => rmSync(workFolder, { recursive: true, force: true }));
  try {
    return await run(workFolder);
  } finally {
    forget();
    // What is kept in it is for a person: the next run must not remove it.
    await rmdir(workFolder).catch(() => writeFile(join(workFolder, KEPT), '').catch(() => undefined));
  }
}

async function inWorkFolder<T>(work: string, options: PackPlanOptions, run: (work: string) => Promise<T>): Promise<T> {
  await rm(work, { recursive: true, force: true });
  await mkdir(work);
  if (options.keepWork !== undefined) return run(work);
  return withTemporary(work, run, (error) => error instanceof ToolError && options.keepOnFailure === true);
}
