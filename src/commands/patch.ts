/** `onepack patch`: one config out of a config, overlays and flags, and, for Bazel, the plan of every target. */
import { dirname, resolve } from 'node:path';
import type { Layers, LoadedConfig } from '../config/load.ts';
import { once, type Problem } from '../problems/problem.ts';
import { failOnProblems } from '../problems/errors.ts';
import { pathIn } from '../system/file_name.ts';
import type { Io } from '../system/io.ts';
import { lookUp } from '../system/look_up.ts';
import { writeTextsWhole, writeTextWhole } from '../system/output.ts';
import { fullVersion, type Plan, planName, serializePlan } from '../plan/plan.ts';
import { locateProblem } from '../plan/locate.ts';
import { planConfig, type PlannedConfig } from '../plan/plan_config.ts';
import { readChangelog } from '../stanza/changelog/read.ts';
import { updateCommand } from '../bazel/build_file.ts';
import { packageOf, withUpdateHint } from './update_hint.ts';
import { reportWarnings, type WarnOptions } from './report_warnings.ts';
import { writeWrappers } from './write_wrappers.ts';

export interface PatchOptions extends WarnOptions {
  readonly layers: Layers;
  readonly out: string;
  /** Where relative paths in the patched config start; the folder of the config, absolute, if absent. */
  readonly base?: string;
  /** The folder for the plans, each `<planName>.json`. */
  readonly plans?: string;
  /** The folder for the fpm wrappers, each `<planName>.sh`. */
  readonly wrappers?: string;
  /** The folder for the versions, each `<planName>.txt`. */
  readonly versions?: string;
  /** Of each source the `file` that the BUILD file was generated with. */
  readonly sourceFile?: readonly { readonly name: string; readonly path: string }[];
  /** The plans that there must be, no more and no fewer: the targets of a BUILD file. */
  readonly targets?: readonly string[];
}

/** Throws an InputError with every problem of the config and of its plans; nothing is then written. */
export async function patch(options: PatchOptions, io: Io): Promise<void> {
  const planned = await planConfig(options.layers).catch((error: unknown) => {
    throw options.targets === undefined ? error : withUpdateHint(error, options.layers.config);
  });
  const { loaded, plans } = planned;
  const { config } = options.layers;
  failOnProblems([
    ...(options.targets === undefined ? [] : compareTargets(plans, options.targets, config)),
    ...compareSources(loaded, options.sourceFile ?? [], config),
    ...(planned.timeFrom === 'changelog' ? await missingChangelogs(planned, options, io.cwd) : []),
  ]);

  await reportWarnings(planned, { warnings: options.warnings }, io);

  const base = options.base ?? resolve(io.cwd, dirname(options.layers.config));
  const writeEach = (folder: string, suffix: string, textOf: (plan: Plan) => string): Promise<void> =>
    writeTextsWhole(
      plans.map((plan) => [pathIn(resolve(io.cwd, folder), `${planName(plan)}${suffix}`), textOf(plan)]),
      io.writing,
    );
  if (options.plans !== undefined) await writeEach(options.plans, '.json', serializePlan);
  if (options.versions !== undefined) await writeEach(options.versions, '.txt', (plan) => `${fullVersion(plan)}\n`);
  if (options.wrappers !== undefined) await writeWrappers(plans, resolve(io.cwd, options.wrappers), io.writing);
  await writeTextWhole(resolve(io.cwd, options.out), loaded.patchedText(base), io.writing);
}

// The plans would have another time than what is packed from the config itself. All else that is wrong with a changelog is its package's.
async function missingChangelogs(
  { loaded, plans }: PlannedConfig,
  { targets, layers }: PatchOptions,
  cwd: string,
): Promise<Problem[]> {
  const hint = targets === undefined ? {} : { hint: updateAfterEdit(layers.config) };
  const found = await Promise.all(
    plans.map(async (plan) => {
      const { problems } = await readChangelog(plan, cwd);
      return problems.map((problem) => ({ ...locateProblem(problem, plan, loaded), ...hint }));
    }),
  );
  return once(found.flat().filter(({ code }) => code === 'missing-changelog'));
}

// Which targets exist is the generator's: a flag cannot add one.
function compareTargets(plans: readonly Plan[], targets: readonly string[], config: string): Problem[] {
  const planned = new Set(plans.map(planName));
  const wanted = new Set(targets);
  const extra = [...planned].filter((name) => !wanted.has(name));
  const lacking = [...wanted].filter((name) => !planned.has(name));
  const hint = `${updateAfterEdit(config)}; a flag cannot add or remove a target`;
  return [
    ...extra.map((name): Problem => ({ code: 'no-target', message: `there is no target for ${name}`, hint })),
    ...lacking.map((name): Problem => ({
      code: 'no-plan',
      message: `there is no plan for the target ${name}`,
      hint,
    })),
  ];
}

// And so is which file or label a source is: packs would take the one that the BUILD file still has.
function compareSources(
  { general }: LoadedConfig,
  given: NonNullable<PatchOptions['sourceFile']>,
  config: string,
): Problem[] {
  const { sources = {} } = general.config;
  return given.flatMap(({ name, path }): Problem[] => {
    const file = lookUp(sources, name)?.file;
    if (file === undefined || file === path) return [];
    const place = general.locate(['sources', name, 'file']);
    const message = `the source "${name}" is \`${file}\`, but BUILD.bazel still uses \`${path}\``;
    const hint = `${updateAfterEdit(config)}; for one build: --//${packageOf(config)}:source_${name}=LABEL`;
    return [{ code: 'stale-source', message, hint, ...(place === undefined ? {} : { place }) }];
  });
}

function updateAfterEdit(config: string): string {
  return `after an edit of ${config} run: ${updateCommand(packageOf(config))}`;
}
