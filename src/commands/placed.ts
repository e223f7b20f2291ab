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
  const entry = ['packages', name ?? '', 'contents', index];
  const isOrigin = OF_ORIGIN.includes(problem.code) && contents[index]?.src !== undefined;
  const place = located.locate(!isContent ? problem.path : isOrigin ? [...entry, 'src'] : entry);
  if (place === undefined) return problem;
  // The place says which config it is, and mostly which package, too.
  const known = [`${plan.config}: `, `${plan.package}, ${plan.architecture}, ${plan.format}: `];
  const message = known.reduce(
    (text, start) => (text.startsWith(start) ? text.slice(start.length) : text),
    problem.message,
  );
  return { ...problem, message, place };
}

/** What is wrong with `src`, and not with the entry. */
const OF_ORIGIN: readonly string[] = [
  'missing-file',
  'missing-source',
  'missing-member',
  'not-a-file',
  'not-a-folder',
  'bad-archive',
  'wrong-machine',
];

/** The same mistake in several packages is there once. */
export function once(problems: readonly Problem[]): Problem[] {
  return problems.filter((problem, at) => problems.findIndex((other) => isSame(problem, other)) === at);
}

function isSame(one: Problem, other: Problem): boolean {
  return one.message === other.message && one.code === other.code && one.place?.start === other.place?.start;
}
