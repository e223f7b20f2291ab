import { describe, expect, it } from '@jest/globals';
import { readYaml } from '../../src/config/document.ts';
import { mergeMaps } from '../../src/config/merge.ts';
import { toData } from '../../src/config/tree.ts';
import type { Problem } from '../../src/problems/problem.ts';

const SUM = 'a'.repeat(64);
const BASE = `sources: {hello: {file: bin/hello, url: "https://example.com/hello", sha256: ${SUM}, sha256Url: "https://example.com/s", extract: true}}`;

function hello(over: string): unknown {
  const problems: Problem[] = [];
  const [base, layer] = [
    readYaml({ name: 'base', text: BASE }),
    readYaml({ name: 'over', text: `sources: {hello: ${over}}` }),
  ];
  const data = toData(mergeMaps(base.root!, layer.root!, [], problems)) as { sources: { hello: unknown } };
  expect(problems).toEqual([]);
  return data.sources.hello;
}

describe('an overlay that replaces the file of a source', () => {
  it.each([
    ['takes its addresses and sums away', '{file: vendor/hello}', { file: 'vendor/hello', extract: true }],
    [
      'keeps what it says itself',
      '{file: vendor/hello, url: "https://vendor.example.com/hello"}',
      { file: 'vendor/hello', url: 'https://vendor.example.com/hello', extract: true },
    ],
    ['may remove them in words', '{file: vendor/hello, url: null}', { file: 'vendor/hello', extract: true }],
  ])('%s', (_name, over, expected) => {
    expect(hello(over)).toEqual(expected);
  });

  it.each([['{file: bin/hello}'], ['{extract: false}']])('keeps them where the file is the same: %s', (over) => {
    expect(hello(over)).toMatchObject({ sha256: SUM, url: 'https://example.com/hello' });
  });
});
