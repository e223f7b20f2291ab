import { describe, expect, it } from '@jest/globals';
import { PAGES, stalePages } from '../../hack/docs.ts';
import { documentedKeys } from '../../hack/docs/keys.ts';

describe('the generated pages', () => {
  it(`are what \`npm run docs\` writes: ${Object.keys(PAGES).join(', ')}`, () => {
    expect(stalePages()).toEqual([]);
  });

  it('have a description of every key', () => {
    const bare = documentedKeys().filter(({ description }) => description === '');
    expect(bare.map(({ section, name }) => `${section}.${name}`)).toEqual([]);
  });

  it('reach every depth of the schema', () => {
    const paths = documentedKeys().map(({ section, name }) => `${section}.${name}`);
    expect(paths).toEqual(
      expect.arrayContaining([
        '.apiVersion',
        'packages.NAME.contents[].dst',
        'packages.NAME.scripts.postinstall',
        'packages.NAME.depends.NAME[].when',
      ]),
    );
  });
});
