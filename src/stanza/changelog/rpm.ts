/** A changelog as an rpm has it: https://rpm-software-management.github.io/rpm/manual/spec.html#changelog-section */
import type { ChangelogEntry } from './parse.ts';
import { isWithin, TIME } from '../../format/numbers.ts';
import { type ChangelogDate, MONTHS, WEEKDAYS } from './date.ts';

/** rpmbuild refuses what is older: the first rpm is of 1995. */
const FIRST_YEAR = 1990;

/** Why rpmbuild would refuse an entry; undefined where it does not. `newer` stands before it. */
export function rpmMistake({ date, version }: ChangelogEntry, newer: ChangelogEntry | undefined): string | undefined {
  if (new Date(date.day * 1000).getUTCFullYear() < FIRST_YEAR) {
    return `an rpm has no entry from before ${FIRST_YEAR}: rpmbuild refuses it`;
  }
  if (!isWithin(timeOf(date), TIME)) return 'an rpm has no entry from after 2106: it has 32 bits for the time';
  // An rpm has days and no times: with other time zones a later one may have an earlier day.
  if (newer === undefined || newer.date.day >= date.day) return undefined;
  return `in an rpm the entry of ${version} would be of a later day than that of ${newer.version} before it, which rpmbuild refuses`;
}

/** Noon of the day, in seconds since the epoch, as an rpm has it. */
export function timeOf({ day }: Pick<ChangelogDate, 'day'>): number {
  return day + 12 * 60 * 60;
}

/** The section of a spec without its title. `%` is not doubled yet. */
export function spellRpmChangelog(entries: readonly ChangelogEntry[]): string {
  return entries
    .map(({ version, maintainer, date, lines }) =>
      [`* ${dayOf(date.day)} ${maintainer} - ${version}`, ...spellLines(lines), ''].join('\n'),
    )
    .join('\n');
}

function dayOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  const day = String(date.getUTCDate()).padStart(2, '0');
  return `${WEEKDAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${day} ${date.getUTCFullYear()}`;
}

/**
 * The text of an entry. A line that begins with `*` would begin another entry. One that begins with `#` rpmbuild drops, and one
 * that begins with `%` and a letter may be a section or a condition of the spec: it goes behind the line before it.
 */
export function spellLines(lines: readonly string[]): string[] {
  const spelled: string[] = [];
  for (const line of lines) {
    const text = line.replace(/^\*(?=\s)/, '-').replace(/^\*/, '- *');
    const before = spelled.at(-1) ?? '';
    if (!/^\s*(?:#|%[A-Za-z])/.test(text)) spelled.push(text);
    else if (before === '') spelled.push(`- ${text.trim()}`);
    else spelled[spelled.length - 1] = `${before} ${text.trim()}`;
  }
  return spelled;
}
