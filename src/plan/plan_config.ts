/** A config and its plans from files and flags: everything that is wrong with them is said in one run. */
import { type Layers, type LoadedConfig, readConfig } from '../config/load.ts';
import { sorted } from '../config/check.ts';
import type { KeyPath, Place, Problem } from '../diagnostics.ts';
import { failOnProblems } from '../errors.ts';
import type { Plan } from './plan.ts';
import { resolvePlans } from './resolve.ts';
import type { Selection } from './selection.ts';

export interface PlannedConfig {
  readonly loaded: LoadedConfig;
  readonly plans: readonly Plan[];
}

/** Throws an InputError with the problems of the config and those of its plans, in the order of the text. */
export async function planConfig(layers: Layers, selection: Selection = {}): Promise<PlannedConfig> {
  const { loaded, problems, order } = await readConfig(layers);
  if (loaded === undefined) {
    failOnProblems(problems);
    throw new Error('a config without problems and without a value');
  }
  const resolved = resolvePlans(loaded, selection);
  const more = resolved.problems.filter((problem) => !problems.some((first) => isEcho(problem, first)));
  failOnProblems(sorted([...problems, ...more], order));
  return { loaded, plans: resolved.plans };
}

/** Whether a plan has a problem only because of one in the config: the same one, or because what was wrong is left out. */
function isEcho({ code, place, path = [] }: Problem, first: Problem): boolean {
  const wrong = first.path ?? [];
  if (isSamePlace(place, first.place)) return !code.startsWith('missing-');
  switch (code) {
    case 'unknown-variable':
      return wrong[0] === 'vars';
    case 'unknown-source':
      return wrong[0] === 'sources';
    case 'when-uncovered':
      return isBelow(wrong, path);
    default:
      // `maintainer: 7` is a maintainer, if a wrong one.
      return code.startsWith('missing-') && code === `missing-${wrong.at(-1)}`;
  }
}

function isSamePlace(a: Place | undefined, b: Place | undefined): boolean {
  return a !== undefined && b !== undefined && a.source === b.source && a.start === b.start;
}

function isBelow(path: KeyPath, top: KeyPath): boolean {
  return path.length >= top.length && top.every((step, index) => path[index] === step);
}
