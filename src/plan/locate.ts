/** Where the config says what a problem of a plan is about: a plan knows no line numbers. */
import type { LoadedConfig } from '../config/load.ts';
import type { LocatedConfig } from '../config/locate.ts';
import { RELATION_KINDS } from '../format/relations.ts';
import { isBelow, type KeyPath, type Place, type Problem } from '../problems/problem.ts';
import { UNIT_FOLDER } from '../stanza/systemd/plan.ts';
import { destinationsOf } from './destinations.ts';
import { lookUp } from '../system/look_up.ts';
import { type Plan, subjectOf } from './plan.ts';

/** The problem with its subject and its place. Its path names an entry of contents by its `dst`. */
export function locateProblem(problem: Problem, plan: Plan, loaded: LoadedConfig): Problem {
  const place = problem.place ?? placeOfProblem(problem, plan, loaded);
  return { ...problem, subject: subjectOf(plan), ...(place === undefined ? {} : { place }) };
}

function placeOfProblem({ code, path }: Problem, plan: Plan, loaded: LoadedConfig): Place | undefined {
  if (path === undefined) return undefined;
  const located = loaded.forFormat(plan.format);
  if (!isBelow(path, ['packages', plan.package])) return located.locate(path);
  const at = path.slice(2);
  return placeOf(at[0] === 'contents' && OF_ORIGIN.includes(code) ? [...at, 'src'] : at, plan, located);
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

/**
 * `at` is a key of the package, `['summary']`, or what a key names: `['contents', dst]`, `['contents', dst, 'mode']`,
 * `['depends', name]`. Empty for the package as a whole, which also stands for what nobody wrote.
 */
export function placeOf(at: KeyPath, plan: Plan, located: LocatedConfig): Place | undefined {
  const own = ['packages', plan.package];
  const { packages, defaults = {} } = located.config;
  const [key, item, inner] = at;
  const has = (map: object | undefined, step: unknown): boolean => Object.hasOwn(map ?? {}, String(step));
  if (key === undefined) return located.locateKey(own);
  if (key === 'contents') return placeOfContent(String(item), inner, plan, located);
  if (RELATION_KINDS.some((kind) => kind === key)) return placeOfRelation([...own, key], String(item), located);
  if (key === 'scripts' || has(lookUp(packages, plan.package), key)) return located.locate([...own, ...at]);
  if (has(defaults, key)) return located.locate(['defaults', ...at]);
  if (key === 'version') return located.locate(['version']);
  return key === 'revision' ? placeOfRevision(located) : located.locateKey(own);
}

// Of the set; of the version where the set says none.
function placeOfRevision(located: LocatedConfig): Place | undefined {
  const whole = located.locateKey([]);
  const place = located.locate(['revision']);
  return place?.source === whole?.source && place?.start === whole?.start ? located.locate(['version']) : place;
}

// At a key of the entry, or at its `dst` where it has no such key. A unit brings an entry which `contents` do not have.
function placeOfContent(
  dst: string,
  key: string | number | undefined,
  plan: Plan,
  located: LocatedConfig,
): Place | undefined {
  const own = ['packages', plan.package];
  const contents = lookUp(located.config.packages, plan.package)?.contents ?? [];
  const destinations = destinationsOf(contents);
  // What is compressed has the name that is written, and `.gz`.
  const exact = destinations.exact(dst) ?? destinations.exact(dst.replace(/\.gz$/, ''));
  const unit = exact === undefined ? unitPath(dst, plan, located) : undefined;
  if (unit !== undefined) return located.locate(unit);
  const index = exact ?? destinations.possible(dst) ?? -1;
  const entry = contents[index];
  if (entry === undefined) return located.locateKey([...own, 'contents']);
  const path = [...own, 'contents', index];
  return located.locate(key === undefined ? path : [...path, Object.hasOwn(entry, key) ? key : 'dst']);
}

function unitPath(dst: string, plan: Plan, located: LocatedConfig): KeyPath | undefined {
  const index = plan.systemd?.units.findIndex(({ name }) => dst === `${UNIT_FOLDER}/${name}`) ?? -1;
  if (index === -1) return undefined;
  const unit = lookUp(located.config.packages, plan.package)?.systemd?.units[index];
  const path = ['packages', plan.package, 'systemd', 'units', index];
  return typeof unit === 'string' ? path : [...path, 'src'];
}

function placeOfRelation(path: KeyPath, name: string, located: LocatedConfig): Place | undefined {
  const map = path.reduce<unknown>(
    (found, step) => lookUp(found as Readonly<Record<string, unknown>> | undefined, String(step)),
    located.config,
  );
  const key = Object.entries(map ?? {}).find(([own, value]) => own === name || isCalled(value, name))?.[0];
  return located.locateKey(key === undefined ? path : [...path, key]);
}

// In one of the formats.
function isCalled(value: unknown, name: string): boolean {
  if (Array.isArray(value)) return value.some((item) => isCalled(item, name));
  if (typeof value !== 'object' || value === null) return false;
  const { deb, rpm } = value as Readonly<Record<string, unknown>>;
  return [deb, rpm].some((other) => other === name || (other as { name?: unknown } | undefined)?.name === name);
}
