import { describe, expect, it } from '@jest/globals';
import { readOverrides } from '../../src/config/override.ts';
import { originOf, toData } from '../../src/config/tree.ts';
import { where } from './loading.ts';

const read = (text: string) => readOverrides({ name: '--set', text });

describe('--set', () => {
  it.each([
    ['a=b', [[['a'], 'b']]],
    ['a.b=1', [[['a', 'b'], '1']]],
    [
      'packages.kubectl.depends.jq=>= 1.5,defaults.vendor=Acme',
      [
        [['packages', 'kubectl', 'depends', 'jq'], '>= 1.5'],
        [['defaults', 'vendor'], 'Acme'],
      ],
    ],
    ['packages["a.b"].depends.jq=*', [[['packages', 'a.b', 'depends', 'jq'], '*']]],
    ['packages.x["a\\"b"]=y', [[['packages', 'x', 'a"b'], 'y']]],
    ['packages.x.contents["/usr/bin/x"].mode=0755', [[['packages', 'x', 'contents', '/usr/bin/x', 'mode'], '0755']]],
    ['packages.x.depends.y[">=1.2,<3"].version=2', [[['packages', 'x', 'depends', 'y', '>=1.2,<3', 'version'], '2']]],
    ['architectures[1]=s390x', [[['architectures', 1], 's390x']]],
    [
      'defaults.vendor=Acme\\, Inc.,revision=2',
      [
        [['defaults', 'vendor'], 'Acme, Inc.'],
        [['revision'], '2'],
      ],
    ],
    ['defaults.vendor=', [[['defaults', 'vendor'], '']]],
    [
      'defaults.vendor=,revision=1',
      [
        [['defaults', 'vendor'], ''],
        [['revision'], '1'],
      ],
    ],
    ['defaults.vendor=a=b', [[['defaults', 'vendor'], 'a=b']]],
    ['packages.x=null', [[['packages', 'x'], null]]],
    [
      'architectures=[amd64, arm64],revision=1',
      [
        [['architectures'], ['amd64', 'arm64']],
        [['revision'], '1'],
      ],
    ],
    [
      'packages.x.depends.y={version: ">= 1, < 2", only: deb}',
      [[['packages', 'x', 'depends', 'y'], { version: '>= 1, < 2', only: 'deb' }]],
    ],
    [
      'defaults.vendor="null",revision="\\"1\\""',
      [
        [['defaults', 'vendor'], 'null'],
        [['revision'], '"1"'],
      ],
    ],
    // What is a number or a truth is what the config takes there.
    ['sourceDateEpoch=1700000000', [[['sourceDateEpoch'], 1_700_000_000]]],
    ['version=1.10', [[['version'], '1.10']]],
    ['vars.x=true', [[['vars', 'x'], 'true']]],
    ['sources.x.extract=true', [[['sources', 'x', 'extract'], true]]],
    ['packages.x.depends.y.deb=false', [[['packages', 'x', 'depends', 'y', 'deb'], false]]],
    ['', []],
  ])('%s', (text, expected) => {
    const { overrides, problems } = read(text);
    expect(problems).toEqual([]);
    expect(overrides.map(({ path, value }) => [path, toData(value)])).toEqual(expected);
  });

  it.each([
    ['version', 'bad-set --set:1:8 '],
    ['=x', 'bad-set --set:1:1 ='],
    ['a..b=1', 'bad-set --set:1:3 .'],
    ['vars.__proto__=1', 'bad-set --set:1:6 _'],
    ['a b=1', 'bad-set --set:1:2  '],
    ['packages["a=1', 'bad-set --set:1:9 ['],
    ['a=>= 1,<= 2', 'bad-set --set:1:8 <'],
    ['a=[1', 'yaml-syntax --set:1:5 '],
  ])('%s is not understood', (text, expected) => {
    expect(read(text).problems.map(({ code, place }) => `${code} ${where(place)}`)).toContain(expected);
  });

  it('says how a comma is written where one may have been meant', () => {
    expect(read('a=>= 1,<= 2').problems[0]?.hint).toBe('a comma inside a value is written `\\,`');
  });

  it('knows where each step and value stands, escapes before it or not', () => {
    const { overrides } = read('a=x\\,y,b.c=[p\\,q, rest]');
    expect(overrides.flatMap(({ steps }) => steps.map(where))).toEqual(['--set:1:1 a', '--set:1:8 b', '--set:1:10 c']);
    expect(where(originOf(overrides[0]!.value).place)).toBe('--set:1:3 x\\,y');
    expect(where(originOf(overrides[1]!.value).place)).toBe('--set:1:12 [p\\,q, rest]');
  });
});
