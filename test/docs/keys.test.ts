/** docs/keys.md against nfpm's schema, ours, and the golden cases. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { documentedKeys } from '../../docs/generate/keys.ts';
import { goldenCases, goldenConfig, goldenPackage } from '../../docs/generate/golden.ts';
import { nfpmKeys } from '../../docs/generate/keys_page.ts';
import { NFPM_FAMILIES, NFPM_KEYS, OURS_ALONE, placeOf } from '../../docs/generate/nfpm_keys.ts';
import { contentRows, relationRows, scriptRows } from '../../docs/generate/printed.ts';
import { CONTENT_TYPES } from '../../src/schema/contents.ts';
import { SCRIPT_KINDS } from '../../src/schema/scripts.ts';
import { FIELDS } from '../../src/format/fields.ts';
import { RELATION_KINDS } from '../../src/format/relations.ts';
import { isThere, stepsOf } from './paths.ts';

const places = Object.entries(NFPM_KEYS);
const here = places.flatMap(([key, place]) =>
  'here' in place ? place.here.map((path) => ({ key, path, golden: place.golden })) : [],
);
const ours = documentedKeys()
  // A code of a warning is no key to place.
  .filter(({ section }) => !section.endsWith('warnings'))
  .map(({ section, name }) => (section === '' ? name : `${section}.${name}`));

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
    expect([...Object.keys(NFPM_KEYS), ...Object.keys(NFPM_FAMILIES)].filter((key) => !known.has(key))).toEqual([]);
    const families = Object.keys(NFPM_FAMILIES);
    expect(Object.keys(NFPM_KEYS).filter((key) => families.some((name) => `${key}.`.startsWith(`${name}.`)))).toEqual(
      [],
    );
  });

  it('are where the table says, in our schema', () => {
    expect(here.filter(({ path }) => !isThere(path))).toEqual([]);
  });

  it.each(here)('$key is $path, which the golden case $golden has', ({ path, golden }) => {
    expect(has(goldenConfig(golden), stepsOf(path))).toBe(true);
  });
});

describe('our keys', () => {
  it('are each a place of a key of nfpm, or ours alone', () => {
    const placed = new Set([...here.map(({ path }) => path), ...Object.keys(OURS_ALONE)]);
    expect(ours.filter((path) => !placed.has(path))).toEqual([]);
    expect(Object.keys(OURS_ALONE).filter((path) => !ours.includes(path))).toEqual([]);
    expect(Object.keys(OURS_ALONE).filter((path) => here.some((place) => place.path === path))).toEqual([]);
  });

  it.each(Object.entries(OURS_ALONE))('%s is shown by %s', (path, shown) => {
    if (goldenCases().includes(shown)) {
      expect(has(goldenConfig(shown), stepsOf(path))).toBe(true);
    } else {
      expect(existsSync(shown) && readFileSync(shown, 'utf8')).toContain(stepsOf(path).at(-1));
    }
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

function has(value: unknown, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return value !== undefined;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value) !== (step === '[]')) return false;
  const isAny = step === '[]' || step === 'NAME';
  const inner = isAny ? Object.values(value) : [(value as Record<string, unknown>)[step]];
  return inner.some((one) => has(one, rest));
}
