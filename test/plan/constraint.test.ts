import { describe, expect, it } from '@jest/globals';
import { parseConstraints, parseRequirement } from '../../src/plan/constraint.ts';

const spell = (constraints: readonly { op: string; version: string }[]): string =>
  constraints.map(({ op, version }) => `${op} ${version}`).join(', ');

describe('parseConstraints', () => {
  it.each([
    ['*', ''],
    [' * ', ''],
    ['>= 1.4.21', '>= 1.4.21'],
    ['>=1.4.21', '>= 1.4.21'],
    ['>= 1.2, < 2', '>= 1.2, < 2'],
    ['>1,<=2,=3', '> 1, <= 2, = 3'],
    ['== 1.2-3', '== 1.2-3'],
    ['== v1.2-rc.1', '== v1.2-rc.1'],
    ['>= 8u252-b09-1', '>= 8u252-b09-1'],
    ['>= 1.32.0-alpha.1', '>= 1.32.0-alpha.1'],
    ['>= 1.14.0-dirty', '>= 1.14.0-dirty'],
    ['>= 1.14.0-3-g0a1b2c3', '>= 1.14.0-3-g0a1b2c3'],
    ['>= 1.14.0-3+b1', '>= 1.14.0-3+b1'],
    ['>= 2.36-9+deb12u4', '>= 2.36-9+deb12u4'],
    ['>= 1.2-rc.1-3', '>= 1.2-rc.1-3'],
    ['>= 5:19.03.0~3-0~debian', '>= 5:19.03.0~3-0~debian'],
    ['>= 1.18~', '>= 1.18~'],
  ])('%s of a package of somebody else stays as it is', (text, expected) => {
    const parsed = parseConstraints(text);
    expect('error' in parsed ? parsed : spell(parsed.constraints)).toBe(expected);
  });

  it.each([
    ['*', '', ''],
    ['== 1.2-3', '== 1.2-3', '== 2:1.2-3'],
    ['>= v1.32.0-alpha.1', '>= 1.32.0~alpha.1', '>= 2:1.32.0~alpha.1'],
    ['>= 1.2, < 2', '>= 1.2, < 2', '>= 2:1.2, < 2:2'],
    ['= 1.32.0-beta.1.23+abc', '= 1.32.0~beta.1.23+abc', '= 2:1.32.0~beta.1.23+abc'],
    ['>= 1.14.0-dirty', '>= 1.14.0+dirty', '>= 2:1.14.0+dirty'],
    ['>= 1.14.0+git3+0a1b2c3', '>= 1.14.0+git3+0a1b2c3', '>= 2:1.14.0+git3+0a1b2c3'],
    ['= v1.14.0-3+0a1b2c3', '= 1.14.0+git3+0a1b2c3', '= 2:1.14.0+git3+0a1b2c3'],
    ['= v1.14.0-3-g0a1b2c3', '= 1.14.0+git3+0a1b2c3', '= 2:1.14.0+git3+0a1b2c3'],
    ['>= 1.2-3', '>= 1.2-3', '>= 2:1.2-3'],
    ['>= 1.2-rc.1-3', '>= 1.2~rc.1-3', '>= 2:1.2~rc.1-3'],
    ['>= 1:0.9', '>= 1:0.9', '>= 1:0.9'],
    ['< 0:9', '< 0:9', '< 0:9'],
  ])('%s of a package of the set, without an epoch and with one', (text, expected, withEpoch) => {
    const of = (epoch: number) => {
      const parsed = parseConstraints(text, { name: 'tool', epoch });
      return 'error' in parsed ? parsed : spell(parsed.constraints);
    };
    expect([of(0), of(2)]).toEqual([expected, withEpoch]);
  });

  it.each([
    ['', undefined],
    ['1.2', 'write ">= 1.2", or "= 1.2" for exactly this one'],
    ['<< 2', 'write "< 2"'],
    ['>> 2', 'write "> 2"'],
    ['=> 2', 'write ">= 2"'],
    ['~> 2', undefined],
    ['^2', undefined],
    ['!= 2', undefined],
    ['>=', undefined],
    ['>= 1 2', undefined],
    ['>= 1,', undefined],
    ['(>= 1)', undefined],
    ['= 1.2-3', 'write "== 1.2-3", or "= 1.2" for any revision'],
    ['= 8u252-b09-1', 'write "== 8u252-b09-1", or "= 8u252-b09" for any revision'],
    ['>= v1.2.0-rc.1', 'write ">= 1.2.0~rc.1"; only versions of packages of the set are translated'],
  ])('refuses "%s"', (text, hint) => {
    const parsed = parseConstraints(text);
    expect(parsed).toHaveProperty('error');
    if (hint !== undefined) expect(parsed).toHaveProperty('hint', hint);
  });
});

describe('parseRequirement', () => {
  it.each([
    ['containerd', 'containerd', ''],
    [' containerd ', 'containerd', ''],
    ['containerd >= 1.6, < 2', 'containerd', '>= 1.6, < 2'],
    ['containerd>=1.6', 'containerd', '>= 1.6'],
    ['pkgconfig(zlib) = 1', 'pkgconfig(zlib)', '= 1'],
    ['a *', 'a', ''],
  ])('%s', (text, name, constraints) => {
    const parsed = parseRequirement(text);
    expect('error' in parsed ? parsed : [parsed.name, spell(parsed.constraints)]).toEqual([name, constraints]);
  });

  it.each([
    ['', undefined],
    ['>= 1', undefined],
    ['a 1.2', undefined],
    ['a (>= 1.2)', 'write "a >= 1.2"'],
    ['a (<< 1.2)', 'write "a < 1.2"'],
    ['a | b', undefined],
  ])('refuses "%s"', (text, hint) => {
    const parsed = parseRequirement(text);
    expect(parsed).toHaveProperty('error');
    if (hint !== undefined) expect(parsed).toHaveProperty('hint', hint);
  });
});
