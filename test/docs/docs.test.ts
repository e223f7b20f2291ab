import { describe, expect, it } from '@jest/globals';
import { PAGES, stalePages } from '../../hack/docs.ts';
import { becomes, BECOMES_PATHS } from '../../hack/docs/becomes.ts';
import { documentedKeys } from '../../hack/docs/keys.ts';

describe('the generated pages', () => {
  it(`are what \`npm run docs\` writes: ${Object.keys(PAGES).join(', ')}`, () => {
    expect(stalePages()).toEqual([]);
  });

  it('have a description of every key', () => {
    const bare = documentedKeys().filter(({ description }) => description === '');
    expect(bare.map(({ section, name }) => `${section}.${name}`)).toEqual([]);
  });

  it('say of every key what it becomes in a deb and in an rpm', () => {
    const paths = documentedKeys().map(({ section, name }) => (section === '' ? name : `${section}.${name}`));
    expect(paths.filter((path) => becomes(path) === undefined)).toEqual([]);
    expect(BECOMES_PATHS.filter((path) => !paths.includes(path))).toEqual([]);
    expect(becomes('packages.NAME.breaks')).toEqual({ deb: 'Breaks', rpm: 'Conflicts' });
    expect(becomes('packages.NAME.scripts.postremove')).toEqual({ deb: 'postrm', rpm: 'Postun' });
    expect(becomes('packages.NAME.summry')).toBeUndefined();
  });

  it('have the columns of a key', () => {
    const page = PAGES['docs/configuration.md']?.() ?? '';
    expect(page).toContain('| key | value | default | meaning | deb | rpm | nfpm |');
    expect(page).toMatch(/^\| `section` .* \| Section \| Group \| `section`, `rpm.group` \|$/m);
    expect(page).toMatch(/^\| `owner` \| string \| `root` \|/m);
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
