/** What of a page is tried, and that what is wrong with it is found. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { blocksOf, isAsShown, sessionsOf, told } from './blocks.ts';
import { stepsOf } from './steps.ts';
import { createStory } from './story.ts';
import { createSurroundings, type Surroundings } from './surroundings.ts';

const FENCE = '```';

/** A page whose fences are written ''', since this file is TypeScript. */
function page(text: string): string {
  return text.replaceAll("'''", FENCE);
}

const PAGE = page(`# A page
<!-- Generated -->

'''yaml
a: 1
'''

## Commands

'''sh
make
'''

- in a list:

  '''
  one
    two
  '''
`);

describe('the blocks of a page', () => {
  it('are all of its fences, each with the heading that it is under', () => {
    expect(blocksOf(PAGE)).toEqual([
      { line: 4, language: 'yaml', text: 'a: 1', heading: 'A page' },
      { line: 10, language: 'sh', text: 'make', heading: 'Commands' },
      { line: 16, language: '', text: 'one\n  two', heading: 'Commands' },
    ]);
  });

  it('have an end', () => {
    expect(() => blocksOf(page("'''sh\nmake\n"))).toThrow(/line 1: nothing closes this block/);
  });
});

describe('the steps of a page', () => {
  it('are its blocks, and what the file beside it says of them', () => {
    const said = `blocks:
  - under: Commands
    afresh: true
    before: touch a
    not run: needs root
  - { block: one, file: bin/x, after: cat a }`;
    const { steps } = stepsOf(PAGE, said);
    expect(steps.map((step) => (step.kind === 'block' ? { ...step, block: step.block.line } : step))).toEqual([
      { kind: 'block', block: 4 },
      { kind: 'afresh' },
      { kind: 'run', script: 'touch a', line: 10 },
      { kind: 'block', block: 10, action: { word: 'not run', rest: 'needs root' } },
      { kind: 'block', block: 16, action: { word: 'file', rest: 'bin/x' } },
      { kind: 'run', script: 'cat a', line: 16 },
    ]);
  });

  it.each([
    ['blocks: [{ block: make, skip: true }]', /skip/],
    ['blocks: [{ afresh: true }]', /an entry names a block/],
    ['blocks: [{ block: make, fails: true, file: x }]', /at most one of/],
    ['blocks: [{ block: nothing }]', /no block .*:"nothing"/],
    ['blocks: [{ block: one }, { block: make }]', /no block .*"make"/],
    ['blocks: [{ under: Commands, block: a }]', /no block .*"a"/],
  ])('%s is refused', (said, message) => {
    expect(() => stepsOf(PAGE, said)).toThrow(message);
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
    ['a key that is not there', `'''yaml\n${CONFIG.replace('summary', 'sumary')}\n'''`, '', /\[unknown-key\]/],
    ['a file that is not there', `'''yaml\n${CONFIG.replace('summary: Says hello', 'summary: a, contents: [{ src: no, dst: /etc/no }]')}\n'''`, '', /\[missing-file\]/],
    ['a part with nothing below it', "'''yaml\ndefaults: { vendor: Acme }\n'''", '', /\[cannot-read\]/],
    ['a wrong part', `'''yaml\n${CONFIG}\n'''\n'''yaml\npackages: { hello: { depend: { a: '*' } } }\n'''`, '', /\[unknown-key\]/],
    ['a command that fails', "'''sh\nfalse\ntrue\n'''", '', /exit 1 of/],
    ['a pipe that fails', "'''sh\nfalse | cat\n'''", '', /exit 1 of/],
    ['a session that fails', "'''console\n$ echo a; exit 3\na\n'''", '', /exit 3 of/],
    ['a command that should fail and does not', "'''sh\ntrue\n'''", '{ block: "true", fails: true }', /exit 0 of/],
    ['another output', "'''console\n$ echo a\nb\n'''", '', /is shown\nb\nand came\na/],
    ['a text that is not in a file', "'''\nno such text\n'''", '{ block: no, same as: README.md }', /README\.md does not have/],
    ['a block of no language', "'''\na\n'''", '', /of no language needs an entry/],
    ['a block of a language that it does not know', "'''ruby\na\n'''", '', /of ruby needs an entry/],
    ['what was before it is gone', "'''sh\ntouch a\n'''\n'''sh\nls a\n'''", '{ block: ls, afresh: true }', /exit 2 of\nls a/],
    ['nothing', `'''\nA\n'''\n'''yaml\n${CONFIG}\n'''\n'''console\n$ cat a\nA\n'''`, '{ block: A, file: a, after: cat a }', /^nothing$/],
  ] as const)('%s', async (_, text, said, message) => {
    const story = await createStory(surroundings);
    const found = [];
    for (const step of stepsOf(page(text), `blocks: [${said}]`).steps) found.push(await story.try(step));
    await story.dispose();
    expect(found.filter((one) => one !== undefined).join() || 'nothing').toMatch(message);
  });
}); // prettier-ignore
