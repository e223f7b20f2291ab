/** Problems that a plan's user found, put where the config says what is wrong: a plan knows no line numbers. */
import type { LoadedConfig } from '../config/load.ts';
import type { Config } from '../schema/schema.ts';
import type { KeyPath, Place, Problem } from '../problems/problem.ts';
import { lookUp } from '../system/look_up.ts';
import { type Plan, subjectOf } from '../plan/plan.ts';
import { UNIT_FOLDER } from '../stanza/systemd/plan.ts';

/** Whose it is, and where it stands. A stage names an entry of contents by its `dst`. */
export function locateProblem(problem: Problem, plan: Plan, loaded: LoadedConfig): Problem {
  const place = problem.place ?? placeOf(problem, plan, loaded);
  return { ...problem, subject: subjectOf(plan), ...(place === undefined ? {} : { place }) };
}

function placeOf(problem: Problem, plan: Plan, loaded: LoadedConfig): Place | undefined {
  if (problem.path === undefined) return undefined;
  const located = loaded.forFormat(plan.format);
  const [, name, list, dst] = problem.path;
  const own = lookUp(located.config.packages, plan.package);
  const contents = own?.contents ?? [];
  const index = contents.findIndex((entry) => entry.dst === dst);
  const isContent = list === 'contents' && name !== undefined && index !== -1;
  const entry = ['packages', name ?? '', 'contents', index];
  const isOrigin = OF_ORIGIN.includes(problem.code) && contents[index]?.src !== undefined;
  const unit = list === 'contents' ? unitPath(dst, plan, located.config) : undefined;
  const isDefault = list === 'changelog' && own?.changelog === undefined;
  const path = isDefault ? ['defaults', 'changelog'] : problem.path;
  return located.locate(unit ?? (!isContent ? path : isOrigin ? [...entry, 'src'] : entry));
}

// The unit that brings an entry which `contents` do not have.
function unitPath(dst: string | number | undefined, plan: Plan, { packages }: Config): KeyPath | undefined {
  const index = plan.systemd?.units.findIndex(({ name }) => dst === `${UNIT_FOLDER}/${name}`) ?? -1;
  const own = lookUp(packages, plan.package);
  if (index === -1 || own?.contents?.some((entry) => entry.dst === dst) === true) return undefined;
  const path = ['packages', plan.package, 'systemd', 'units', index];
  return typeof own?.systemd?.units[index] === 'string' ? path : [...path, 'src'];
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
