/** Problems that a plan's user found, put where the config says what is wrong: a plan knows no line numbers. */
import type { LoadedConfig } from '../config/load.ts';
import type { Problem } from '../diagnostics.ts';
import type { Plan } from '../plan/plan.ts';

/** A stage names an entry of contents by its `dst`. */
export function withPlace(problem: Problem, plan: Plan, loaded: LoadedConfig): Problem {
  if (problem.place !== undefined || problem.path === undefined) return problem;
  const located = loaded.forFormat(plan.format);
  const [, name, list, dst] = problem.path;
  const contents = located.config.packages[plan.package]?.contents ?? [];
  const index = contents.findIndex((entry) => entry.dst === dst);
  const isContent = list === 'contents' && name !== undefined && index !== -1;
  const place = located.locate(isContent ? ['packages', name, list, index] : problem.path);
  return place === undefined ? problem : { ...problem, place };
}

/** The same mistake in several packages is there once. */
export function once(problems: readonly Problem[]): Problem[] {
  return problems.filter((problem, at) => problems.findIndex((other) => isSame(problem, other)) === at);
}

function isSame(one: Problem, other: Problem): boolean {
  return one.message === other.message && one.code === other.code;
}
