/** "Did you mean": finds the known name that an unknown one was probably meant to be. */
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

/** As `didYouMean`, for a name in a folder or an archive: the first names in it follow. */
export function didYouMeanOf(name: string, known: Iterable<string>): string {
  const names = [...known].sort();
  if (names.length === 0) return 'it is empty';
  const list = shortList(names, MOST_SHOWN);
  const meant = didYouMean(name, names);
  return meant === undefined ? `it has ${list}` : `${meant} It has ${list}`;
}

const MOST_SHOWN = 8;

/** The first `most` names, and a sign that there are more. */
export function shortList(names: readonly string[], most: number): string {
  return `${names.slice(0, most).join(', ')}${names.length > most ? ', …' : ''}`;
}

/**
 * The known name that was probably meant: the only one that begins with the written name, or with which the written name begins; else
 * the nearest one within an edit distance of a third of the letters, where swapped letters count once. Case does not matter.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  if (name === '') return undefined;
  const lower = name.toLowerCase();
  let found: { readonly name: string; readonly mistakes: number } | undefined;
  const longer: string[] = [];
  // Sorted, so that the choice between two equally close names is always the same.
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
