import { describe, expect, it } from '@jest/globals';
import { SemVer } from 'semver';
import { type Range, inRange, overlap, parseRange, parseRanges } from '../../src/plan/version_range.ts';

function range(text: string): Range {
  const parsed = parseRange(text);
  if ('error' in parsed) throw new Error(parsed.error);
  return parsed.range;
}

describe('inRange', () => {
  it.each([
    ['1.30.0', '>=1.30.0 <1.32.0', true],
    ['1.31.9', '>=1.30.0 <1.32.0', true],
    ['1.32.0', '>=1.30.0 <1.32.0', false],
    ['1.32.0-alpha.1', '>=1.30.0 <1.32.0', true],
    ['1.30.0-alpha.1', '>=1.30.0 <1.32.0', false],
    ['1.31.0-rc.1', '>=1.30.0 <1.32.0', true],
    ['1.32.0-alpha.1', '>=1.32.0', false],
    ['1.32.0-alpha.1', '>=1.32.0-alpha.1', true],
    ['1.32.0-alpha.0', '>=1.32.0-alpha.1', false],
    ['1.32.0', '>1.32.0-rc.1', true],
    ['1.32.0-alpha.1', '<1.32', true],
    ['1.32.0-alpha.1', '<1.32.x', true],
    ['1.32.0', '<=1.32', true],
    ['1.32.7', '<=1.32', true],
    ['1.33.0-alpha.1', '<=1.32', true],
    ['1.33.0', '<=1.32', false],
    ['1.32.7', '>1.32', false],
    ['1.33.0', '>1.32', true],
    ['1.32.5', '1.32.x', true],
    ['1.32.5', '1.32', true],
    ['1.32.5', '=1', true],
    ['1.25.0', '1.25.0', true],
    ['1.25.0', '==1.25.0', true],
    ['1.25.0-rc.0', '1.25.0', false],
    ['1.25.1', '!=1.25.0', true],
    ['1.25.0', '!=1.25.0', false],
    ['1.8.0', '<1.9.0 || >=2.0.0', true],
    ['1.9.0', '<1.9.0 || >=2.0.0', false],
    ['2.0.0', '<1.9.0||>=2.0.0', true],
    ['0.0.0-0', '*', true],
    ['1.30.0', '>= 1.30.0 < 1.32.0', true],
    ['1.30.0', '>=v1.30.0', true],
  ])('%s in %s: %s', (version, text, expected) => {
    expect(inRange(new SemVer(version), range(text))).toBe(expected);
  });
});

describe('overlap', () => {
  it.each([
    ['>=1.28.0 <1.30.0', '>=1.30.0 <1.32.0', false],
    ['>=1.28.0 <=1.30.0', '>=1.30.0 <1.32.0', true],
    ['>=1.28.0 <1.30.1', '>=1.30.0', true],
    ['>=1.24.5 <1.25.0', '1.25.0', false],
    ['>=1.25.0', '1.25.0', true],
    ['<1.30.0 || >=1.32.0', '>=1.30.0 <1.32.0', false],
    ['<1.30.0 || >1.31.0', '>=1.30.0 <1.32.0', true],
    ['1.30.x', '1.31.x', false],
    ['*', '1.31.x', true],
  ])('%s and %s: %s', (left, right, expected) => {
    expect(overlap(range(left), range(right))).toBe(expected);
    expect(overlap(range(right), range(left))).toBe(expected);
  });
});

describe('parseRange', () => {
  it.each([
    '',
    '^1.2.3',
    '~1.2.3',
    '1.2.3 - 2.0.0',
    '>=',
    '>=1.2.3,<2',
    'latest',
    '>1.2.3.4',
    '>=1.x.3',
    '>*',
    '1.2-rc.1',
    '>=1.30 ||',
    '>2.0.0 <1.0.0',
    '01.2.3.',
  ])('refuses "%s"', (text) => {
    expect(parseRange(text)).toHaveProperty('error');
  });
});

describe('from', () => {
  const LIST = ['from 1.28.0', 'from 1.19', '<1.19', 'from v1.30.0-beta.1'];

  it.each([
    ['1.18.9', 2],
    ['1.19.0-rc.1', 2],
    ['1.19.0', 1],
    ['1.28.0-rc.1', 1],
    ['1.28.0', 0],
    ['1.30.0-alpha.3', 0],
    ['1.30.0-beta.1', 3],
    ['99.0.0', 3],
  ])('%s is of one range alone', (version, expected) => {
    const found = parseRanges(LIST).map((parsed) => 'range' in parsed && inRange(new SemVer(version), parsed.range));
    expect(found.flatMap((isIn, at) => (isIn ? [at] : []))).toEqual([expected]);
  });

  it('overlaps one that begins there too', () => {
    const [first, second] = parseRanges(['from 1.2.0', 'from 1.2']);
    expect('range' in first! && 'range' in second! && overlap(first.range, second.range)).toBe(true);
  });

  it('is one version and no more', () => {
    expect(
      parseRanges(['from', 'from 1', 'from 1.2.x', 'from 1.2 on', 'from >=1.2']).map(({ ...one }) => 'error' in one),
    ).toEqual(Array.from({ length: 5 }, () => true));
  });
});
