/** Which mistakes of a changelog a format cannot have, and of which the user is only told. */
import type { Format } from '../../format/format.ts';
import type { Changelog, ChangelogMistake } from './parse.ts';
import { rpmMistakes } from './rpm.ts';

export interface Judged {
  readonly errors: readonly ChangelogMistake[];
  /** What the package has all the same. */
  readonly doubts: readonly Omit<ChangelogMistake, 'code'>[];
}

/**
 * A deb has the file as it is: only the newest entry must be right, which is all that dpkg-parsechangelog reads of it when it
 * builds a package. An rpm has each entry for itself.
 */
export function judgeChangelog({ entries, mistakes, oldFrom }: Changelog, format: Format): Judged {
  const isDoubt = ({ isRead, isOlder }: ChangelogMistake): boolean =>
    isRead === true || (format === 'deb' && isOlder === true);
  const errors = mistakes.filter((mistake) => !isDoubt(mistake));
  const doubts = mistakes.filter(isDoubt);
  if (format === 'deb') return { errors, doubts };
  const message = 'entries of an older format begin here, which the rpm does not have';
  const old = oldFrom === undefined ? [] : [{ message, start: oldFrom, end: oldFrom + 1 }];
  return { errors: errors.length > 0 ? errors : rpmMistakes(entries), doubts: [...doubts, ...old] };
}
