/** A config and its plans from files and flags: everything that is wrong with them is said in one run. */
import { type Layers, type LoadedConfig, readConfig } from '../config/load.ts';
import { sorted } from '../config/check.ts';
import { nearest } from '../problems/suggest.ts';
import { isBelow, type Place, type Problem, type SourceText } from '../problems/problem.ts';
import { failOnProblems } from '../problems/errors.ts';
import type { Plan } from './plan.ts';
import { resolvePlans } from './resolve.ts';
import type { Selection } from './selection.ts';

export interface PlannedConfig {
  readonly loaded: LoadedConfig;
  readonly plans: readonly Plan[];
  /** The texts of the config, in the order in which problems are shown. */
  readonly order: readonly SourceText[];
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
  failOnProblems(noPackage(loaded));
  return { loaded, plans: resolved.plans, order };
}

// A set of nothing is a mistake somewhere, as in an overlay.
function noPackage({ general }: LoadedConfig): Problem[] {
  if (Object.keys(general.config.packages).length > 0) return [];
  const path = ['packages'];
  const place = general.locate(path);
  const message = 'needs at least 1 package';
  return [{ code: 'too-few', message, path, ...(place === undefined ? {} : { place }) }];
}

const SAME_TEXT = ['field-newline', 'field-control'];

/** Whether a plan has a problem only because of one in the config: the same one, or because what was wrong is left out. */
function isEcho({ code, place, path = [] }: Problem, first: Problem): boolean {
  const wrong = first.path ?? [];
  if (isWithin(place, first.place) && (code === first.code || place?.start === first.place?.start)) {
    return !code.startsWith('missing-');
  }
  // What a variable stands for is wrong wherever it stands.
  if (SAME_TEXT.includes(code) && code === first.code) return wrong[0] === 'vars';
  switch (code) {
    case 'nothing-selected':
      return true;
    case 'unknown-variable':
      return wrong[0] === 'vars';
    case 'unknown-source':
      return wrong[0] === 'sources';
    case 'sha256-missing':
    case 'when-uncovered':
      return isBelow(wrong, path);
    default:
      return code.startsWith('missing-') && isMeant(code.slice('missing-'.length), first);
  }
}

// `maintainer: 7` and `maintaner: …` are maintainers, if wrong ones.
function isMeant(key: string, { code, path = [] }: Problem): boolean {
  const written = String(path.at(-1));
  return written === key || (code === 'unknown-key' && nearest(written, [key]) === key);
}

function isWithin(inner: Place | undefined, outer: Place | undefined): boolean {
  if (inner === undefined || inner.source !== outer?.source) return false;
  return inner.start >= outer.start && inner.end <= outer.end;
}
