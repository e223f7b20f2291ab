import { describe, expect, it } from '@jest/globals';
import { FORMATS } from '../../src/format/format.ts';
import { compareVersions } from '../../src/format/version_order.ts';
import { parseVersion, semverOf, upstreamVersion } from '../../src/plan/version.ts';

describe('upstreamVersion', () => {
  it.each([
    ['v1.14.0', '1.14.0'],
    ['1.14.0', '1.14.0'],
    ['v1.14.0-alpha.3', '1.14.0~alpha.3'],
    ['v1.14.0-rc.1', '1.14.0~rc.1'],
    ['v1.14.0-beta.1.23+abcdef', '1.14.0~beta.1.23+abcdef'],
    ['v1.8.0-alpha.3.601+e32-dirty', '1.8.0~alpha.3.601+e32+dirty'],
    ['v1.14.0-dirty', '1.14.0+dirty'],
    ['v1.14.0-3+abc', '1.14.0+git3+abc'],
    ['v1.14.0-3-g0a1b2c3', '1.14.0+git3+0a1b2c3'],
    ['v1.14.0-3-g0a1b2c3-dirty', '1.14.0+git3+0a1b2c3+dirty'],
    ['v1.14.0-g0a1b2c3', '1.14.0+g0a1b2c3'],
    ['v1.14.0-alpha.1-5-g0a1b2c3', '1.14.0~alpha.1.5+0a1b2c3'],
    ['1.32.0~alpha.1', '1.32.0~alpha.1'],
    ['1.32.0~alpha.1-dirty', '1.32.0~alpha.1+dirty'],
    ['1.36.3+ds1', '1.36.3+ds1'],
    ['1.36.3+k3s-rc1', '1.36.3+k3s+rc1'],
    ['v1.14.0-gke.100', '1.14.0~gke.100'],
    [' v1.14.0\n', '1.14.0'],
    ['v0.0.0-20191109021931-daa7c04131f5', '0.0.0~~20191109021931+daa7c04131f5'],
    ['v1.2.4-0.20191109021931-daa7c04131f5', '1.2.4~~0.20191109021931+daa7c04131f5'],
    ['v1.2.3-pre.0.20191109021931-daa7c04131f5', '1.2.3~pre.0.20191109021931+daa7c04131f5'],
    ['1.0.0-0.3.7', '1.0.0~~0.3.7'],
    ['1.0.0-0.3.7-5-gabc1234', '1.0.0~~0.3.7.5+abc1234'],
    ['1.0.0-1', '1.0.0+1'],
    ['1.0.0-1.1', '1.0.0+1.1'],
    ['1.0.0-20240102', '1.0.0+20240102'],
    ['2024-01-02', '2024+01+02'],
    ['1.0rc1', '1.0rc1'],
  ])('%s is %s', (text, expected) => {
    expect(upstreamVersion(text)).toBe(expected);
  });
});

describe('the order of versions of one project', () => {
  // https://go.dev/ref/mod#pseudo-versions and https://semver.org/#spec-item-11
  const SORTED = [
    'v1.2.3',
    'v1.2.4-0.3.7',
    'v1.2.4-0.20191109021931-daa7c04131f5',
    'v1.2.4-0.20200101000000-0123456789ab',
    'v1.2.4-alpha.1',
    'v1.2.4-rc.1',
    'v1.2.4-rc.1-3-g0a1b2c3',
    'v1.2.4',
    'v1.2.4-3-g0a1b2c3',
    'v1.2.5',
  ];
  it.each(FORMATS)('is that of semver in a %s', (format) => {
    const versions = SORTED.map(upstreamVersion);
    const orders = versions.slice(1).map((version, at) => compareVersions(format, versions[at] ?? '', version));
    expect(orders.filter((order) => order >= 0)).toEqual([]);
  });
});

describe('readVersion', () => {
  it.each([
    ['v1.32.0-alpha.1', '1.32.0-alpha.1', ['1', '32', '0']],
    ['1.32.0~alpha.1', '1.32.0-alpha.1', ['1', '32', '0']],
    ['v2.1', '2.1', ['2', '1', undefined]],
    ['7', '7', ['7', undefined, undefined]],
    ['1.2.3.4', '1.2.3.4', ['1', '2', '3']],
  ])('%s is the text %s', (written, text, numbers) => {
    expect(parseVersion(written)).toMatchObject({ text, numbers });
  });
});

describe('semverOf', () => {
  it.each([
    ['v1.32.0', '1.32.0'],
    ['v1.32.0-alpha.1', '1.32.0-alpha.1'],
    ['v1.32.0-beta.1.23+abc', '1.32.0-beta.1.23'],
    ['v1.32.0-dirty', '1.32.0'],
    ['v1.32.0-3-g0a1b2c3', '1.32.0'],
    ['v1.32.0-alpha.1-5-g0a1b2c3', '1.32.0-alpha.1.5'],
    ['v1.32.0-0.3.7', '1.32.0-0.3.7'],
    ['v0.0.0-20191109021931-daa7c04131f5', '0.0.0-20191109021931'],
    ['2.1', '2.1.0'],
    ['20.04', '20.4.0'],
    ['1.2.3.4', '1.2.3'],
    ['x', undefined],
    ['1_2', undefined],
    ['1.2.3rc1', undefined],
  ])('%s is %s', (written, expected) => {
    expect(semverOf(upstreamVersion(written))?.version).toBe(expected);
  });
});
