/** How long a download may take and how large it may be. Flags and sizes are written as for curl: https://curl.se/docs/manpage.html */
import { InputError } from '../problems/errors.ts';

export interface Limits {
  /** Seconds for one address, with all redirects, retries and resumptions. */
  readonly maxTime: number;
  /** The largest size of one file, in bytes. */
  readonly maxFilesize: number;
}

const UNITS = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 } as const;

export const DEFAULT_LIMITS: Limits = { maxTime: 3600, maxFilesize: 4 * UNITS.G };

/** In seconds. Node's timers end at a little more, at 24 days. */
const LONGEST = 7 * 24 * 3600;

/** Reads the value of `--max-time`. */
export function parseMaxTime(text: string): number {
  const seconds = Number(text);
  if (/^\d+$/.test(text) && seconds >= 1 && seconds <= LONGEST) return seconds;
  throw badFlag(`--max-time=${text}`, `a whole number of seconds from 1 to ${LONGEST}`, '--max-time=7200 is two hours');
}

/** Reads the value of `--max-filesize`. */
export function parseMaxFilesize(text: string): number {
  const [, digits = '', unit = ''] = /^(\d+)([KMGT]?)$/i.exec(text) ?? [];
  const bytes = Number(digits) * UNITS[unit.toUpperCase() as keyof typeof UNITS];
  if (bytes >= 1 && Number.isSafeInteger(bytes)) return bytes;
  const wanted = 'a number of bytes, with K, M, G or T behind it or not';
  throw badFlag(`--max-filesize=${text}`, wanted, '--max-filesize=8G is eight gibibytes');
}

/** A size for messages: `4G`, or `1000 bytes` if no unit divides it. */
export function sizeText(bytes: number): string {
  const [unit, size] = Object.entries(UNITS).findLast(([, size]) => bytes % size === 0) ?? ['', 1];
  return unit === '' ? `${bytes} bytes` : `${bytes / size}${unit}`;
}

function badFlag(flag: string, wanted: string, hint: string): InputError {
  return new InputError([{ code: 'bad-flag', message: `\`${flag}\` is not ${wanted}`, hint }]);
}
