/** The order of versions as dpkg and as rpm compare them: negative where the left one is older, 0 where both are equal. */
import type { Bound, Format, Operator } from './format.ts';

/** A version with its epoch and its revision, apart: `1:1.2.3-4`. */
interface Parts {
  readonly epoch: number;
  readonly upstream: string;
  readonly revision: string | undefined;
}

function partsOf(version: string): Parts {
  const [, epoch = '0', rest = ''] = /^(?:([0-9]+):)?(.*)$/s.exec(version) ?? [];
  const dash = rest.lastIndexOf('-');
  if (dash === -1) return { epoch: Number(epoch), upstream: rest, revision: undefined };
  return { epoch: Number(epoch), upstream: rest.slice(0, dash), revision: rest.slice(dash + 1) };
}

const ORDERS: Readonly<Record<Format, (left: Parts, right: Parts) => number>> = {
  // A version without a revision is as one with an empty one.
  deb: (left, right) =>
    compareDebPart(left.upstream, right.upstream) || compareDebPart(left.revision ?? '', right.revision ?? ''),
  // A release is compared only where both have one:
  // https://rpm-software-management.github.io/rpm/manual/dependencies.html#versioning
  rpm: (left, right) =>
    compareRpmPart(left.upstream, right.upstream) ||
    (left.revision === undefined || right.revision === undefined ? 0 : compareRpmPart(left.revision, right.revision)),
};

export function compareVersions(format: Format, left: string, right: string): number {
  const [one, other] = [partsOf(left), partsOf(right)];
  return one.epoch - other.epoch || ORDERS[format](one, other);
}

const HOLDS: Readonly<Record<Operator, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '=': (order) => order === 0,
  '>=': (order) => order >= 0,
  '>': (order) => order > 0,
};

/** Whether all bounds hold for the version. */
export function fulfils(format: Format, version: string, bounds: readonly Bound[]): boolean {
  return bounds.every((bound) => HOLDS[bound.op](compareVersions(format, version, bound.version)));
}

// https://www.debian.org/doc/debian-policy/ch-controlfields.html#version: parts without digits and numbers take turns.
function compareDebPart(left: string, right: string): number {
  let [one, other] = [left, right];
  while (one !== '' || other !== '') {
    const [, a = '', restOfOne = ''] = /^([^0-9]*)(.*)$/s.exec(one) ?? [];
    const [, b = '', restOfOther = ''] = /^([^0-9]*)(.*)$/s.exec(other) ?? [];
    for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
      const order = debWeight(a[at]) - debWeight(b[at]);
      if (order !== 0) return order;
    }
    const [, first = '', afterOne = ''] = /^([0-9]*)(.*)$/s.exec(restOfOne) ?? [];
    const [, second = '', afterOther = ''] = /^([0-9]*)(.*)$/s.exec(restOfOther) ?? [];
    const order = compareNumbers(first, second);
    if (order !== 0) return order;
    [one, other] = [afterOne, afterOther];
  }
  return 0;
}

// "~" sorts before the end, letters before all other characters.
function debWeight(character: string | undefined): number {
  if (character === undefined) return 0;
  if (character === '~') return -1;
  return character.charCodeAt(0) + (/[A-Za-z]/.test(character) ? 0 : 256);
}

/**
 * Runs of digits and of letters, in turn; all else only separates them, but for `~`, which sorts before the end, and `^`, which
 * sorts right after it: https://rpm-software-management.github.io/rpm/manual/dependencies.html#versioning
 */
function compareRpmPart(left: string, right: string): number {
  const [one, other] = [rpmRuns(left), rpmRuns(right)];
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const [a, b] = [one[at], other[at]];
    if (a === '~' || b === '~') {
      if (a !== b) return a === '~' ? -1 : 1;
      continue;
    }
    if (a === '^' || b === '^') {
      if (a === b) continue;
      if (a === undefined) return -1;
      if (b === undefined) return 1;
      return a === '^' ? -1 : 1;
    }
    if (a === undefined) return -1;
    if (b === undefined) return 1;
    const [isNumber, isOtherNumber] = [/^[0-9]/.test(a), /^[0-9]/.test(b)];
    // A number is newer than letters.
    if (isNumber !== isOtherNumber) return isNumber ? 1 : -1;
    const order = isNumber ? compareNumbers(a, b) : compareStrings(a, b);
    if (order !== 0) return order;
  }
  return 0;
}

function rpmRuns(text: string): string[] {
  return text.match(/[0-9]+|[A-Za-z]+|[~^]/g) ?? [];
}

// Of any length, so not as numbers.
function compareNumbers(left: string, right: string): number {
  const [one, other] = [left.replace(/^0+/, ''), right.replace(/^0+/, '')];
  return one.length - other.length || compareStrings(one, other);
}

function compareStrings(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
