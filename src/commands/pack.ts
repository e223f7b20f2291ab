/** `onepack pack`: the packages of a config, or, as Bazel does it, one plan. */
import { join, resolve } from 'node:path';
import type { LoadedConfig } from '../config/load.ts';
import type { OnDeflated } from '../engine/engine.ts';
import type { Manifest } from '../engine/manifest.ts';
import { type PackPlanOptions, withEngine } from '../engine/pack.ts';
import { locateProblem } from '../plan/locate.ts';
import type { Plan } from '../plan/plan.ts';
import { type PlannedConfig, planConfig } from '../plan/plan_config.ts';
import { failOnProblems, InputError } from '../problems/errors.ts';
import { once, type Problem } from '../problems/problem.ts';
import { readDiskTrees } from '../stage/disk_trees.ts';
import { readTexts } from '../stage/lint_texts.ts';
import { outputsInInputs } from '../stage/outputs_in_inputs.ts';
import type { Io } from '../system/io.ts';
import { makeOutputFolder } from '../system/output.ts';
import { inParallel } from '../system/semaphore.ts';
import { inputProblems } from './input_problems.ts';
import { type PackOptions, type PackResults, settingsOf } from './pack_options.ts';
import { packPlanFile } from './pack_plan.ts';
import { bytesText, counted, partText, type Progress, secondsText, withProgress } from './progress.ts';
import { reportWarnings } from './report_warnings.ts';

export async function pack(options: PackOptions, io: Io): Promise<PackResults> {
  if (options.plan !== undefined) return packPlanFile(options, options.plan, io);
  return packConfig(options, io);
}

async function packConfig(options: PackOptions, io: Io): Promise<PackResults> {
  const start = performance.now();
  const { package: packages, arch: architectures, format: formats } = options;
  const planned = await planConfig(options.layers, { packages, architectures, formats });
  const { loaded, plans } = planned;
  failOnProblems(once(plans.flatMap((plan) => writtenInto(plan, planned, options, io))));
  const settings = { ...(await settingsOf(options, io)), out: { directory: options.out }, keepOnFailure: true };
  const trees = await readDiskTrees(plans, settings);
  failOnProblems(await inputProblems(plans, loaded, { ...settings, trees, needsSources: true }));
  const texts = await readTexts(plans, settings);
  await reportWarnings(planned, { warnings: options.warnings, texts, trees }, io);
  return withProgress(io, async (progress) => {
    const results = await packAll(plans, resolve(io.cwd, options.out), settings, progress);
    failWith(results, plans, loaded);
    const manifests = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    progress.line(headline(manifests, planned, performance.now() - start));
    return { packages: manifests.map((manifest) => ({ ...manifest, path: join(options.out, manifest.fileName) })) };
  });
}

function packAll(
  plans: readonly Plan[],
  out: string,
  settings: Omit<PackPlanOptions, 'onDeflated'>,
  progress: Progress,
): Promise<PromiseSettledResult<Manifest>[]> {
  let done = 0;
  const begun = new Set<string>();
  const show = (now: string): void => progress.show(`${done} of ${counted(plans.length, 'file')}, ${now}`);
  const showFirst = (): void => {
    const [first] = begun;
    if (first !== undefined) show(`packing ${first}`);
  };
  const onDeflated: OnDeflated = (name, bytes, size) => show(`deflating ${name}: ${partText(bytes, size)}`);
  return withEngine(plans, { ...settings, onDeflated }, async (pack, atOnce) => {
    // Only now: what the engine refuses leaves no empty folder.
    await makeOutputFolder(out);
    return inParallel(plans, atOnce, async (plan) => {
      begun.add(plan.fileName);
      showFirst();
      const { manifest } = await pack(plan);
      begun.delete(plan.fileName);
      done += 1;
      progress.line(`packed ${manifest.fileName} (${bytesText(manifest.size)})`);
      showFirst();
      return manifest;
    });
  });
}

/** `5 packages, 16 files, 356 MB, 62 s`; `2 of 5 packages` where not all of the set were selected. */
function headline(manifests: readonly Manifest[], { set }: PlannedConfig, milliseconds: number): string {
  const namesIn = (all: readonly { readonly package: string }[]): number => new Set(all.map((one) => one.package)).size;
  const [packed, whole] = [namesIn(manifests), namesIn(set)];
  const packages = packed === whole ? counted(packed, 'package') : `${packed} of ${counted(whole, 'package')}`;
  const bytes = manifests.reduce((sum, { size }) => sum + size, 0);
  return [packages, counted(manifests.length, 'file'), bytesText(bytes), secondsText(milliseconds)].join(', ');
}

function writtenInto(plan: Plan, { plans, loaded }: PlannedConfig, options: PackOptions, { cwd }: Io): Problem[] {
  const { layers, out, keepWork } = options;
  const sources = Object.fromEntries((layers.sources ?? []).map(({ name, path }) => [name, path]));
  return outputsInInputs(plan, plans, { out, keepWork, sources, cwd }).map((problem) =>
    locateProblem(problem, plan, loaded),
  );
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
