/** `onepack pack`: the packages of a config, or, as Bazel does it, one plan. */
import { join } from 'node:path';
import type { LoadedConfig } from '../config/load.ts';
import { type PackOutcome, withEngine } from '../engine/pack.ts';
import { locateProblem } from '../plan/locate.ts';
import type { Plan } from '../plan/plan.ts';
import { planConfig } from '../plan/plan_config.ts';
import { failOnProblems, InputError } from '../problems/errors.ts';
import { once } from '../problems/problem.ts';
import { readTexts } from '../stage/lint_texts.ts';
import type { Io } from '../system/io.ts';
import { inParallel } from '../system/semaphore.ts';
import { type PackOptions, type PackResults, settingsOf } from './pack_options.ts';
import { packPlanFile } from './pack_plan.ts';
import { reportWarnings } from './report_warnings.ts';

export async function pack(options: PackOptions, io: Io): Promise<PackResults> {
  if (options.plan !== undefined) return packPlanFile(options, options.plan, io);
  return packConfig(options, io);
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
