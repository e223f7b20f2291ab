/** What of a page is tried, and that what is wrong with it is found. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { blocksOf, isAsShown, sessionsOf, told } from './blocks.ts';
import { createStory } from './story.ts';
import { createSurroundings, type Surroundings } from './surroundings.ts';

const FENCE = '```';

/** A page whose fences are written ''', since this text is one in TypeScript. */
function page(text: string): string {
  return text.replaceAll("'''", FENCE);
}

describe('the blocks of a page', () => {
  it('are all of its fences, with the comment before each, and the comments that stand alone', () => {
    const text = page(`# A page
<!-- Generated -->

'''yaml
a: 1
'''

<!-- test: not run: needs root -->

'''sh
make
'''

- in a list:

  <!-- test: file bin/x -->
  '''
  one
    two
  '''

<!-- test: run
touch a
touch b
-->
<!-- test: afresh -->
'''python
'''
`);
    expect(blocksOf(text)).toEqual([
      { line: 4, language: 'yaml', text: 'a: 1' },
      { line: 10, language: 'sh', text: 'make', directive: { word: 'not run:', rest: 'needs root' } },
      { line: 17, language: '', text: 'one\n  two', directive: { word: 'file', rest: 'bin/x' } },
      { line: 22, language: 'hidden', text: 'touch a\ntouch b', directive: { word: 'run', rest: 'touch a\ntouch b' } },
      { line: 26, language: 'hidden', text: '', directive: { word: 'afresh', rest: '' } },
      { line: 27, language: 'python', text: '' },
    ]);
  });

  it.each([
    ["'''sh\nmake\n", /line 1: nothing closes this block/],
    ['<!-- test: skip -->\n', /line 1: not a comment that is known: "skip"/],
    ["<!-- test: not run: -->\n'''sh\n'''\n", /line 1: not a comment that is known/],
    ['<!-- test: file x -->\n\nText\n', /line 3: expected the block of a comment/],
    ['<!-- test: not run: needs root -->\n', /the last comment has no block/],
    ['<!-- test: run\ntrue\n', /line 1: nothing closes this comment/],
  ])('%j is no page', (text, message) => {
    expect(() => blocksOf(page(text))).toThrow(message);
  });
});

describe('the sessions of a console', () => {
  it('are commands and what they print', () => {
    expect(sessionsOf('$ one \\\n  --flag\nout\n$ two\n\n$ three')).toEqual([
      { command: 'one \\\n  --flag', output: ['out'] },
      { command: 'two', output: [''] },
      { command: 'three', output: [] },
    ]);
    expect(() => sessionsOf('output')).toThrow(/expected "\$ "/);
  });

  it.each([
    ['a (b)\n', ['a (b)'], true],
    ['a\nb\nc\n', ['a', '…', 'c'], true],
    ['a\nc\n', ['a', '…', 'c'], true],
    ['a 12 kB\n', ['a … kB', ''], true],
    ['', [], true],
    ['a\n', [], false],
    ['', ['a'], false],
    ['a.c\n', ['abc'], false],
    ['a\nb\n', ['a'], false],
    ['a\nb\nc\n', ['a … c'], false],
  ])('%j is shown as %j: %s', (text, shown, is) => {
    expect(isAsShown(shown, text)).toBe(is);
  });
});

describe('what a console shows', () => {
  it('is told anew where something else came, and where nothing else did stays as it is', () => {
    const printed = ['1.5 kB\n', 'new\n', ''];
    const sessions = sessionsOf('$ a\n… kB\n\n$ b\nold\n$ c').map((one, at) => ({
      ...one,
      printed: printed[at] ?? '',
    }));
    expect(told(sessions)).toBe('$ a\n… kB\n\n$ b\nnew\n$ c');
  });
});

describe('a story finds', () => {
  let surroundings: Surroundings;
  beforeAll(async () => void (surroundings = await createSurroundings()));
  afterAll(() => surroundings.dispose());

  const CONFIG = `apiVersion: onepack/v1
version: v1.2.3
architectures: [amd64]
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT }
packages:
  hello: { summary: Says hello }`;

  it.each([
    ['a key that is not there', `'''yaml\n${CONFIG.replace('summary', 'sumary')}\n'''`, /\[unknown-key\]/],
    ['a file that is not there', `'''yaml\n${CONFIG.replace('summary: Says hello', 'summary: a, contents: [{ src: no, dst: /etc/no }]')}\n'''`, /\[missing-file\]/],
    ['a part with nothing below it', "'''yaml\ndefaults: { vendor: Acme }\n'''", /\[cannot-read\]/],
    ['a wrong part', `'''yaml\n${CONFIG}\n'''\n'''yaml\npackages: { hello: { depend: { a: '*' } } }\n'''`, /\[unknown-key\]/],
    ['a command that fails', "'''sh\nfalse\ntrue\n'''", /exit 1 of/],
    ['a pipe that fails', "'''sh\nfalse | cat\n'''", /exit 1 of/],
    ['a session that fails', "'''console\n$ echo a; exit 3\na\n'''", /exit 3 of/],
    ['a command that should fail and does not', "<!-- test: fails -->\n'''sh\ntrue\n'''", /exit 0 of/],
    ['another output', "'''console\n$ echo a\nb\n'''", /is shown\nb\nand came\na/],
    ['a text that is not in a file', "<!-- test: same as README.md -->\n'''\nno such text\n'''", /README\.md does not have/],
    ['a block of no language', "'''\na\n'''", /of no language needs a comment/],
    ['a block of a language that it does not know', "'''ruby\na\n'''", /of ruby needs a comment/],
    ['what was before it is gone', "'''sh\ntouch a\n'''\n<!-- test: afresh -->\n'''sh\nls a\n'''", /exit 2 of\nls a/],
    ['nothing', `<!-- test: file a -->\n'''\nA\n'''\n<!-- test: run\ncat a\n-->\n'''yaml\n${CONFIG}\n'''\n'''console\n$ cat a\nA\n'''`, /^nothing$/],
  ] as const)('%s', async (_, text, message) => {
    const story = await createStory(surroundings);
    const found = [];
    for (const block of blocksOf(page(text))) found.push(await story.try(block));
    await story.dispose();
    expect(found.filter((one) => one !== undefined).join() || 'nothing').toMatch(message);
  });
}); // prettier-ignore
