/** `onepack check`: everything that can be wrong with a config and its files, without a package being built. */
import type { Layers } from '../config/load.ts';
import { engines } from '../engine/engines.ts';
import { failOnProblems } from '../errors.ts';
import type { Io } from '../io.ts';
import { planConfig } from '../plan/plan_config.ts';
import { checkInputs } from '../stage/inputs.ts';
import { once, withPlace } from './placed.ts';

export interface CheckOptions {
  readonly layers: Layers;
}

export interface CheckResults {
  /** How many of each the config makes. */
  readonly packages: number;
  readonly plans: number;
}

/** Throws an InputError with all problems. */
export async function check({ layers }: CheckOptions, io: Io): Promise<CheckResults> {
  const { loaded, plans } = await planConfig(layers);
  const sources = Object.fromEntries((layers.sources ?? []).map(({ name, path }) => [name, path]));
  const found = await Promise.all(
    plans.map(async (plan) => {
      const problems = [...engines[plan.engine].refuse(plan), ...(await checkInputs(plan, { sources, cwd: io.cwd }))];
      return problems.map((problem) => withPlace(problem, plan, loaded));
    }),
  );
  failOnProblems(once(found.flat()).sort((a, b) => (a.place?.start ?? 0) - (b.place?.start ?? 0)));
  const packages = new Set(plans.map((plan) => plan.package)).size;
  if (io.isQuiet !== true) {
    io.stdout(`${counted(packages, 'package')}, ${counted(plans.length, 'plan')}: no mistakes\n`);
  }
  return { packages, plans: plans.length };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
