/** "Did you mean": which known name somebody meant who wrote another one. */
import { distance } from 'fastest-levenshtein';

/** ``did you mean `version`?`` or undefined where no known name is close. */
export function didYouMean(name: string, known: Iterable<string>): string | undefined {
  const meant = nearest(name, known);
  return meant === undefined ? undefined : suggest(meant);
}

/** ``did you mean `version`?`` */
export function suggest(meant: string): string {
  return `did you mean \`${meant}\`?`;
}

/** As `didYouMean`, of what a folder or an archive has: the first of its names follow. */
export function didYouMeanOf(name: string, known: Iterable<string>): string {
  const names = [...known].sort();
  if (names.length === 0) return 'it is empty';
  const list = `${names.slice(0, MOST_SHOWN).join(', ')}${names.length > MOST_SHOWN ? ', …' : ''}`;
  const meant = didYouMean(name, names);
  return meant === undefined ? `it has ${list}` : `${meant} It has ${list}`;
}

const MOST_SHOWN = 8;

/**
 * The known name that is meant: the one name that begins with this one or that this one begins with, else the nearest within a
 * third of the letters, where letters in another order are one mistake. Case does not count.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  if (name === '') return undefined;
  const lower = name.toLowerCase();
  let found: { readonly name: string; readonly mistakes: number } | undefined;
  const longer: string[] = [];
  // Sorted, so that of two equally close names it is always the same one.
  for (const other of [...known].filter((each) => each !== name).sort()) {
    const written = other.toLowerCase();
    const mistakes = mistakesIn(lower, written);
    if (mistakes < (found?.mistakes ?? Infinity)) found = { name: other, mistakes };
    if (isLonger(written, lower)) longer.push(other);
  }
  if (found === undefined) return undefined;
  if (found.mistakes <= Math.max(1, Math.floor(Math.max(name.length, found.name.length) / 3))) return found.name;
  return longer.length === 1 ? longer[0] : undefined;
}

function mistakesIn(written: string, meant: string): number {
  if (written === meant) return 0;
  return written.length === meant.length && sorted(written) === sorted(meant) ? 1 : distance(written, meant);
}

function sorted(text: string): string {
  return [...text].sort().join('');
}

function isLonger(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= 3 && long.startsWith(short);
}
