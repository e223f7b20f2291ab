/** "Did you mean": the one place that decides which name somebody meant. */
import { closest, distance } from 'fastest-levenshtein';

/** ``did you mean `version`?`` or undefined where no known name is close. */
export function didYouMean(name: string, known: Iterable<string>): string | undefined {
  const meant = nearest(name, known);
  return meant === undefined ? undefined : `did you mean \`${meant}\`?`;
}

/** The known name that is meant, if one is within a third of the letters; case does not count. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  // Sorted, so that of two equally close names it is always the same one.
  const names = [...known].filter((other) => other !== name).sort();
  if (names.length === 0 || name === '') return undefined;
  const lower = name.toLowerCase();
  const meant = closest(
    lower,
    names.map((other) => other.toLowerCase()),
  );
  const found = names.find((other) => other.toLowerCase() === meant);
  const allowed = Math.max(1, Math.floor(Math.max(name.length, meant.length) / 3));
  return distance(lower, meant) <= allowed ? found : undefined;
}
