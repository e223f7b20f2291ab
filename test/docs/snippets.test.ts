/** Every block of every page that people read, tried for what it is; what is not tried is printed with its reason. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PAGES } from './pages.ts';
import { type Step, triedPage } from './steps.ts';
import { createStory, type Story } from './story.ts';
import { createSurroundings, type Surroundings } from './surroundings.ts';

/** Rewrites what `console` blocks show. */
const UPDATE = process.env['UPDATE_DOCS'] === '1';

/** Pages that are tried as a whole elsewhere, and say where. */
const ELSEWHERE = ['docs/errors.md', 'docs/tutorial-bazel.md'];

const pages = PAGES.map((page) => ({ page, ...triedPage(page) }));
const stories = pages
  .filter(({ elsewhere }) => elsewhere === undefined)
  .map(({ page, steps }) => ({ page, tried: steps.filter((step) => reasonOf(step) === undefined) }))
  .filter(({ tried }) => tried.length > 0);
const left = pages.flatMap(({ page, elsewhere, steps }) =>
  elsewhere === undefined
    ? steps.flatMap((step) => {
        const reason = reasonOf(step);
        return reason === undefined ? [] : [{ page: `${page}:${lineOf(step)}`, reason }];
      })
    : [{ page, reason: elsewhere }],
);

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

  it.each(tried.map((step) => [nameOf(step), step] as const))(`${page}:%s`, async (_, step) => {
    expect(await story.try(step)).toBeUndefined();
  });
});

describe('a block that is not tried', () => {
  const lines = left.map(({ page, reason }) => `  ${page}: ${reason}`);
  if (lines.length > 0) console.log(`left out: ${lines.length} blocks or pages of the docs:\n${lines.join('\n')}`);

  it('names files that are there where it names any', () => {
    const named = left.flatMap(({ reason }) => reason.match(/\b(?:test|hack|e2e|bench)\/[\w./-]*\w/g) ?? []);
    expect(named.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('is of a page that is tried elsewhere only where that is known', () => {
    expect(pages.filter(({ elsewhere }) => elsewhere !== undefined).map(({ page }) => page)).toEqual(ELSEWHERE);
  });
});

describe('test/docs/pages', () => {
  it('has a file only of a page that there is', () => {
    const files = readdirSync(join(import.meta.dirname, 'pages'), { recursive: true, encoding: 'utf8' });
    const said = files.filter((file) => file.endsWith('.yaml')).map((file) => file.replace(/\.yaml$/, ''));
    expect(said.filter((page) => !PAGES.includes(page))).toEqual([]);
  });
});

function reasonOf(step: Step): string | undefined {
  return step.kind === 'block' && step.action?.word === 'not run' ? step.action.rest : undefined;
}

function lineOf(step: Step): string {
  return step.kind === 'block' ? `${step.block.line}` : '';
}

function nameOf(step: Step): string {
  if (step.kind === 'afresh') return 'afresh';
  if (step.kind === 'in') return `in ${step.workspace}`;
  if (step.kind === 'run') return `${step.line} hidden`;
  const { block, action } = step;
  return `${block.line} ${block.language}${action === undefined ? '' : ` ${action.word} ${action.rest}`}`;
}
