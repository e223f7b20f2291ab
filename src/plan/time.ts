/** The time of a set that says none: of the newest entry of its changelogs, else the same for all, which is warned of. */
import { readOther } from '../config/files.ts';
import type { LoadedConfig } from '../config/load.ts';
import { child } from '../config/tree.ts';
import { isWithin, TIME } from '../format/numbers.ts';
import { lineAndColumn, type Place } from '../problems/problem.ts';
import { parseChangelog } from '../stanza/changelog/parse.ts';
import { DEFAULT_SOURCE_DATE_EPOCH } from '../schema/schema.ts';
import type { Plan } from './plan.ts';

/** `config` is also a flag, a stamp or the environment. */
export type TimeFrom = 'config' | 'changelog' | 'default';

export interface Timed {
  readonly loaded: LoadedConfig;
  readonly from: TimeFrom;
}

/** `set`: the plans of the whole set, whatever is selected of it. */
export async function withTime(loaded: LoadedConfig, set: readonly Plan[], cwd: string): Promise<Timed> {
  if (child(loaded.general.tree, 'sourceDateEpoch') !== undefined) return { loaded, from: 'config' };
  const changelogs = [...new Set(set.flatMap(({ changelog }) => changelog ?? []))];
  if (changelogs.length === 0) return { loaded: loaded.withTime(DEFAULT_SOURCE_DATE_EPOCH, DEFAULT, 'by default'), from: 'default' }; // prettier-ignore
  const newest = await newestOf(changelogs, cwd);
  // What is wrong with the changelogs is said where they are packed.
  if (newest === undefined) return { loaded, from: 'changelog' };
  const { seconds, place } = newest;
  const line = lineAndColumn(place.source.text, place.start).line;
  return { loaded: loaded.withTime(seconds, place, `from ${place.source.name}:${line}`), from: 'changelog' };
}

const DEFAULT_TEXT = String(DEFAULT_SOURCE_DATE_EPOCH);
const DEFAULT: Place = { source: { name: 'the default', text: DEFAULT_TEXT }, start: 0, end: DEFAULT_TEXT.length };

interface Dated {
  readonly seconds: number;
  readonly place: Place;
}

async function newestOf(changelogs: readonly string[], cwd: string): Promise<Dated | undefined> {
  const dated = await Promise.all(changelogs.map((file) => datesIn(file, cwd)));
  return dated.flat().reduce<Dated | undefined>((newest, one) => {
    return newest !== undefined && newest.seconds >= one.seconds ? newest : one;
  }, undefined);
}

async function datesIn(file: string, cwd: string): Promise<Dated[]> {
  const source = await readOther(file, cwd);
  if (source === undefined) return [];
  return parseChangelog(source.text)
    .entries.filter(({ date }) => isWithin(date.seconds, TIME))
    .map(({ date, dateAt: start }) => ({
      seconds: date.seconds,
      place: { source, start, end: start + date.text.length },
    }));
}
