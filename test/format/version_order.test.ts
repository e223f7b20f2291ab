import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { compareVersions, fulfils } from '../../src/format/version_order.ts';

const VERSIONS = [
  '0', '0.0.0~20191109021931+daa7c04131f5-0', '0.0.0-0', '1', '1.0', '1.0-0', '1.0-1', '1.0-01', '1.0-~', '1.0-.', '1.0~', '1.0~~', '1.0~rc1',
  '1.0~rc1-1', '1.0rc1', '1.0.rc1', '1.0+', '1.0+git3+abc', '1.0+dirty', '1.0a', '1.0.1', '1.00.1', '1.10', '1.9', '1:0.1', '1:1.0-1', '10:1.0',
  '0:1.0', '8u252-b09-1', '8u252~b09-1', '8u252', '2024+01+02', '2024.1.2', '20240102', '99999999999999999999', '1.0-1ubuntu2', '1.0-1+b1', '2',
  '1.0.0~0.3.7-0', '1.0.0~alpha.1-0', '1.0.0~alpha-0', 'a1', '1.a', '1.5', '1.5a', '1.5.a', '1.5a1', '1.5-a1',
]; // prettier-ignore
const RPM_ONLY = ['1.0^', '1.0^git1', '1.0^~', '1.0^20240101', '1.0~^', '1.0_1', '1.0^git1-2'];

const sign = (order: number): number => Math.sign(order);

describe('compareVersions', () => {
  it('agrees with dpkg', () => {
    const pairs = VERSIONS.filter((one) => /^[0-9]/.test(one)).flatMap((left, at, all) =>
      all.slice(at).map((right) => [left, right] as const),
    );
    const ask = pairs.map(
      ([left, right]) =>
        `if dpkg --compare-versions '${left}' lt '${right}'; then echo -1; elif dpkg --compare-versions '${left}' gt '${right}'; then echo 1; else echo 0; fi`,
    );
    const said = execFileSync('sh', { input: ask.join('\n'), encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(Number);
    expect(pairs.map(([left, right]) => [left, right, sign(compareVersions('deb', left, right))])).toEqual(
      pairs.map(([left, right], at) => [left, right, said[at]]),
    );
  }, 120_000);

  it('agrees with rpm', () => {
    const all = [...VERSIONS, ...RPM_ONLY].filter((version) => version.split('-').length < 3);
    const table = all.map((version) => JSON.stringify(version)).join(', ');
    const compare = 'local a, b = rpm.ver(l), rpm.ver(r) print((a < b and "-1" or (b < a and "1" or "0")) .. " ")';
    const lua = `for _, l in ipairs({${table}}) do for _, r in ipairs({${table}}) do ${compare} end end`;
    const { stdout } = spawnSync('rpm', ['--eval', `%{lua: ${lua}}`], { encoding: 'utf8', maxBuffer: 1 << 26 });
    const said = stdout.split(/\s+/).filter(Boolean).map(Number);
    // A version without a release equals every release of it in a relation; rpm.ver compares it as the older one.
    const pairs = all
      .flatMap((left) => all.map((right) => [left, right] as const))
      .map(([left, right], at) => ({ left, right, said: said[at] }))
      .filter(({ left, right }) => left.includes('-') === right.includes('-'));
    const ours = pairs.map(({ left, right }) => ({ left, right, said: sign(compareVersions('rpm', left, right)) }));
    expect(ours).toEqual(pairs);
  }, 120_000);
});

describe('fulfils', () => {
  it.each([
    ['deb', '1:1.2.3-0', '>=', '1.2.3-~', true],
    ['deb', '1:1.2.3-0', '<', '1.2.3-.', false],
    ['deb', '1:1.2.3-0', '<', '1:1.2.3-.', true],
    ['deb', '1.2.3-0', '=', '1.2.3', true],
    ['deb', '1.2.3-1', '=', '1.2.3', false],
    ['rpm', '1:1.2.3-0', '=', '1.2.3', false],
    ['rpm', '1:1.2.3-0', '=', '1:1.2.3', true],
    ['rpm', '1.2.3-7', '=', '1.2.3', true],
    ['rpm', '1.2.3-7', '=', '1.2.3-6', false],
    ['rpm', '1.2.3-7', '>', '1.2.3', false],
  ] as const)('in a %s %s %s %s is %s', (format, version, op, bound, expected) => {
    expect(fulfils(format, version, [{ op, version: bound }])).toBe(expected);
  });
});
