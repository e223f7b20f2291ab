/** What git says of a Kubernetes tree, as its packages spell it, and the order that dpkg and rpm see: every pair. */
import { describe, expect, it } from '@jest/globals';
import { resolvePlans } from '../../src/plan/resolve.ts';
import { parseVersion } from '../../src/plan/version.ts';
import { loaded, withPackages } from '../plan/located.ts';
import { run } from '../support/packing.ts';

/**
 * Each line is newer than the one before it, and what stands on one line is the same version. The first is how it is spelled.
 * Behind it is what may be written: a tag, the text of `git describe`, and what Kubernetes' hack/lib/version.sh makes of that.
 */
const ASCENDING = [
  // https://github.com/kubernetes/kubernetes/pull/51716 lists what Bazel's rule was to give.
  ['1.6.9', 'v1.6.9'],
  ['1.7.0~alpha.1', 'v1.7.0-alpha.1'],
  ['1.7.0~beta.0', 'v1.7.0-beta.0'],
  ['1.7.0~rc.1', 'v1.7.0-rc.1'],
  ['1.8.0~alpha.3', 'v1.8.0-alpha.3'],
  ['1.8.0~alpha.3.601+e32+dirty', 'v1.8.0-alpha.3.601+e32-dirty'],
  ['1.8.0~alpha.3.602+5f8adc0c042843', 'v1.8.0-alpha.3.602+5f8adc0c042843', 'v1.8.0-alpha.3-602-g5f8adc0c042843'],
  // https://github.com/kubernetes/enhancements/pull/707 has this one.
  ['1.12.6~beta.0.1+12187918e930d4+dirty', 'v1.12.6-beta.0.1+12187918e930d4-dirty', 'v1.12.6-beta.0-1-g12187918e930d4-dirty'], // prettier-ignore
  ['1.13.12', 'v1.13.12'],
  ['1.14.0~alpha.0', 'v1.14.0-alpha.0'],
  ['1.14.0~alpha.0+dirty', 'v1.14.0-alpha.0-dirty'],
  ['1.14.0~alpha.0.7+0a1b2c3', 'v1.14.0-alpha.0.7+0a1b2c3', 'v1.14.0-alpha.0-7-g0a1b2c3'],
  ['1.14.0~alpha.0.7+0a1b2c3+dirty', 'v1.14.0-alpha.0.7+0a1b2c3-dirty', 'v1.14.0-alpha.0-7-g0a1b2c3-dirty'],
  ['1.14.0~alpha.0.12+f00ba12', 'v1.14.0-alpha.0.12+f00ba12', 'v1.14.0-alpha.0-12-gf00ba12'],
  ['1.14.0~alpha.3', 'v1.14.0-alpha.3'],
  ['1.14.0~alpha.10', 'v1.14.0-alpha.10'],
  ['1.14.0~beta.0', 'v1.14.0-beta.0'],
  ['1.14.0~beta.1', 'v1.14.0-beta.1', '1.14.0~beta.1'],
  ['1.14.0~beta.1+dirty', 'v1.14.0-beta.1-dirty'],
  ['1.14.0~beta.1.23+abcdef', 'v1.14.0-beta.1.23+abcdef', 'v1.14.0-beta.1-23-gabcdef'],
  ['1.14.0~beta.2', 'v1.14.0-beta.2'],
  ['1.14.0~rc.0', 'v1.14.0-rc.0'],
  ['1.14.0~rc.1', 'v1.14.0-rc.1'],
  ['1.14.0~rc.1.5+abc1234', 'v1.14.0-rc.1.5+abc1234', 'v1.14.0-rc.1-5-gabc1234'],
  ['1.14.0~rc.1.5+abc1234+dirty', 'v1.14.0-rc.1.5+abc1234-dirty', 'v1.14.0-rc.1-5-gabc1234-dirty'],
  ['1.14.0', 'v1.14.0', '1.14.0', ' v1.14.0\n'],
  ['1.14.0+dirty', 'v1.14.0-dirty'],
  ['1.14.0+git1+0a1b2c3d4e5f60', 'v1.14.0-1+0a1b2c3d4e5f60', 'v1.14.0-1-g0a1b2c3d4e5f60'],
  ['1.14.0+git3+abc', 'v1.14.0-3+abc'],
  ['1.14.0+git3+abc+dirty', 'v1.14.0-3+abc-dirty'],
  ['1.14.0+git4+abc1234', 'v1.14.0-4+abc1234', 'v1.14.0-4-gabc1234'],
  ['1.14.0+git4+abc1234+dirty', 'v1.14.0-4+abc1234-dirty', 'v1.14.0-4-gabc1234-dirty'],
  ['1.14.0+git20+99aabbc', 'v1.14.0-20+99aabbc', 'v1.14.0-20-g99aabbc'],
  ['1.14.0+git100+e0e1e2e', 'v1.14.0-100+e0e1e2e', 'v1.14.0-100-ge0e1e2e'],
  ['1.14.1~beta.0', 'v1.14.1-beta.0'],
  ['1.14.1', 'v1.14.1'],
  ['1.14.1+dirty', 'v1.14.1-dirty'],
  ['1.14.2', 'v1.14.2'],
  ['1.14.10', 'v1.14.10'],
  ['1.15.0~alpha.0', 'v1.15.0-alpha.0'],
  ['1.20.2', 'v1.20.2'],
  ['1.32.0~alpha.1', 'v1.32.0-alpha.1'],
  ['1.36.3', 'v1.36.3'],
] as const;

const SPELLED = ASCENDING.map(([spelled]) => spelled);
const WRITTEN = ASCENDING.flatMap(([spelled, ...written]) => written.map((text) => [text, spelled] as const));

describe('a version', () => {
  it.each(WRITTEN)('%j is %s in both formats', (written, spelled) => {
    const text = withPackages('  tool: {summary: A tool}\n').replace('v1.36.3', JSON.stringify(written));
    const { plans, problems } = resolvePlans(loaded(text));
    expect(problems).toEqual([]);
    expect(plans.map((plan) => [plan.format, plan.version, plan.fileName])).toEqual([
      ['deb', spelled, `tool_${spelled}-0_amd64.deb`],
      ['rpm', spelled, `tool-${spelled}-0.x86_64.rpm`],
    ]);
  });

  it('is spelled the same when it is read again', () => {
    expect(SPELLED.map((spelled) => parseVersion(spelled).upstream)).toEqual(SPELLED);
  });
});

describe('the order of any two versions', () => {
  const pairs = SPELLED.flatMap((left, i) => SPELLED.map((right, j) => ({ left, right, order: Math.sign(i - j) })));

  // With a revision, as packages have it: dpkg takes what is behind the last `-` for one.
  it('is as expected to dpkg', async () => {
    const words = pairs.flatMap(({ left, right, order }) => [`${left}-0`, OPERATORS[order + 1] ?? '', `${right}-0`]);
    expect(await run('sh', ['-c', DPKG, 'sh', ...words])).toBe(`${pairs.length} compared`);
  });

  it('is as expected to rpm', async () => {
    const words = pairs.flatMap(({ left, right }) => [left, right]);
    const orders = (await run('rpm', ['--eval', `%{lua: ${vercmp(words)}}`])).trim().split(/\s+/);
    const seen = pairs.map(({ left, right }, at) => `${left} ${right} ${orders[at]}`);
    expect(seen).toEqual(pairs.map(({ left, right, order }) => `${left} ${right} ${order}`));
  });
});

const OPERATORS = ['lt', 'eq', 'gt'];

/** Compares its arguments, which come by three, and names what does not hold. */
const DPKG = `
count=0
while [ $# -gt 0 ]; do
  dpkg --compare-versions "$1" "$2" "$3" || echo "not $1 $2 $3"
  count=$((count + 1))
  shift 3
done
echo "$count compared"`;

/** One call of rpm's own comparison for each pair, in one process. */
function vercmp(words: readonly string[]): string {
  const list = words.map((word) => `"${word}"`).join(', ');
  return `local w = {${list}}; for i = 1, #w, 2 do print(rpm.vercmp(w[i], w[i + 1]) .. " ") end`;
}
