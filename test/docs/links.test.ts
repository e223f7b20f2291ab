/** What a page links to is there: the file, and the heading in it. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PAGES } from './pages.ts';

describe.each(PAGES)('%s', (page) => {
  it('links to what is there', () => {
    const links = [...withoutCode(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const inside = links.filter((link) => !/^(https?|mailto):/.test(link));
    expect(inside.filter((link) => !isThere(page, link))).toEqual([]);
  });
});

describe('a link', () => {
  it('is missed where it leads nowhere', () => {
    expect(
      ['docs/nowhere.md', 'docs/bazel.md#nowhere', '#nowhere'].filter((link) => isThere('README.md', link)),
    ).toEqual([]);
    expect(
      ['docs/bazel.md#the-version-from-git', '#two-commands', 'test'].filter((link) => !isThere('README.md', link)),
    ).toEqual([]);
  });
});

function isThere(page: string, link: string): boolean {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page : join(dirname(page), file);
  return existsSync(target) && (anchor === undefined || anchorsOf(target).includes(anchor));
}

// As GitHub makes them: lower case, no punctuation, a dash for each blank.
function anchorsOf(page: string): string[] {
  return [...withoutCode(page, '').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function withoutCode(page: string, inline = '`[^`\n]*`'): string {
  const text = readFileSync(page, 'utf8').replace(/^ *```[^]*?^ *```$/gm, '');
  return inline === '' ? text : text.replace(new RegExp(inline, 'g'), '');
}
