import { describe, expect, it } from '@jest/globals';
import type { RelationKind } from '../../src/format/relations.ts';
import { resolvePlans } from '../../src/plan/resolve.ts';
import { spelled } from '../support/packing.ts';
import { loaded, mistakes, pointed, withPackages } from './located.ts';

/** The entries of one kind, in deb and in rpm; fails where there are problems. */
function entries(kind: RelationKind, map: string, more = ''): { deb: string; rpm: string } {
  const config = withPackages(`  tool: {summary: A tool, ${kind}: ${map}${more}}\n`);
  const { plans, problems } = resolvePlans(loaded(config));
  expect(problems).toEqual([]);
  const of = (format: string) =>
    plans
      .filter((plan) => plan.format === format)
      .flatMap((plan) => spelled(plan)[kind] ?? [])
      .join(', ');
  return { deb: of('deb'), rpm: of('rpm') };
}

describe('relations in a plan', () => {
  const of = (format: string, map: string) => {
    const { plans } = resolvePlans(loaded(withPackages(`  tool: {summary: A tool, depends: ${map}}\n`)));
    return plans.find((plan) => plan.format === format)?.relations.depends;
  };

  it('are data, with the bounds that the format compares by', () => {
    const map = '{aa: "*", bb: ">= 1, < 2", cc: "= 1.2", dd: "== 1.2-3"}';
    expect(of('deb', map)).toEqual([
      { name: 'aa', bounds: [] },
      {
        name: 'bb',
        bounds: [
          { op: '>=', version: '1' },
          { op: '<', version: '2' },
        ],
      },
      {
        name: 'cc',
        bounds: [
          { op: '>=', version: '1.2-~' },
          { op: '<', version: '1.2-.' },
        ],
      },
      { name: 'dd', bounds: [{ op: '=', version: '1.2-3' }] },
    ]);
    expect(of('rpm', map)).toEqual([
      { name: 'aa', bounds: [] },
      {
        name: 'bb',
        bounds: [
          { op: '>=', version: '1' },
          { op: '<', version: '2' },
        ],
      },
      { name: 'cc', bounds: [{ op: '=', version: '1.2' }] },
      { name: 'dd', bounds: [{ op: '=', version: '1.2-3' }] },
    ]);
  });

  it('keep their alternatives apart', () => {
    const map = '{xx: {any: ["aa >= 1, < 2", "bb"]}}';
    const any = [
      {
        name: 'aa',
        bounds: [
          { op: '>=', version: '1' },
          { op: '<', version: '2' },
        ],
      },
      { name: 'bb', bounds: [] },
    ];
    expect([of('deb', map), of('rpm', map)]).toEqual([[{ any }], [{ any }]]);
  });

  it('are there once, in the order of the config', () => {
    const map = '{bb: ">= 1", aa: "*", cc: {version: ">= 1", deb: bb, rpm: bb}, dd: {deb: aa, rpm: aa}}';
    const once = [
      { name: 'bb', bounds: [{ op: '>=', version: '1' }] },
      { name: 'aa', bounds: [] },
    ];
    expect([of('deb', map), of('rpm', map)]).toEqual([once, once]);
  });
});

describe('relations', () => {
  it.each([
    ['{}', '', ''],
    ['{a1: "*"}', 'a1', 'a1'],
    ['{iptables: ">= 1.4.21"}', 'iptables (>= 1.4.21)', 'iptables >= 1.4.21'],
    ['{b1: "*", a1: "*"}', 'b1, a1', 'b1, a1'],
    ['{aa: ">= 1.2, < 2"}', 'aa (>= 1.2), aa (<< 2)', 'aa >= 1.2, aa < 2'],
    ['{aa: "= 1.2"}', 'aa (>= 1.2-~), aa (<< 1.2-.)', 'aa = 1.2'],
    ['{aa: "== 1.2-3"}', 'aa (= 1.2-3)', 'aa = 1.2-3'],
    ['{aa: ">= 1.3.0-rc.1"}', 'aa (>= 1.3.0-rc.1)', 'aa >= 1.3.0-rc.1'],
    ['{openjdk-8-jre: {version: ">= 8u252-b09-1", only: deb}}', 'openjdk-8-jre (>= 8u252-b09-1)', ''],
    ['{jre: {any: ["openjdk-8-jre >= 8u252-b09-1", jre], only: deb}}', 'openjdk-8-jre (>= 8u252-b09-1) | jre', ''],
    ['{tool: ">= v1.3.0-rc.1"}', 'tool (>= 1.3.0~rc.1)', 'tool >= 1.3.0~rc.1'],
    ['{"tool:any": {version: ">= v1.3.0-rc.1", only: deb}}', 'tool:any (>= 1.3.0~rc.1)', ''],
    ['{xx: {any: ["tool >= v1.3.0-rc.1", bb]}}', 'tool (>= 1.3.0~rc.1) | bb', '(tool >= 1.3.0~rc.1 or bb)'],
    ['{iproute2: {rpm: iproute}}', 'iproute2', 'iproute'],
    ['{iproute2: {version: ">= 4", rpm: {name: iproute}}}', 'iproute2 (>= 4)', 'iproute >= 4'],
    ['{iproute2: {version: ">= 4", rpm: {version: ">= 5"}}}', 'iproute2 (>= 4)', 'iproute2 >= 5'],
    ['{iproute2: {version: ">= 4", rpm: {version: "*"}}}', 'iproute2 (>= 4)', 'iproute2'],
    [
      '{"python3:any": {version: ">= 3.9, < 4", rpm: python3}}',
      'python3:any (>= 3.9), python3:any (<< 4)',
      'python3 >= 3.9, python3 < 4',
    ],
    ['{"python3:any": ">= 3.9"}', 'python3:any (>= 3.9)', 'python3 >= 3.9'],
    ['{x: {any: ["python3:any > 3", pypy]}}', 'python3:any (>> 3-.) | pypy', '(python3 > 3 or pypy)'],
    ['{x: {any: ["python3:any > 3.9", "python2:any"], only: deb}}', 'python3:any (>> 3.9-.) | python2:any', ''],
    ['{mount: {only: deb}}', 'mount', ''],
    ['{mount: {rpm: false}}', 'mount', ''],
    ['{mount: {}}', 'mount', 'mount'],
    ['{runtime: {any: [containerd, cri-o]}}', 'containerd | cri-o', '(containerd or cri-o)'],
    ['{runtime: {any: [aa >= 1, bb], only: rpm}}', '', '(aa >= 1 or bb)'],
    ['{runtime: {any: ["aa = 1", bb]}}', 'aa (>= 1-~) | bb, aa (<< 1-.) | bb', '(aa = 1 or bb)'],
    ['{shell: {only: rpm, rpm: /bin/sh}}', '', '/bin/sh'],
    ['{"pkgconfig(zlib)": {only: rpm}}', '', 'pkgconfig(zlib)'],
    ['{kubelet: "= ${version}"}', 'kubelet (>= 1.36.3-~), kubelet (<< 1.36.3-.)', 'kubelet = 1.36.3'],
    ['{kubelet: "== ${version}-${revision}"}', 'kubelet (= 1.36.3-0)', 'kubelet = 1.36.3-0'],
    [
      '{kubelet: ">= ${major}.${minor-1}, < ${major}.${minor+1}"}',
      'kubelet (>= 1.35), kubelet (<< 1.37)',
      'kubelet >= 1.35, kubelet < 1.37',
    ],
    ['{iproute2: {rpm: iproute}, iproute: {only: rpm}}', 'iproute2', 'iproute'],
    ['{aa: [{when: "<1.36.0", version: ">= 1"}, {when: ">=1.36.0", version: ">= 2"}]}', 'aa (>= 2)', 'aa >= 2'],
    ['{aa: [{when: "<1.36.0", version: ">= 1"}, {when: ">=1.36.0", none: true}]}', '', ''],
    ['{aa: [{when: ">=1.36.0", version: ">= 2", rpm: {name: bb}}]}', 'aa (>= 2)', 'bb >= 2'],
    ['{aa: [{when: ">=1.36.0", only: deb}]}', 'aa', ''],
  ])('depends: %s', (map, deb, rpm) => {
    expect(entries('depends', map)).toEqual({ deb, rpm });
  });

  it.each<[RelationKind, string, string, string]>([
    ['recommends', '{aa: ">= 1"}', 'aa (>= 1)', 'aa >= 1'],
    ['suggests', '{xx: {any: [aa, bb]}}', 'aa | bb', '(aa or bb)'],
    ['conflicts', '{aa: "< 2"}', 'aa (<< 2)', 'aa < 2'],
    ['replaces', '{aa: "< 2"}', 'aa (<< 2)', 'aa < 2'],
    ['conflicts', '{aa: "== 2-1"}', 'aa (= 2-1)', 'aa = 2-1'],
    ['pre-depends', '{aa: ">= 1, < 2"}', 'aa (>= 1), aa (<< 2)', 'aa >= 1, aa < 2'],
    ['pre-depends', '{xx: {any: [aa, bb]}}', 'aa | bb', '(aa or bb)'],
    ['enhances', '{aa: ">= 1"}', 'aa (>= 1)', 'aa >= 1'],
    ['supplements', '{aa: ">= 1"}', '', 'aa >= 1'],
    ['breaks', '{aa: "< 1:2-3"}', 'aa (<< 1:2-3)', 'aa < 1:2-3'],
    ['obsoletes', '{aa: "< 2", bb: {only: rpm}}', 'aa (<< 2)', 'aa < 2, bb'],
    // A deb has no such field, so it has no say about the name.
    ['requires(post)', '{/usr/sbin/alternatives: "*"}', '', '/usr/sbin/alternatives'],
    ['requires(pre)', '{shadow-utils: ">= 4"}', '', 'shadow-utils >= 4'],
    ['requires(postun)', '{/bin/sh: "*"}', '', '/bin/sh'],
    ['provides', '{aa: "*"}', 'aa', 'aa'],
    ['provides', '{aa: "= 2"}', 'aa (= 2)', 'aa = 2'],
    ['provides', '{aa: "== 2-1"}', 'aa (= 2-1)', 'aa = 2-1'],
    ['provides', '{aa: "= ${version}"}', 'aa (= 1.36.3)', 'aa = 1.36.3'],
  ])('%s: %s', (kind, map, deb, rpm) => {
    expect(entries(kind, map)).toEqual({ deb, rpm });
  });

  it('spell the version of an alpha as its package does', () => {
    const own = ', version: v1.9.0-alpha.1';
    const { deb, rpm } = entries('depends', '{aa: "= ${version}", bb: "< ${major}.${minor+1}"}', own);
    expect(deb).toBe('aa (>= 1.9.0~alpha.1-~), aa (<< 1.9.0~alpha.1-.), bb (<< 1.10)');
    expect(rpm).toBe('aa = 1.9.0~alpha.1, bb < 1.10');
  });

  it('spell the version of a build after a release as its package does', () => {
    for (const version of ['v1.9.0-3-g0a1b2c3', 'v1.9.0-3+0a1b2c3']) {
      const { deb, rpm } = entries('depends', '{aa: ">= ${version}", bb: "= ${version}"}', `, version: ${version}`);
      expect(deb).toBe('aa (>= 1.9.0+git3+0a1b2c3), bb (>= 1.9.0+git3+0a1b2c3-~), bb (<< 1.9.0+git3+0a1b2c3-.)');
      expect(rpm).toBe('aa >= 1.9.0+git3+0a1b2c3, bb = 1.9.0+git3+0a1b2c3');
    }
  });
});

describe('a mistake in a relation', () => {
  it.each([
    ['{aa: "1.2"}', ['constraint-syntax "1.2"']],
    ['{aa: ">= ${verson}"}', ['unknown-variable ${verson}']],
    ['{aa: {version: "<< 2"}}', ['constraint-syntax "<< 2"']],
    ['{aa: {rpm: {version: "~> 2"}}}', ['constraint-syntax "~> 2"']],
    ['{Foo_bar: "*"}', ['relation-name Foo_bar']],
    ['{/bin/sh: "*"}', ['relation-name /bin/sh']],
    ['{"foo(bar)": "*"}', ['relation-name "foo(bar)"']],
    ['{aa: {deb: "b b"}}', ['relation-name "b b"']],
    ['{aa: {rpm: {name: "b > 1"}}}', ['relation-name "b > 1"']],
    ['{aa: ">= 1_2"}', ['relation-version ">= 1_2"']],
    ['{aa: ">= 1^2"}', ['relation-version ">= 1^2"']],
    ['{aa: {any: [bb, "c d"]}}', ['constraint-syntax "c d"']],
    ['{aa: {any: [bb, C]}}', ['relation-name C']],
    ['{aa: {any: [bb, cc], version: ">= 1"}}', ['relation-any [bb, cc]']],
    ['{aa: {any: [bb, cc], deb: dd}}', ['relation-any [bb, cc]']],
    ['{aa: [{when: "<1.36.0"}]}', ['when-uncovered [{when: "<1.36.0"}]']],
    ['{aa: [{when: "^1.36.0"}]}', ['when-syntax "^1.36.0"']],
    ['{aa: [{when: "<1.30.1"}, {when: ">=1.30.0"}]}', ['when-overlap ">=1.30.0"']],
    // The version of this set is in neither.
    ['{aa: [{when: "<1.30.1"}, {when: ">=1.30.0 <1.31.0"}]}', ['when-overlap ">=1.30.0 <1.31.0"']],
    ['{aa: [{when: "*", none: true, version: ">= 1"}]}', ['when-none true']],
    ['{aa: [{when: ">=1.36.0", version: "1"}]}', ['constraint-syntax "1"']],
  ])('depends: %s', (map, expected) => {
    expect(mistakes(`depends: ${map}`)).toEqual(expected);
  });

  it.each([
    ['conflicts: {aa: ">= 1, < 2"}', ['relation-bounds ">= 1, < 2"']],
    ['conflicts: {aa: "= 1"}', ['relation-bounds "= 1"']],
    ['obsoletes: {"aa(b)": {only: rpm}}', ['relation-name "aa(b)"']],
    ['replaces: {/usr/bin/a: {only: rpm}}', ['relation-name /usr/bin/a']],
    ['breaks: {aa: "= 1"}', ['relation-bounds "= 1"']],
    ['obsoletes: {xx: {any: [aa, bb]}}', ['relation-any [aa, bb]']],
    ['enhances: {aa: ">= 1, < 2"}', ['relation-bounds ">= 1, < 2"']],
    ['replaces: {aa: ">= 1, < 2"}', ['relation-bounds ">= 1, < 2"']],
    ['provides: {aa: ">= 1"}', ['relation-bounds ">= 1"']],
    ['provides: {xx: {any: [aa, bb]}}', ['relation-any [aa, bb]']],
    ['conflicts: {xx: {any: [aa, bb]}}', ['relation-any [aa, bb]']],
  ])('%s', (body, expected) => {
    expect([...new Set(mistakes(body))].slice(0, 1)).toEqual(expected);
  });

  it('names the ranges where none holds the version', () => {
    const config = withPackages('  tool: {summary: A, depends: {aa: [{when: <1.2.0}, {when: 1.3.x}]}}\n');
    const { problems } = resolvePlans(loaded(config));
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toBe('no range of aa contains the version 1.36.3; the ranges are "<1.2.0", "1.3.x"');
  });

  it('is one of the version where ranges cannot be asked about it', () => {
    const map = '{aa: [{when: <2.0.0}], bb: [{when: <2.0.0}]}';
    const config = withPackages(`  tool: {summary: A, depends: ${map}}\n`).replace('v1.36.3', '1.36rc1');
    expect(resolvePlans(loaded(config)).problems.map(pointed)).toEqual(['when-version 1.36rc1']);
  });

  it('of an rpm alone is none where only debs are asked for', () => {
    expect(mistakes('depends: {aa: {rpm: "b b"}}', '', 'deb')).toEqual([]);
  });
});
