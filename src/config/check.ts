/** Checks a merged tree: against the schema, for strings that no package can hold, and by the rules across keys. */
import type { Problem, SourceText } from '../problems/problem.ts';
import { type Format, FORMATS } from '../format/format.ts';
import { formatTree } from './format_tree.ts';
import type { LocatedConfig } from './locate.ts';
import { plainText } from './plain_text.ts';
import { checkRules } from './rules.ts';
import type { Config } from '../schema/schema.ts';
import type { TreeMap } from './tree.ts';
import { validate } from './validate.ts';

export interface Checked {
  readonly problems: readonly Problem[];
  /** Absent only if there are problems. */
  readonly general?: LocatedConfig;
  readonly byFormat: Readonly<Partial<Record<Format, LocatedConfig>>>;
}

export function checkConfig(root: TreeMap, locate: (config: Config, root: TreeMap) => LocatedConfig): Checked {
  const first = validate(root);
  if (first.valid === undefined) return { problems: first.problems, byFormat: {} };
  const plain = plainText(first.valid.root);
  const problems = [...first.problems, ...plain.problems];
  const valid = plain.problems.length === 0 ? first.valid : validate(plain.root).valid;
  if (valid === undefined) return { problems, byFormat: {} };
  const general = locate(valid.config, valid.root);
  const byFormat: Partial<Record<Format, LocatedConfig>> = {};
  for (const format of FORMATS) {
    const isBuilt = valid.config.formats.includes(format);
    const found: Problem[] = [];
    const seen = validate(formatTree(valid.root, format, found));
    // Mistakes for a format that is not built do not matter.
    if (isBuilt) problems.push(...found, ...seen.problems);
    if (seen.valid !== undefined) byFormat[format] = locate(seen.valid.config, seen.valid.root);
  }
  problems.push(...checkRules(general));
  return { problems, general, byFormat };
}

/** Sorted by text and place, without repetitions: what is wrong in both formats is one mistake. */
export function sorted(problems: readonly Problem[], order: readonly SourceText[]): Problem[] {
  const rank = ({ place }: Problem): number => (place === undefined ? -1 : order.indexOf(place.source));
  const once = new Map<string, Problem>();
  for (const problem of problems) {
    const { code, place, message, path } = problem;
    // Several keys may be missing at one place, so the message counts, too. An index can differ between formats, and messages name the
    // format.
    const step = path?.at(-1);
    const where = place === undefined ? message : [place.start, place.end, typeof step === 'string' ? step : ''];
    const name = JSON.stringify([code, rank(problem), where]);
    if (!once.has(name)) once.set(name, problem);
  }
  return [...once.values()].sort((a, b) => rank(a) - rank(b) || (a.place?.start ?? 0) - (b.place?.start ?? 0));
}
