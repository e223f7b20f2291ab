/**
 * Ranges of versions, as `when` writes them: `>=1.28.0 <1.30.0`, `1.25.0`, `<1.9.0 || >=2.0.0`, `1.30.x`, `*`; and `from 1.28.0`,
 * which ends where the next one of its list begins, so that a later version is one more line.
 *
 * A version is in a range by plain semver precedence (https://semver.org/#spec-item-11): 1.32.0-alpha.1 comes before 1.32.0,
 * so it is in `>=1.30.0 <1.32.0`. npm's own ranges keep pre-releases out, or move `<1.32` to `<1.32.0-0`; hence this file.
 * A range becomes intervals, so that whether two of them overlap has an exact answer.
 */
import { SemVer, compare } from 'semver';

interface Bound {
  readonly version: SemVer;
  readonly inclusive: boolean;
}

/** From `low` to `high`; undefined is without end. */
interface Interval {
  readonly low: Bound | undefined;
  readonly high: Bound | undefined;
}

export type Range = readonly Interval[];

type Parsed = { readonly range: Range } | { readonly error: string };

/** The ranges of one list, each, or what is wrong with its text. */
export function parseRanges(texts: readonly string[]): Parsed[] {
  const starts = texts.map(startOf);
  return texts.map((text, at): Parsed => {
    const start = starts[at];
    if (start === undefined) return parseRange(text);
    // One that is there twice ends nowhere before the other, and so overlaps it.
    const end = after(start, starts);
    const high = end === undefined ? undefined : { version: end, inclusive: false };
    return { range: [{ low: { version: start, inclusive: true }, high }] };
  });
}

function after(start: SemVer, starts: readonly (SemVer | undefined)[]): SemVer | undefined {
  let end: SemVer | undefined;
  for (const other of starts) {
    if (other === undefined || compare(other, start) <= 0) continue;
    if (end === undefined || compare(other, end) < 0) end = other;
  }
  return end;
}

const FROM = /^from\s+v?([0-9]+)\.([0-9]+)(?:\.([0-9]+)(-[0-9A-Za-z.-]+)?)?$/;

function startOf(text: string): SemVer | undefined {
  const match = FROM.exec(text.trim());
  if (match === null) return undefined;
  return semver(
    match.slice(1, 4).map((number) => (number === undefined ? undefined : Number(number))),
    match[4] ?? '',
  );
}

/** More than anybody writes: whether ranges overlap is asked of each interval of one and each of the other. */
const MOST_INTERVALS = 100;

/** The range, or what is wrong with the text. */
export function parseRange(text: string): Parsed {
  const intervals: Interval[] = [];
  for (const alternative of text.split('||')) {
    const words = alternative.trim().replace(/(?<=[<>=!])\s+/g, '');
    let part: Range = [{ low: undefined, high: undefined }];
    for (const word of words.split(/\s+/)) {
      const range = comparator(word);
      if (part.length > MOST_INTERVALS) return { error: `a range has ${MOST_INTERVALS} alternatives at most` };
      if (range === undefined) {
        const what = word === '' ? 'nothing' : `"${word}"`;
        return {
          error: `a range is "from" with a version, or made of "<", "<=", ">=", ">", "=", "!=" with a version, blanks and "||", not ${what}`,
        };
      }
      part = intersect(part, range);
    }
    intervals.push(...part);
    if (intervals.length > MOST_INTERVALS) return { error: `a range has ${MOST_INTERVALS} alternatives at most` };
  }
  return intervals.length === 0 ? { error: `no version is in "${text}"` } : { range: intervals };
}

export function inRange(version: SemVer, range: Range): boolean {
  const point = { version, inclusive: true };
  return overlap(range, [{ low: point, high: point }]);
}

export function overlap(left: Range, right: Range): boolean {
  return intersect(left, right).length > 0;
}

const COMPARATOR = /^(<=|>=|==|!=|<|>|=|)v?([0-9]+|[xX*])(?:\.([0-9]+|[xX*]))?(?:\.([0-9]+|[xX*]))?(-[0-9A-Za-z.-]+)?$/;

// `1.30` and `1.30.x` are the stretch from 1.30.0 up to 1.31.0; a whole version is a stretch of one.
function comparator(word: string): Range | undefined {
  const match = COMPARATOR.exec(word);
  if (match === null) return undefined;
  const [, op = '', ...rest] = match;
  const numbers = rest.slice(0, 3).map((part) => (part === undefined || /[xX*]/.test(part) ? undefined : Number(part)));
  const wild = numbers.indexOf(undefined);
  const pre = rest[3] ?? '';
  // A number after a wildcard, or a pre-release of one, says nothing.
  if (wild !== -1 && (pre !== '' || numbers.slice(wild).some((number) => number !== undefined))) return undefined;
  if (wild === 0) return op === '' || op === '=' || op === '==' ? [{ low: undefined, high: undefined }] : undefined;
  const version = semver(numbers, pre);
  if (version === undefined) return undefined;
  const first = { version, inclusive: true };
  const end = wild === -1 ? first : { version: next(numbers, wild), inclusive: false };
  return select(op, first, end);
}

function select(op: string, first: Bound, end: Bound): Range {
  const below = { low: undefined, high: { version: first.version, inclusive: false } };
  const above = { low: { version: end.version, inclusive: !end.inclusive }, high: undefined };
  switch (op) {
    case '<':
      return [below];
    case '<=':
      return [{ low: undefined, high: end }];
    case '>=':
      return [{ low: first, high: undefined }];
    case '>':
      return [above];
    case '!=':
      return [below, above];
    default:
      return [{ low: first, high: end }];
  }
}

function semver(numbers: readonly (number | undefined)[], pre: string): SemVer | undefined {
  try {
    return new SemVer(numbers.map((number) => number ?? 0).join('.') + pre);
  } catch {
    return undefined;
  }
}

function next(numbers: readonly (number | undefined)[], wild: number): SemVer {
  const raised = numbers.map((number, index) => (index === wild - 1 ? (number ?? 0) + 1 : index < wild ? number : 0));
  return new SemVer(raised.join('.'));
}

function intersect(left: Range, right: Range): Range {
  return left
    .flatMap((a) => right.map((b) => ({ low: tighter(a.low, b.low, 1), high: tighter(a.high, b.high, -1) })))
    .filter(({ low, high }) => {
      if (low === undefined || high === undefined) return true;
      const order = compare(low.version, high.version);
      return order < 0 || (order === 0 && low.inclusive && high.inclusive);
    });
}

// The higher of two lower bounds (sign 1), the lower of two upper ones (sign -1).
function tighter(a: Bound | undefined, b: Bound | undefined, sign: 1 | -1): Bound | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const order = compare(a.version, b.version) * sign;
  if (order === 0) return a.inclusive ? b : a;
  return order > 0 ? a : b;
}
