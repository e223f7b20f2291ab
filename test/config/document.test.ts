import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { decodeText, readYaml } from '../../src/config/document.ts';
import { keyOf, nodeAt, originOf, toData } from '../../src/config/tree.ts';
import { where } from './loading.ts';

const read = (text: string) => readYaml({ name: 'x', text });
const mistakesIn = (text: string): string[] => read(text).problems.map(({ code, place }) => `${code} ${where(place)}`);
const dataOf = (text: string): unknown => {
  const { root } = read(text);
  return root === undefined ? undefined : toData(root);
};

describe('a text that is not a config', () => {
  it.each([
    ['a: 1\nb: 2\na: 3\n', 'duplicate-key x:3:1 a'],
    ['a: {bc: 1, bc: 2}\n', 'duplicate-key x:1:12 bc'],
    ['1: x\n"1": y\n', 'duplicate-key x:2:1 "1"'],
    ['a:\n\tb: 1\n', 'tab x:2:1 \t'],
    ['a: 1\n---\nb: 2\n', 'several-documents x:2:1 ---'],
    ['a: !thing x\n', 'unknown-tag x:1:4 !thing'],
    ['src: @kubelet\n', 'yaml-syntax x:1:6 @kubelet'],
    ['a: [1\nb: 2\n', 'yaml-syntax x:1:4 ['],
    ['a: "b\nc: d\n', 'yaml-syntax x:1:4 "'],
    ["a: 'b\nc: [d]\ne: f", "yaml-syntax x:1:4 '"],
    ['- a\n', 'not-a-map x:1:1 - a'],
    ['just text\n', 'not-a-map x:1:1 just text'],
    ['? [a]\n: 1\n', 'bad-key x:1:3 [a]'],
    ['__proto__: 1\n', 'bad-key x:1:1 __proto__'],
    ['a: *b\n', 'unknown-anchor x:1:4 *b'],
    ['a: &a [*a]\n', 'endless-alias x:1:8 *a'],
    ['a:\n  <<: 3\n', 'bad-merge x:2:7 3'],
  ])('%j', (text, expected) => {
    expect(mistakesIn(text)).toContain(expected);
  });

  it('is one mistake where a quote is not closed, however many lines follow', () => {
    const text = `a: 1\na: 2\nb: "x\n${'c: [d: e]\n  f: g\n'.repeat(20)}`;
    expect(mistakesIn(text).map((found) => found.split(' ')[0])).toEqual(['duplicate-key', 'yaml-syntax']);
  });

  it('names the line of the first of two equal keys', () => {
    expect(read('a: 1\nb: 2\na: 3\n').problems[0]?.message).toContain('first on line 1');
  });

  it('says to quote what YAML keeps for itself', () => {
    expect(read('src: @kubelet\n').problems[0]?.hint).toBe('write "@kubelet"');
  });

  it('stops aliases that multiply', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let n = 1; n < 12; n += 1)
      lines.push(
        `a${n}: &a${n} [${Array(10)
          .fill(`*a${n - 1}`)
          .join(', ')}]`,
      );
    const started = performance.now();
    expect(mistakesIn(`${lines.join('\n')}\n`).map((text) => text.split(' ')[0])).toEqual(['too-many-aliases']);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('stops nesting that no stack holds', () => {
    expect(mistakesIn(`a: ${'['.repeat(100_000)}`)[0]).toMatch(/^too-deep /);
  });

  it('is not UTF-8', () => {
    const { problems } = decodeText('x', Uint8Array.from([97, 58, 32, 0xff, 10]));
    expect(problems.map(({ code, place }) => `${code} ${place?.start}`)).toEqual(['not-utf8 3']);
  });

  it('is compressed', () => {
    const { problems } = decodeText('x.gz', gzipSync('a: 1\n'));
    expect(problems.map(({ code, hint }) => [code, hint])).toEqual([['not-utf8', 'name the file as it was before']]);
  });
});

describe('a tree', () => {
  it('is empty for an empty text', () => {
    expect(read('# nothing\n')).toMatchObject({ problems: [] });
    expect(read('').root).toBeUndefined();
  });

  it('has the last anchor above in place of an alias', () => {
    expect(dataOf('a: &x 1\nb: *x\nc: &x 2\nd: *x\n')).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  });

  it('merges maps, where a key of its own and then the first one win', () => {
    const text = 'a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 0\n';
    expect(dataOf(text)).toMatchObject({ c: { x: 0, y: 1, z: 2 } });
  });

  it('knows where an aliased value was written', () => {
    const { root } = read('a: &a {x: 1}\nb: *a\n');
    const node = root === undefined ? undefined : nodeAt(root, ['b', 'x']);
    expect(node === undefined ? '' : where(originOf(node).place)).toBe('x:1:11 1');
  });

  it('has keys as they are written, whatever YAML takes them for', () => {
    expect(read('1.10: a\ntrue: b\n').root?.items.map(keyOf)).toEqual(['1.10', 'true']);
  });
});
