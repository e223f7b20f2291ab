/** Each folder of src/stanza is a row of the table, and has the same names in it. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FORMATS } from '../../src/format/format.ts';
import { STANZA_KEYS, STANZAS } from '../../src/stanza/stanzas.ts';

const ROOT = 'src/stanza';

it('has a row for each folder', () => {
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([...STANZA_KEYS].sort());
});

describe.each(STANZA_KEYS)('%s', (key) => {
  const stanza = STANZAS[key];
  const { scripts } = stanza;

  it('has its key, and what that comes to in a plan', () => {
    expect(['schema.ts', 'plan.ts'].filter((name) => !existsSync(join(ROOT, key, name)))).toEqual([]);
  });

  it('has scripts.ts where it adds to scripts, and read.ts where it names files', () => {
    expect(existsSync(join(ROOT, key, 'scripts.ts'))).toBe(scripts !== undefined);
    expect(existsSync(join(ROOT, key, 'read.ts'))).toBe('files' in stanza);
  });

  it('has a template for each script that it adds to, and no other', () => {
    const folders = readdirSync(join(ROOT, key), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const sides = (format: 'deb' | 'rpm') => Object.keys(scripts?.sides[format] ?? {});
    for (const { name } of folders) {
      const format = FORMATS.find((one) => name.startsWith(one));
      const templates = readdirSync(join(ROOT, key, name)).map((file) => file.replace(/\.hbs$/, ''));
      const kinds = templates.filter((template) => /^(?:pre|post)/.test(template));
      expect(format === undefined ? [] : sides(format).sort()).toEqual(kinds.sort());
    }
    expect(folders.length > 0).toBe(scripts !== undefined);
  });
});
