/** The date of an entry of a changelog: https://www.rfc-editor.org/rfc/rfc5322#section-3.3, with the day of the week. */

export interface ChangelogDate {
  /** As it is written. */
  readonly text: string;
  /** Since the epoch. */
  readonly seconds: number;
  /** The day where it was written, at midnight UTC, as seconds since the epoch. */
  readonly day: number;
}

export interface DateMistake {
  readonly message: string;
  readonly hint?: string;
  /** What of the text is wrong. */
  readonly token: string;
}

export const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const DATE = /^([A-Za-z]+), +(\d{1,2}) +([A-Za-z]+) +(\d{4}) +(\d\d):(\d\d):(\d\d) +([+-])(\d\d)(\d\d)$/;

export function parseDate(text: string): ChangelogDate | DateMistake {
  const found = DATE.exec(text);
  if (found === null) {
    const isNamed = / (?:GMT|UTC|Z)$/.test(text);
    const message = `"${text}" is not a date like \`Wed, 20 Mar 2019 12:00:00 +0000\``;
    return { message, token: text, ...(isNamed ? { hint: 'the time zone is a number: write `+0000`' } : {}) };
  }
  const [
    weekday = '',
    date = '',
    month = '',
    year = '',
    hour = '',
    minute = '',
    second = '',
    sign,
    east = '',
    more = '',
  ] = found.slice(1);
  const monthAt = MONTHS.indexOf(month);
  if (monthAt === -1) return { message: `"${month}" is not one of ${MONTHS.join(', ')}`, token: month };
  if (!WEEKDAYS.includes(weekday))
    return { message: `"${weekday}" is not one of ${WEEKDAYS.join(', ')}`, token: weekday };
  const day = Date.UTC(Number(year), monthAt, Number(date)) / 1000;
  const shown = `${Number(date)} ${month} ${year}`;
  if (new Date(day * 1000).getUTCDate() !== Number(date)) return { message: `there is no ${shown}`, token: text };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) {
    return { message: `there is no time ${hour}:${minute}:${second}`, token: `${hour}:${minute}:${second}` };
  }
  if (Number(east) > 23 || Number(more) > 59)
    return { message: `there is no time zone ${sign}${east}${more}`, token: `${sign}${east}${more}` };
  const real = WEEKDAYS[new Date(day * 1000).getUTCDay()] ?? '';
  if (real !== weekday)
    return {
      message: `${shown} is a ${real}, not a ${weekday}`,
      token: weekday,
      hint: `write \`${real}\`, or the date that is meant`,
    };
  const offset = (sign === '-' ? -1 : 1) * (Number(east) * 60 + Number(more)) * 60;
  const seconds = day + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - offset;
  return { text, seconds, day };
}
