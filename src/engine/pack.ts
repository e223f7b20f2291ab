/** One plan to one package: stage, engine, manifest, and only then the final name. */
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { failOnProblems, ToolError } from '../errors.ts';
import { type Manifest, createManifest } from '../manifest.ts';
import { withTemporary, writeFileWhole } from '../output.ts';
import { type Plan, planName } from '../plan/plan.ts';
import { type SourceFiles, stage } from '../stage/stage.ts';
import { engines } from './engine.ts';
import type { Tools } from './tools.ts';

export interface PackOutcome {
  /** Where the package is. */
  readonly artifact: string;
  readonly manifest: Manifest;
}

export interface PackPlanOptions {
  /** By name; a source that is not here is where the plan says. */
  readonly sources: SourceFiles;
  /** The file to write, or the folder that gets it under its conventional name. */
  readonly out: { readonly file: string } | { readonly directory: string };
  /** A folder that keeps the staged tree and the wrapper, in a folder of the plan's name, whether all goes well or not. */
  readonly keepWork?: string | undefined;
  /** Keeps them where the engine fails, too, so that the wrapper can be run again. */
  readonly keepOnFailure?: boolean;
  /** Those of `--tools`; else they are looked up. */
  readonly tools?: Tools | undefined;
  /** Where relative paths start. */
  readonly cwd: string;
}

export async function packPlan(plan: Plan, options: PackPlanOptions): Promise<PackOutcome> {
  const engine = engines[plan.engine];
  failOnProblems(engine.refuse(plan));
  const tools = await engine.find(plan, options.tools);
  const artifact = outputOf(plan, options);
  return inWorkFolder(plan, options, async (work) => {
    const tree = await stage(plan, { sources: options.sources, work, cwd: options.cwd });
    const written = await engine.pack(plan, tree, tools);
    const manifest = await createManifest(plan, written, await engine.versions(tools), filesOf(plan, options));
    await writeFileWhole(artifact, (temporary) => copyFile(written, temporary));
    return { artifact, manifest };
  });
}

function outputOf(plan: Plan, { out, cwd }: PackPlanOptions): string {
  return 'file' in out ? resolve(cwd, out.file) : join(resolve(cwd, out.directory), plan.fileName);
}

// The sources that this plan names, as files on this machine.
function filesOf(plan: Plan, { sources, cwd }: PackPlanOptions): Record<string, string> {
  const entries = Object.entries(plan.sources);
  return Object.fromEntries(entries.map(([name, { file }]) => [name, resolve(cwd, sources[name] ?? file)]));
}

async function inWorkFolder<T>(plan: Plan, options: PackPlanOptions, run: (work: string) => Promise<T>): Promise<T> {
  if (options.keepWork !== undefined) {
    const work = join(resolve(options.cwd, options.keepWork), planName(plan));
    await rm(work, { recursive: true, force: true });
    await mkdir(work, { recursive: true });
    return run(work);
  }
  const work = await mkdtemp(join(tmpdir(), 'onepack-'));
  return withTemporary(work, run, (error) => error instanceof ToolError && options.keepOnFailure === true);
}
