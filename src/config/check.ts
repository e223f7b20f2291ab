/** Everything that is wrong with a merged tree: the schema's problems, the overrides', and the rules' on what is left. */
import type { Problem, SourceText } from '../problems/problem.ts';
import { type Format, FORMATS } from '../format/format.ts';
import { formatTree } from './format_tree.ts';
import type { LocatedConfig } from './locate.ts';
import { checkRules } from './rules.ts';
import type { Config } from '../schema/schema.ts';
import { asMap, child, keyOf, type TreeMap } from './tree.ts';
import { validate } from './validate.ts';

export interface Checked {
  readonly problems: readonly Problem[];
  /** Absent only where there are problems. */
  readonly general?: LocatedConfig;
  readonly byFormat: Readonly<Partial<Record<Format, LocatedConfig>>>;
}

export function checkConfig(root: TreeMap, locate: (config: Config, root: TreeMap) => LocatedConfig): Checked {
  const { problems: first, valid } = validate(root);
  const problems = [...first];
  if (valid === undefined) return { problems, byFormat: {} };
  const general = locate(valid.config, valid.root);
  const byFormat: Partial<Record<Format, LocatedConfig>> = {};
  for (const format of FORMATS) {
    const isBuilt = valid.config.formats.includes(format);
    const found: Problem[] = [];
    const seen = validate(formatTree(valid.root, format, found));
    // What a format that is not built would be is nobody's concern.
    if (isBuilt) problems.push(...found, ...seen.problems);
    if (seen.valid !== undefined) byFormat[format] = locate(seen.valid.config, seen.valid.root);
  }
  const built = valid.config.formats.flatMap((format): [Format, LocatedConfig][] => {
    const located = byFormat[format];
    return located === undefined ? [] : [[format, located]];
  });
  const sources = asMap(child(root, 'sources'))?.items.map(keyOf) ?? [];
  const found = checkRules({ general, byFormat: new Map(built), sources });
  problems.push(...found.filter((problem) => !problems.some((first) => isMisspelt(problem, first))));
  return { problems, general, byFormat };
}

// An entry of contents with a key that is not known may well have meant the one that it lacks.
function isMisspelt({ code, place }: Problem, first: Problem): boolean {
  if (code !== 'content-key' || first.code !== 'unknown-key' || place === undefined) return false;
  const { source, start = -1 } = first.place ?? {};
  return source === place.source && start > place.start && start < place.end;
}

/** By text and place, each once: what is wrong in both formats is one mistake. */
export function sorted(problems: readonly Problem[], order: readonly SourceText[]): Problem[] {
  const rank = ({ place }: Problem): number => (place === undefined ? -1 : order.indexOf(place.source));
  const once = new Map<string, Problem>();
  for (const problem of problems) {
    const { code, place, message, path } = problem;
    // Two keys may be missing at one place. An index is another in each format, and messages name the format.
    const step = path?.at(-1);
    const where = place === undefined ? message : [place.start, place.end, typeof step === 'string' ? step : ''];
    const name = JSON.stringify([code, rank(problem), where]);
    if (!once.has(name)) once.set(name, problem);
  }
  return [...once.values()].sort((a, b) => rank(a) - rank(b) || (a.place?.start ?? 0) - (b.place?.start ?? 0));
}
