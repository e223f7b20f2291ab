/** Loads a config and resolves its plans. All problems of both are reported together. */
import { type Layers, type LoadedConfig, readConfig } from '../config/load.ts';
import { sorted } from '../config/check.ts';
import type { SourceText } from '../problems/problem.ts';
import { failOnProblems } from '../problems/errors.ts';
import { type TimeFrom, withTime } from './time.ts';
import { sharedNames } from './output_names.ts';
import type { Plan } from './plan.ts';
import { resolvePlans } from './resolve.ts';
import type { Selection } from './selection.ts';

export interface PlannedConfig {
  readonly loaded: LoadedConfig;
  /** The selected plans. */
  readonly plans: readonly Plan[];
  /** The plans of the whole set. */
  readonly set: readonly Plan[];
  /** What says the time of everything in the packages. */
  readonly timeFrom: TimeFrom;
  /** The texts of the config, in the order in which problems are shown. */
  readonly order: readonly SourceText[];
}

/** Throws an InputError with the problems of the config and of all its plans, in the order of the text. */
export async function planConfig(layers: Layers, selection: Selection = {}): Promise<PlannedConfig> {
  const { loaded, problems, order } = await readConfig(layers);
  if (loaded === undefined) {
    failOnProblems(problems);
    throw new Error('a config without problems and without a value');
  }
  const { plans, set, problems: more } = resolvePlans(loaded, selection);
  failOnProblems(sorted([...problems, ...more, ...sharedNames(plans, loaded)], order));
  const timed = await withTime(loaded, set, layers.cwd ?? process.cwd());
  const { sourceDateEpoch } = timed.loaded.general.config;
  const known = new Map(set.map((plan) => [plan, { ...plan, sourceDateEpoch }]));
  return {
    loaded: timed.loaded,
    plans: plans.flatMap((plan) => known.get(plan) ?? []),
    set: [...known.values()],
    timeFrom: timed.from,
    order,
  };
}
