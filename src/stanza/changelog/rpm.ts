/** A changelog as an rpm has it: https://rpm-software-management.github.io/rpm/manual/spec.html#changelog-section */
import type { ChangelogEntry, ChangelogMistake } from './parse.ts';
import { isWithin, TIME } from '../../format/numbers.ts';
import { type ChangelogDate, MONTHS, WEEKDAYS } from './date.ts';

/** rpmbuild refuses what is older: the first rpm is of 1995. */
const FIRST_YEAR = 1990;

/** What rpmbuild would refuse. An rpm has days and no times: of two zones the later time may be on the earlier day. */
export function rpmMistakes(entries: readonly ChangelogEntry[]): ChangelogMistake[] {
  return entries.flatMap((entry, at): ChangelogMistake[] => {
    const { date, dateAt: start } = entry;
    const place = { start, end: start + date.text.length };
    const message = dateMistake(date);
    if (message !== undefined) return [{ code: 'changelog-date', message, ...place }];
    const above = entries[at - 1];
    if (above === undefined || above.date.day >= date.day) return [];
    return [{ code: 'changelog-order', ...orderMistake(entry, above), ...place }];
  });
}

function dateMistake(date: ChangelogDate): string | undefined {
  if (new Date(date.day * 1000).getUTCFullYear() < FIRST_YEAR) {
    return `an rpm has no entry from before ${FIRST_YEAR}: rpmbuild refuses it`;
  }
  return isWithin(timeOf(date), TIME) ? undefined : 'an rpm has no entry from after 2106: it has 32 bits for the time';
}

function orderMistake(entry: ChangelogEntry, above: ChangelogEntry): { message: string; hint: string } {
  const said = ({ version, date }: ChangelogEntry): string => `that of ${version}, of ${dayOf(date.day)},`;
  return {
    message: `in an rpm the newest entry comes first, but ${said(entry)} is below ${said(above)} which rpmbuild refuses`,
    hint: 'dpkg takes any order: put them in order, or name another `changelog` in `overrides.rpm`',
  };
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
