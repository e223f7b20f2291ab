/**
 * The date of an entry of a changelog: https://www.debian.org/doc/debian-policy/ch-source.html#debian-changelog-debian-changelog.
 * Like dpkg-parsechangelog it reads one without a day of the week, an hour of one digit, and the name of a month in any case.
 */

export interface ChangelogDate {
  /** As it is written. */
  readonly text: string;
  /** Since the epoch. */
  readonly seconds: number;
  /** The day where it was written, at midnight UTC, as seconds since the epoch. */
  readonly day: number;
  /** What dpkg-parsechangelog reads over, and is probably a mistake: the day of the week. */
  readonly doubt?: DateMistake;
}

export interface DateMistake {
  readonly message: string;
  readonly hint?: string;
  /** What of the text is wrong. */
  readonly token: string;
}

export const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const DATE =
  /^(?:(\w+),[ \t]*)?(\d{1,2})[ \t]+(\w+)[ \t]+(\d{4})[ \t]+(\d{1,2}):(\d\d):(\d\d)[ \t]+([+-])(\d\d)(\d\d)$/;

export function parseDate(text: string): ChangelogDate | DateMistake {
  const found = DATE.exec(text);
  if (found === null) {
    const isNamed = / (?:GMT|UTC|Z)$/.test(text);
    const message = `"${text}" is not a date like \`Wed, 20 Mar 2019 12:00:00 +0000\``;
    return { message, token: text, ...(isNamed ? { hint: 'the time zone is a number: write `+0000`' } : {}) };
  }
  const [, weekday, date = '', month = '', year = '', hour = '', minute = '', second = '', sign, east = '', more = ''] =
    found;
  const monthAt = MONTHS.findIndex((name) => name.toLowerCase() === month.toLowerCase());
  if (monthAt === -1) return { message: `"${month}" is not one of ${MONTHS.join(', ')}`, token: month };
  if (weekday !== undefined && !WEEKDAYS.includes(weekday)) {
    return { message: `"${weekday}" is not one of ${WEEKDAYS.join(', ')}`, token: weekday };
  }
  const day = Date.UTC(Number(year), monthAt, Number(date)) / 1000;
  const shown = `${Number(date)} ${MONTHS[monthAt]} ${year}`;
  if (new Date(day * 1000).getUTCDate() !== Number(date)) return { message: `there is no ${shown}`, token: text };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) {
    return { message: `there is no time ${hour}:${minute}:${second}`, token: `${hour}:${minute}:${second}` };
  }
  if (Number(east) > 23 || Number(more) > 59)
    return { message: `there is no time zone ${sign}${east}${more}`, token: `${sign}${east}${more}` };
  const offset = (sign === '-' ? -1 : 1) * (Number(east) * 60 + Number(more)) * 60;
  const seconds = day + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offset;
  const doubt = weekdayDoubt(weekday, day, shown, text);
  return { text, seconds, day, ...(doubt === undefined ? {} : { doubt }) };
}

function weekdayDoubt(weekday: string | undefined, day: number, shown: string, text: string): DateMistake | undefined {
  const real = WEEKDAYS[new Date(day * 1000).getUTCDay()] ?? '';
  if (real === weekday) return undefined;
  if (weekday === undefined) {
    return { message: `the date has no day of the week`, token: text, hint: `write \`${real}, ${text}\`` };
  }
  return {
    message: `${shown} is a ${real}, not a ${weekday}`,
    token: weekday,
    hint: `write \`${real}\`, or the date that is meant`,
  };
}
