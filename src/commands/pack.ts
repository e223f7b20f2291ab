/** `onepack pack`: the packages of a config, or, as Bazel does it, one plan. */
import { join, resolve } from 'node:path';
import type { Layers, LoadedConfig } from '../config/load.ts';
import { type PackOutcome, packPlan, withEngine } from '../engine/pack.ts';
import { readTools } from '../engine/tools.ts';
import { failOnProblems, InputError, ToolError } from '../problems/errors.ts';
import type { Format } from '../format/format.ts';
import type { Io } from '../system/io.ts';
import { readInput } from '../system/json_file.ts';
import { type Manifest, serializeManifest } from '../engine/manifest.ts';
import { writeTextWhole } from '../system/output.ts';
import { type Plan, parsePlan } from '../plan/plan.ts';
import { planConfig } from '../plan/plan_config.ts';
import { keepCommand } from '../engine/fpm/wrapper.ts';
import { once } from '../problems/problem.ts';
import { readTexts } from '../stage/lint_texts.ts';
import { inParallel } from '../system/semaphore.ts';
import { locateProblem } from './locate_problem.ts';
import { withUpdateHint } from './update_hint.ts';
import { reportWarnings, type WarnOptions } from './report_warnings.ts';

export interface PackOptions extends WarnOptions {
  readonly layers: Layers;
  /** Of the packages of a config: where they go, from the working directory. */
  readonly out: string;
  readonly keepWork?: string;
  readonly package?: readonly string[];
  readonly arch?: readonly string[];
  readonly format?: readonly Format[];
  readonly tools?: string;
  /** One plan instead of a config, with the two files that it becomes. */
  readonly plan?: string;
  readonly artifact?: string;
  readonly manifest?: string;
  /** With a plan: the links of its trees on disk, each path and target with a line break between them. */
  readonly link?: readonly string[];
  /** Folders of `onepack compress`, from the working directory. */
  readonly segments?: readonly string[];
}

/** What was written, for machines. */
export interface PackResults {
  readonly packages: readonly (Manifest & {
    /** Absolute, or from the working directory. */
    readonly path: string;
  })[];
}

export async function pack(options: PackOptions, io: Io): Promise<PackResults> {
  if (options.plan !== undefined) return packOne(options, options.plan, io);
  return packConfig(options, io);
}

async function packOne(options: PackOptions, planFile: string, io: Io): Promise<PackResults> {
  const { artifact, manifest: manifestFile } = options;
  if (artifact === undefined || manifestFile === undefined) {
    throw flagError('`--plan` needs --artifact=FILE and --manifest=FILE too');
  }
  const plan = parsePlan(await readInput(resolve(io.cwd, planFile), planFile, 'plan-syntax'), planFile);
  const settings = { ...(await settingsOf(options, io)), out: { file: artifact }, links: linksOf(options, io) };
  const { manifest } = await packPlan(plan, settings).catch((error: unknown) => {
    // A sandbox takes the work folder with it: what can be run again is the same plan, outside.
    if (error instanceof ToolError && error.again !== undefined) throw withAgain(error, keepCommand(plan));
    throw withUpdateHint(error, plan.config);
  });
  await writeTextWhole(resolve(io.cwd, manifestFile), serializeManifest(manifest), io.writing);
  return { packages: [{ ...manifest, path: artifact }] };
}

// A control character is in no path that is packed.
function linksOf({ link = [] }: PackOptions, { cwd }: Io): Map<string, string> {
  return new Map(
    link.map((text) => {
      const [path = '', target = ''] = text.split('\n');
      return [resolve(cwd, path), target];
    }),
  );
}

function withAgain(error: ToolError, again: string): ToolError {
  return new ToolError(error.message, {
    ...(error.output === undefined ? {} : { output: error.output }),
    again,
    cause: error,
  });
}

async function packConfig(options: PackOptions, io: Io): Promise<PackResults> {
  const { package: packages, arch: architectures, format: formats } = options;
  const planned = await planConfig(options.layers, { packages, architectures, formats });
  const { loaded, plans } = planned;
  const settings = { ...(await settingsOf(options, io)), out: { directory: options.out }, keepOnFailure: true };
  const texts = await readTexts(plans, settings);
  await reportWarnings(planned, { warnings: options.warnings, texts }, io);
  const results = await withEngine(plans, settings, (pack, atOnce) =>
    inParallel(plans, atOnce, async (plan) => {
      const start = performance.now();
      const outcome = await pack(plan);
      if (io.isQuiet !== true) io.stderr(`${progressLine(plan, outcome, performance.now() - start)}\n`);
      return { ...outcome.manifest, path: join(options.out, outcome.manifest.fileName) };
    }),
  );
  failWith(results, plans, loaded);
  return { packages: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])) };
}

async function settingsOf({ layers, keepWork, tools, segments }: PackOptions, io: Io) {
  return {
    sources: Object.fromEntries((layers.sources ?? []).map(({ name, path }) => [name, path])),
    cwd: io.cwd,
    writing: io.writing,
    keepWork,
    segments: segments?.map((folder) => resolve(io.cwd, folder)),
    tools: tools === undefined ? undefined : await readTools(resolve(io.cwd, tools)),
  };
}

function progressLine({ fileName }: Plan, { manifest }: PackOutcome, milliseconds: number): string {
  const size = manifest.size < 1e6 ? `${Math.ceil(manifest.size / 1e3)} kB` : `${(manifest.size / 1e6).toFixed(1)} MB`;
  return `packed ${fileName} (${size}, ${(milliseconds / 1000).toFixed(1)} s)`;
}

// The user's mistakes all at once, else the first failure of a tool.
function failWith(
  results: readonly PromiseSettledResult<unknown>[],
  plans: readonly Plan[],
  loaded: LoadedConfig,
): void {
  const failures = results.flatMap((result, at) => {
    const plan = plans[at];
    return result.status === 'rejected' && plan !== undefined ? [{ plan, reason: result.reason as unknown }] : [];
  });
  const problems = failures.flatMap(({ plan, reason }) =>
    reason instanceof InputError ? reason.problems.map((problem) => locateProblem(problem, plan, loaded)) : [],
  );
  failOnProblems(once(problems));
  const [first] = failures;
  if (first !== undefined) throw first.reason;
}

function flagError(message: string): InputError {
  return new InputError([{ code: 'bad-flag', message }]);
}
