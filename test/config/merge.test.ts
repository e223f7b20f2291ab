import { describe, expect, it } from '@jest/globals';
import { readYaml } from '../../src/config/document.ts';
import { mergeMaps } from '../../src/config/merge.ts';
import { nodeAt, originOf, toData } from '../../src/config/tree.ts';
import type { KeyPath, Problem } from '../../src/problems/problem.ts';
import { where } from './loading.ts';

/** Both are what stands at `packages.p`. */
function merge(base: string, over: string, path: KeyPath = ['packages', 'p']) {
  const [left, right] = [readYaml({ name: 'base', text: base }), readYaml({ name: 'over', text: over })];
  const problems: Problem[] = [];
  const root = mergeMaps(left.root!, right.root!, path, problems);
  return {
    root,
    data: toData(root),
    left: toData(left.root!),
    problems: problems.map(
      ({ code, place, hint }) => `${code} ${where(place)}${hint === undefined ? '' : ` (${hint})`}`,
    ),
  };
}

const TWO = 'contents: [{src: a, dst: /a, mode: "0644"}, {src: b, dst: /b}]';
const GATES = 'depends: {x: [{when: ">=1 <2", version: "1"}, {when: ">=2", version: "2"}]}';

describe('merging', () => {
  it.each([
    ['maps', 'depends: {a: "1", b: "2"}', 'depends: {b: "3", c: "4"}', { depends: { a: '1', b: '3', c: '4' } }],
    ['null removes', 'depends: {a: "1", b: "2"}', 'depends: {a: null}', { depends: { b: '2' } }],
    ['null removes a whole map', 'depends: {a: "1"}', 'depends:\n', {}],
    ['a list replaces a list', 'x: [1, 2]', 'x: [3]', { x: [3] }],
    ['a list by index', 'x: [1, 2]', 'x: {1: 3}', { x: [1, 3] }],
    ['a map over a list that it does not reach into replaces it', 'x: [1, 2]', 'x: {y: 3}', { x: { y: 3 } }],
    ['a new map', 'a: 1', 'b: {c: 2}', { a: 1, b: { c: 2 } }],
    [
      'contents by dst',
      TWO,
      'contents: [{src: c, dst: /a}]',
      {
        contents: [
          { src: 'c', dst: '/a', mode: '0644' },
          { src: 'b', dst: '/b' },
        ],
      },
    ],
    [
      'contents, new',
      TWO,
      'contents: [{src: c, dst: /c}]',
      {
        contents: [
          { src: 'a', dst: '/a', mode: '0644' },
          { src: 'b', dst: '/b' },
          { src: 'c', dst: '/c' },
        ],
      },
    ],
    [
      'contents of a folder by the path that they land at',
      'contents: [{src: a, dst: /d/}, {src: b, dst: /d/}]',
      'contents: [{dst: /d/b, mode: "0600"}, {src: c, dst: /d/}]',
      {
        contents: [
          { src: 'a', dst: '/d/' },
          { src: 'b', dst: '/d/b', mode: '0600' },
          { src: 'c', dst: '/d/' },
        ],
      },
    ],
    [
      'contents of a folder by name',
      'contents: [{src: a, dst: /d/}]',
      'contents: {/d/a: {mode: "0600"}}',
      { contents: [{ src: 'a', dst: '/d/', mode: '0600' }] },
    ],
    [
      'two new trees of one path',
      'contents: [{src: a, dst: /a}]',
      'contents: [{src: x, dst: /, type: tree}, {src: y, dst: /, type: tree}]',
      {
        contents: [
          { src: 'a', dst: '/a' },
          { src: 'x', dst: '/', type: 'tree' },
          { src: 'y', dst: '/', type: 'tree' },
        ],
      },
    ],
    [
      'contents by dst and only',
      'contents: [{dst: /a, only: deb, src: d}, {dst: /a, only: rpm, src: r}]',
      'contents: [{dst: /a, only: rpm, src: s}]',
      {
        contents: [
          { dst: '/a', only: 'deb', src: 'd' },
          { dst: '/a', only: 'rpm', src: 's' },
        ],
      },
    ],
    ['contents as a map by dst', TWO, 'contents: {/a: null, /b: {src: c}}', { contents: [{ src: 'c', dst: '/b' }] }],
    [
      'contents by index',
      TWO,
      'contents: {0: {src: c}}',
      {
        contents: [
          { src: 'c', dst: '/a', mode: '0644' },
          { src: 'b', dst: '/b' },
        ],
      },
    ],
    [
      'null in an entry',
      TWO,
      'contents: [{dst: /a, mode: null}]',
      {
        contents: [
          { src: 'a', dst: '/a' },
          { src: 'b', dst: '/b' },
        ],
      },
    ],
    [
      'gates by when',
      GATES,
      'depends: {x: [{when: ">=2", version: "3"}]}',
      {
        depends: {
          x: [
            { when: '>=1 <2', version: '1' },
            { when: '>=2', version: '3' },
          ],
        },
      },
    ],
    [
      'a gate by its range',
      GATES,
      'depends: {x: {">=2": null}}',
      { depends: { x: [{ when: '>=1 <2', version: '1' }] } },
    ],
    ['a string for all gates', GATES, 'depends: {x: "9"}', { depends: { x: '9' } }],
    [
      'a map over a list of ranges, into each of them',
      GATES,
      'depends: {x: {version: "9", rpm: y}}',
      {
        depends: {
          x: [
            { when: '>=1 <2', version: '9', rpm: 'y' },
            { when: '>=2', version: '9', rpm: 'y' },
          ],
        },
      },
    ],
    [
      'a map over a list of ranges, one of which has no such relation, and which names one',
      'depends: {x: [{when: "<1", none: true}, {when: ">=1 <2", deb: a, rpm: b}, {when: ">=2"}]}',
      'depends: {x: {rpm: y, deb: null, ">=2": {version: "3"}}}',
      {
        depends: {
          x: [
            { when: '<1', none: true },
            { when: '>=1 <2', rpm: 'y' },
            { when: '>=2', version: '3', rpm: 'y' },
          ],
        },
      },
    ],
    [
      'a map over the short form keeps the version',
      'depends: {x: ">= 1"}',
      'depends: {x: {rpm: y}}',
      { depends: { x: { version: '>= 1', rpm: 'y' } } },
    ],
    [
      'and over the short form of a name, the name',
      'depends: {x: {rpm: y}}',
      'depends: {x: {rpm: {version: "2"}}}',
      { depends: { x: { rpm: { name: 'y', version: '2' } } } },
    ],
    [
      'and in a gate, too',
      'depends: {x: [{when: ">=1", rpm: y}]}',
      'depends: {x: [{when: ">=1", rpm: {version: "2"}}]}',
      { depends: { x: [{ when: '>=1', rpm: { name: 'y', version: '2' } }] } },
    ],
    ['a text over a map replaces it', 'depends: {x: {rpm: y}}', 'depends: {x: "2"}', { depends: { x: '2' } }],
    [
      'null below overrides waits',
      'depends: {x: "1"}',
      'overrides: {rpm: {depends: {x: null}}}',
      { depends: { x: '1' }, overrides: { rpm: { depends: { x: null } } } },
    ],
    [
      "an override's contents by dst too",
      'overrides: {rpm: {contents: [{dst: /a, mode: "0644"}]}}',
      'overrides: {rpm: {contents: [{dst: /a, mode: "0600"}]}}',
      { overrides: { rpm: { contents: [{ dst: '/a', mode: '0600' }] } } },
    ],
  ])('%s', (_name, base, over, expected) => {
    const before = toData(readYaml({ name: 'base', text: base }).root!);
    const { data, problems, left } = merge(base, over);
    expect(data).toEqual(expected);
    expect(problems).toEqual([]);
    expect(left).toEqual(before);
  });

  it.each([
    ['depends: {jq: "1"}', 'depends: {jk: null}', 'nothing-to-remove over:1:11 jk (did you mean `jq`?)'],
    ['depends: {jq: "1"}', 'recommends: {a: null}', 'nothing-to-remove over:1:14 a'],
    ['a: 1', 'depends: null', 'nothing-to-remove over:1:1 depends (there is `a`)'],
    [
      'depends: {overrides: {version: "1"}}',
      'depends: {overrides: {deb: {name: null}}}',
      'nothing-to-remove over:1:29 name',
    ],
    [TWO, 'contents: {/aa: null}', 'no-such-item over:1:12 /aa (did you mean `/a`?)'],
    [TWO, 'contents: {7: null}', 'no-such-item over:1:12 7'],
    [
      'contents: [{dst: /a, only: deb}, {dst: /a, only: rpm}]',
      'contents: {/a: {src: x}}',
      'several-items over:1:12 /a (name one by its index: [0], [1])',
    ],
    [
      'contents: [{src: x, dst: /, type: tree}, {src: y, dst: /, type: tree}]',
      'contents: [{src: z, dst: /}]',
      'several-items over:1:26 / (name one by its index: [0], [1])',
    ],
    [GATES, 'depends: {x: {">=3": null}}', 'no-such-item over:1:15 ">=3" (did you mean `>=2`?)'],
    [TWO, 'contents: [{dst: /c, mode: null}]', 'nothing-to-remove over:1:22 mode'],
  ])('%s and %s', (base, over, expected) => {
    expect(merge(base, over).problems).toEqual([expected]);
  });

  it('keeps for each value who wrote it', () => {
    const { root } = merge(TWO, 'contents: [{src: c, dst: /a}, {src: d, dst: /d}]');
    const at = (...path: KeyPath) => where(originOf(nodeAt(root, path)!).place);
    expect(at('contents', 0, 'src')).toBe('over:1:18 c');
    expect(at('contents', 0, 'mode')).toBe('base:1:36 "0644"');
    expect(at('contents', 1, 'src')).toBe('base:1:51 b');
    expect(at('contents', 2, 'dst')).toBe('over:1:45 /d');
  });

  it.each([
    [
      'one revision becomes that of each format',
      "revision: '1'",
      "revision: {rpm: '2'}",
      { revision: { deb: '1', rpm: '2' } },
    ],
    [
      'one compression becomes that of each format',
      'compression: xz',
      'compression: {rpm: zstd}',
      { compression: { deb: 'xz', rpm: 'zstd' } },
    ],
    [
      'a null of one format waits',
      'defaults: {license: MIT}',
      'defaults: {overrides: {deb: {license: null}}}',
      {
        defaults: { license: 'MIT', overrides: { deb: { license: null } } },
      },
    ],
  ])('at the top: %s', (_name, base, over, expected) => {
    const { data, problems } = merge(base, over, []);
    expect([data, problems]).toEqual([expected, []]);
  });
});
