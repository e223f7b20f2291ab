/** Every block of every page that people read, tried for what it is; what is not tried is printed with its reason. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Block, blocksOf } from './blocks.ts';
import { PAGES } from './pages.ts';
import { createStory, type Story } from './story.ts';
import { createSurroundings, type Surroundings } from './surroundings.ts';

/** Rewrites what `console` blocks show. */
const UPDATE = process.env['UPDATE_DOCS'] === '1';

/** Pages that are tried as a whole elsewhere, and say where. */
const ELSEWHERE = ['docs/errors.md', 'docs/tutorial-bazel.md'];

const pages = PAGES.map((page) => ({ page, blocks: blocksOf(readFileSync(page, 'utf8')) }));
const whole = pages.filter(({ blocks }) => blocks.some(isOfThePage));
const stories = pages
  .filter((one) => !whole.includes(one))
  .map(({ page, blocks }) => ({ page, tried: blocks.filter((block) => !isLeftOut(block)) }))
  .filter(({ tried }) => tried.length > 0);
const left = pages.flatMap(({ page, blocks }) => blocks.filter(isLeftOut).map((block) => ({ page, block })));

let surroundings: Surroundings;
beforeAll(async () => void (surroundings = await createSurroundings()));
afterAll(() => surroundings.dispose());

describe.each(stories)('$page', ({ page, tried }) => {
  let story: Story;
  const retell = (was: string, is: string): void =>
    writeFileSync(
      page,
      readFileSync(page, 'utf8').replace(`\n${was}\n`, () => `\n${is}\n`),
    );
  beforeAll(async () => void (story = await createStory(surroundings, UPDATE ? retell : undefined)));
  afterAll(() => story.dispose());

  it.each(tried.map((block) => [nameOf(block), block] as const))(`${page}:%s`, async (_, block) => {
    expect(await story.try(block)).toBeUndefined();
  });
});

describe('a block that is not tried', () => {
  const count = left.length;
  const lines = left.map(({ page, block }) => `  ${page}:${block.line}: ${block.directive?.rest}`);
  if (count > 0) console.log(`left out: ${count} blocks of the docs:\n${lines.join('\n')}`);

  it('names files that are there where it names any', () => {
    const named = left.flatMap(
      ({ block }) => block.directive?.rest.match(/\b(?:test|hack|e2e|bench)\/[\w./-]*\w/g) ?? [],
    );
    expect(named.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('is of a page that is tried elsewhere only where that is known', () => {
    expect(whole.map(({ page }) => page)).toEqual(ELSEWHERE);
  });
});

function isOfThePage({ directive }: Block): boolean {
  return directive?.word === 'page:';
}

function isLeftOut({ directive }: Block): boolean {
  return directive?.word === 'not run:' || directive?.word === 'page:';
}

function nameOf({ line, language, directive }: Block): string {
  const what = directive === undefined || directive.word === 'run' ? '' : ` ${directive.word} ${directive.rest}`;
  return `${line} ${language}${what}`;
}
