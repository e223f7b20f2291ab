/** "Did you mean": which known name somebody meant who wrote another one. */
import { distance } from 'fastest-levenshtein';

/** ``did you mean `version`?`` or undefined where no known name is close. */
export function didYouMean(name: string, known: Iterable<string>): string | undefined {
  const meant = nearest(name, known);
  return meant === undefined ? undefined : `did you mean \`${meant}\`?`;
}

/**
 * The known name that is meant: the one name that begins with this one or that this one begins with, else the nearest within a
 * third of the letters, where letters in another order are one mistake. Case does not count.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  // Sorted, so that of two equally close names it is always the same one.
  const names = [...known].filter((other) => other !== name).sort();
  if (names.length === 0 || name === '') return undefined;
  const lower = name.toLowerCase();
  const mistakes = names.map((other) => mistakesIn(lower, other.toLowerCase()));
  const least = Math.min(...mistakes);
  const found = names[mistakes.indexOf(least)] ?? '';
  if (least <= Math.max(1, Math.floor(Math.max(name.length, found.length) / 3))) return found;
  const longer = names.filter((other) => isLonger(other.toLowerCase(), lower));
  return longer.length === 1 ? longer[0] : undefined;
}

function mistakesIn(written: string, meant: string): number {
  const sorted = (text: string): string => [...text].sort().join('');
  if (written === meant) return 0;
  return sorted(written) === sorted(meant) ? 1 : distance(written, meant);
}

function isLonger(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= 3 && long.startsWith(short);
}
