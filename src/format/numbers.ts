/** The largest and smallest of the numbers that a deb and an rpm can hold, each with the field that is the narrowest. */

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/**
 * A time in seconds since 1970: BUILDTIME, FILEMTIMES and CHANGELOGTIME of an rpm, and the cpio in it, have 32 bits without a
 * sign; a tar has 11 octal digits, and an ar 12 decimal ones. What fpm runs takes nothing before 1970.
 */
export const TIME: Bounds = { min: 1, max: 2 ** 32 - 1 };

/** https://www.debian.org/doc/debian-policy/ch-controlfields.html#version: dpkg holds it in an int, and an rpm in 32 bits. */
export const EPOCH: Bounds = { min: 0, max: 2 ** 31 - 1 };

/** Of a user or a group. 0 is root's, 65534 nobody's, and 65535 none: https://systemd.io/UIDS-GIDS/ */
export const ID: Bounds = { min: 1, max: 65533 };

/** Of an alternative: update-alternatives(1) of dpkg holds it in an int. */
export const PRIORITY: Bounds = { min: -(2 ** 31), max: 2 ** 31 - 1 };

export function isWithin(number: number, { min, max }: Bounds): boolean {
  return number >= min && number <= max;
}

/** What a regular expression has for the epochs that there can be: `[0-9]+` would take one that dpkg refuses. */
export const EPOCH_PATTERN = `0*(?:${upTo(EPOCH.max).join('|')})`;

// By the digit in which a number is first less: of 47 these are `[0-9]{1,1}`, `[0-3][0-9]{1}`, `4[0-6][0-9]{0}` and `47`.
function upTo(number: number): string[] {
  const digits = [...String(number)];
  const less = digits.flatMap((digit, at) =>
    digit === '0' ? [] : [`${digits.slice(0, at).join('')}[0-${Number(digit) - 1}][0-9]{${digits.length - at - 1}}`],
  );
  return [`[0-9]{1,${digits.length - 1}}`, ...less, digits.join('')];
}

/** Where the epoch is what is wrong with a version. */
export function epochHint(version: string): string | undefined {
  const [, epoch] = /^([0-9]+):/.exec(version) ?? [];
  return epoch === undefined || isWithin(Number(epoch), EPOCH) ? undefined : `an epoch is ${EPOCH.max} at most`;
}
