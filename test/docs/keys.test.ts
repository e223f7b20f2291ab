/** docs/keys.md against nfpm's schema, ours, and the golden cases. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { documentedKeys } from '../../docs/generate/keys.ts';
import { goldenCases, goldenConfig, goldenPackage } from '../../docs/generate/golden.ts';
import { nfpmKeys } from '../../docs/generate/keys_page.ts';
import { NFPM_FAMILIES, NFPM_REMARKS, oursAlone, placeOf } from '../../docs/generate/nfpm_keys.ts';
import { has, shownBy, stepsOf } from '../../docs/generate/shown.ts';
import { contentRows, relationRows, scriptRows } from '../../docs/generate/printed.ts';
import { CONTENT_TYPES } from '../../src/schema/contents.ts';
import { SCRIPT_KINDS } from '../../src/schema/scripts.ts';
import { FIELDS } from '../../src/format/fields.ts';
import { RELATION_KINDS } from '../../src/format/relations.ts';
import { isThere } from './paths.ts';

const here = nfpmKeys().flatMap((key) => {
  const place = placeOf(key) ?? { here: [] };
  return 'here' in place ? place.here.map((path) => ({ key, path })) : [];
});

describe("nfpm's keys", () => {
  it('are all of its schema', () => {
    expect(nfpmKeys()).toHaveLength(142);
    expect(new Set(nfpmKeys()).size).toBe(142);
    expect(nfpmKeys()).toEqual(
      expect.arrayContaining(['deb.triggers.interest', 'contents[].file_info.mode', 'overrides']),
    );
  });

  it('each have one place', () => {
    expect(nfpmKeys().filter((key) => placeOf(key) === undefined)).toEqual([]);
    const known = new Set(nfpmKeys());
    const named = documentedKeys().flatMap(({ meta: { nfpm = [] } }) => nfpm);
    const said = [...Object.keys(NFPM_REMARKS), ...Object.keys(NFPM_FAMILIES), ...named];
    expect(said.filter((key) => !known.has(key))).toEqual([]);
    const families = Object.keys(NFPM_FAMILIES);
    const own = [...Object.keys(NFPM_REMARKS), ...named];
    expect(own.filter((key) => families.some((name) => `${key}.`.startsWith(`${name}.`)))).toEqual([]);
  });

  it('are where the page says, in our schema', () => {
    expect(here.filter(({ path }) => !isThere(path))).toEqual([]);
  });

  it.each(here)('$key is $path, which a golden case has', ({ path }) => {
    expect(goldenCases()).toContain(shownBy(path));
  });
});

describe('our keys', () => {
  it.each(oursAlone())('%s is shown by a golden case or a test', (path) => {
    const shown = shownBy(path) ?? 'no golden case';
    if (goldenCases().includes(shown)) expect(has(goldenConfig(shown), stepsOf(path))).toBe(true);
    else expect(existsSync(shown) && readFileSync(shown, 'utf8')).toContain(stepsOf(path).at(-1));
  });
});

describe('what dpkg-deb and rpm print', () => {
  it('is there for every relation, content type and script', () => {
    expect(kindsOf(relationRows())).toEqual([...RELATION_KINDS]);
    expect(kindsOf(contentRows())).toEqual([...CONTENT_TYPES]);
    expect(kindsOf(scriptRows())).toEqual([...SCRIPT_KINDS]);
  });

  it('leaves out no relation that a package has', () => {
    const { deb, rpm } = goldenPackage('relations', 'relations');
    const rows = relationRows();
    const inDeb = deb('fields').flatMap((line) => {
      const [, field = '', entries = ''] = /^([A-Z][A-Za-z-]+): (.*)$/.exec(line) ?? [];
      return RELATION_FIELDS.includes(field) ? entries.split(', ').map((entry) => `${field}: ${entry}`) : [];
    });
    expect(inDeb.length).toBeGreaterThan(30);
    expect(inDeb.filter((entry) => !rows.some((row) => row.deb.includes(entry)))).toEqual([]);
    const inRpm = rpm('relations')
      .map((line) =>
        line
          .replace(/^\w+: /, '')
          .replace(/ +\((?:pre|post)(?:un|trans)?\)$/, '')
          .trim(),
      )
      .filter((entry) => !/^rpmlib\(|^relations(?:\(x86-64\))? =/.test(entry));
    const printed = rows.flatMap((row) => row.rpm.map((entry) => entry.replace(/^[\w()]+: /, '')));
    expect(inRpm.length).toBeGreaterThan(30);
    expect(inRpm.filter((entry) => !printed.includes(entry))).toEqual([]);
  });

  it('leaves out no file that a package has', () => {
    const { rpm } = goldenPackage('content-types', 'types');
    const rows = contentRows().flatMap((row) => row.rpm);
    const paths = rpm('files').map((line) => / (\/\S+)/.exec(line)?.[1] ?? line);
    expect(paths.filter((path) => !rows.some((line) => line.split(' ').includes(path)))).toEqual([]);
  });

  it('has each script in a format that has such a thing', () => {
    const mute = scriptRows().filter(({ kind, deb, rpm }) => {
      const field = FIELDS.find(({ key }) => key === kind);
      return (field?.deb !== undefined && deb.length < 2) || (field?.rpm !== undefined && rpm.length < 2);
    });
    expect(mute).toEqual([]);
  });

  it('says nothing of a relation or a content only where a format has none', () => {
    const bare = [...relationRows(), ...contentRows()].filter(({ deb, rpm }) => deb.length + rpm.length === 0);
    expect(bare.map(({ written }) => written)).toEqual([expect.stringContaining('no-longer')]);
  });
});

const RELATION_FIELDS = [
  'Depends', 'Pre-Depends', 'Recommends', 'Suggests', 'Enhances', 'Conflicts', 'Breaks', 'Replaces', 'Provides',
]; // prettier-ignore

function kindsOf(rows: readonly { readonly kind: string }[]): string[] {
  return [...new Set(rows.map(({ kind }) => kind))];
}
