import { describe, expect, it } from '@jest/globals';
import { PAGES, outdatedPages } from '../../docs/generate/generate.ts';
import { type DocumentedKey, documentedKeys } from '../../docs/generate/keys.ts';

describe('the generated pages', () => {
  it(`are what \`npm run docs\` writes: ${Object.keys(PAGES).join(', ')}`, () => {
    expect(outdatedPages()).toEqual([]);
  });

  it('have a description of every key', () => {
    const bare = documentedKeys().filter(({ description }) => description === '');
    expect(bare.map(({ section, name }) => `${section}.${name}`)).toEqual([]);
  });

  it('say of every key what it becomes in a deb and in an rpm', () => {
    const says = ({ meta: { deb, rpm, isNotPacked } }: DocumentedKey): boolean =>
      isNotPacked === true || (deb !== undefined && rpm !== undefined);
    expect(documentedKeys().flatMap((key) => (says(key) ? [] : [key.path]))).toEqual([]);
    const meta = (path: string): unknown => documentedKeys().find((key) => key.path === path)?.meta;
    expect(meta('packages.NAME.breaks')).toMatchObject({ deb: 'Breaks', rpm: 'Conflicts' });
    expect(meta('packages.NAME.scripts.postremove')).toMatchObject({ deb: 'postrm', rpm: 'Postun' });
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
