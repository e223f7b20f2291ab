import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FIELDS } from '../../src/format/fields.ts';
import { type Constraint, type Format, FORMATS, type Requirement } from '../../src/format/format.ts';
import { formats } from '../../src/format/formats.ts';
import { RELATION_KINDS, RELATIONS, spelledFields } from '../../src/format/relations.ts';
import { boundedName } from '../../src/plan/constraint.ts';
import { named } from '../support/packing.ts';
import { SCRIPT_KINDS } from '../../src/schema/scripts.ts';

const need = (name: string, ...constraints: readonly [Constraint['op'], string][]): Requirement => ({
  name,
  constraints: constraints.map(([op, version]) => ({ op, version })),
});

/** The requirement, or the alternatives, as the format spells it. */
function spell(format: Format, ...alternatives: readonly Requirement[]): string[] {
  const any = alternatives.map((one) => boundedName(one, format));
  const [only, ...more] = any;
  return formats[format].spell(only !== undefined && more.length === 0 ? only : { any });
}

describe('spell', () => {
  it.each<[Requirement, string[], string[]]>([
    [need('a'), ['a'], ['a']],
    [need('a', ['>=', '1.4.21']), ['a (>= 1.4.21)'], ['a >= 1.4.21']],
    [need('a', ['<', '2']), ['a (<< 2)'], ['a < 2']],
    [need('a', ['>', '2']), ['a (>> 2-.)'], ['a > 2']],
    [need('a', ['>', '2-1']), ['a (>> 2-1)'], ['a > 2-1']],
    [need('a', ['<=', '2']), ['a (<= 2-.)'], ['a <= 2']],
    [need('a', ['<=', '2-1']), ['a (<= 2-1)'], ['a <= 2-1']],
    [need('a', ['=', '1.2']), ['a (>= 1.2-~)', 'a (<< 1.2-.)'], ['a = 1.2']],
    [need('a', ['==', '1.2-3']), ['a (= 1.2-3)'], ['a = 1.2-3']],
    [need('a', ['>=', '1'], ['<', '2']), ['a (>= 1)', 'a (<< 2)'], ['a >= 1', 'a < 2']],
    [need('python3:any', ['<', '4']), ['python3:any (<< 4)'], ['python3:any < 4']],
  ])('%j, alone and as an alternative', (requirement, deb, rpm) => {
    expect(spell('deb', requirement)).toEqual(deb);
    expect(spell('rpm', requirement)).toEqual(rpm);
    expect(spell('deb', requirement, need('b'))).toEqual(deb.map((one) => `${one} | b`));
    const together = rpm.length === 1 ? rpm.join('') : `(${rpm.join(' with ')})`;
    expect(spell('rpm', need('b'), requirement)).toEqual([`(b or ${together})`]);
  });

  it('says of two alternatives with two bounds each what a deb and an rpm can', () => {
    const either = [need('a', ['>=', '1'], ['<', '2']), need('b', ['=', '3'])];
    expect(spell('deb', ...either)).toEqual([
      'a (>= 1) | b (>= 3-~)',
      'a (>= 1) | b (<< 3-.)',
      'a (<< 2) | b (>= 3-~)',
      'a (<< 2) | b (<< 3-.)',
    ]);
    expect(spell('rpm', ...either)).toEqual(['((a >= 1 with a < 2) or b = 3)']);
  });
});

/** Whether dpkg lets `version` through all of `entries`. */
function dpkgAccepts(entries: readonly string[], version: string): boolean {
  return entries.every((entry) => {
    const [, op = '', bound = ''] = /\((\S+) (\S+)\)/.exec(entry) ?? [];
    return spawnSync('dpkg', ['--compare-versions', version, op, bound]).status === 0;
  });
}

/** Whether rpm lets `version-release` through: it compares releases only where the bound has one. */
function rpmAccepts(entries: readonly string[], version: string): boolean {
  return entries.every((entry) => {
    const [, op = '', bound = ''] = /\S+ (\S+) (\S+)/.exec(entry) ?? [];
    const compared = bound.includes('-') ? version : version.replace(/-.*/, '');
    const lua = `%{lua: print(rpm.vercmp("${compared}", "${bound}"))}`;
    const order = Number(execFileSync('rpm', ['--eval', lua], { encoding: 'utf8' }));
    return { '<': order < 0, '<=': order <= 0, '=': order === 0, '>=': order >= 0, '>': order > 0 }[op] ?? false;
  });
}

describe('a bound without a revision, as dpkg and rpm read it', () => {
  const REVISIONS = ['-0', '-00', '-1', '-1.1', '-9+deb12u4', '-zz', '-999999', '-0~bpo12+1', '-~rc', '-+x'];
  const BELOW = ['1.1-9', '1.2~rc1-9', '1.2~~-9', '1.1.9-9', '1.2~alpha.1+5-9'];
  const ABOVE = ['1.2+dirty-0', '1.2.0.1-0', '1.20-0', '1.3-0', '1.2a-0', '1.2a~~-0', '1.2.1~rc.1-0', '1.2A-0'];

  it.each<[Constraint['op'], boolean, boolean, boolean]>([
    ['=', false, true, false],
    ['<=', true, true, false],
    ['>', false, false, true],
  ])('%s 1.2', (op, below, same, above) => {
    const entries = spell('deb', need('a', [op, '1.2']));
    for (const version of BELOW) expect([version, dpkgAccepts(entries, version)]).toEqual([version, below]);
    for (const revision of REVISIONS)
      expect([revision, dpkgAccepts(entries, `1.2${revision}`)]).toEqual([revision, same]);
    for (const version of ABOVE) expect([version, dpkgAccepts(entries, version)]).toEqual([version, above]);
    expect(dpkgAccepts(entries, '1.2')).toBe(same);
  });

  it.each(['1.2~rc', '1.14.0+dirty', '1:1.2', '1.2~alpha.1'])('= %s, whatever it ends in', (version) => {
    const entries = spell('deb', need('a', ['=', version]));
    for (const revision of ['', '-0', '-zz', '-0~1']) expect(dpkgAccepts(entries, version + revision)).toBe(true);
    for (const other of ['1-0', 'a-0', '+1-0', '~1-0', '.1-0'])
      expect(dpkgAccepts(entries, version + other)).toBe(false);
  });

  it.each(['1.2-1', '1.2-9.fc40', '1.2~rc1-1', '1.3-1', '1.1-1'])('rpm agrees about %s', (version) => {
    for (const op of ['<', '<=', '=', '>=', '>'] as const) {
      const requirement = need('a', [op, '1.2']);
      const inDeb = dpkgAccepts(spell('deb', requirement), version);
      expect([op, rpmAccepts(spell('rpm', requirement), version)]).toEqual([op, inDeb]);
    }
  });
});

describe('the entries, as the packers themselves read them', () => {
  const requirements: Requirement[] = [
    need('a1'),
    ...(['<', '<=', '=', '==', '>=', '>'] as const).map((op) => need('a1', [op, '1:1.2~rc.1+x'])),
    need('a1', ['==', '1.2-3']),
  ];
  const either = [need('a1', ['>=', '1'], ['<', '2']), need('b1', ['=', '1'])];
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'onepack-format-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('dpkg-deb takes them', () => {
    const entries = [...requirements.flatMap((one) => spell('deb', one)), ...spell('deb', ...either)];
    mkdirSync(join(folder, 'tree/DEBIAN'), { recursive: true });
    const fields = ['Package: tt', 'Version: 1', 'Architecture: all', 'Maintainer: a <a@b.c>', 'Description: x'];
    const control = `${[...fields, `Depends: ${entries.join(', ')}`].join('\n')}\n`;
    writeFileSync(join(folder, 'tree/DEBIAN/control'), control);
    const { status, stderr } = spawnSync('dpkg-deb', ['-b', 'tree', 'tt.deb'], { cwd: folder, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it('rpm takes them, and stores them as they stand', () => {
    const entries = [...requirements.flatMap((one) => spell('rpm', one)), ...spell('rpm', ...either)];
    const tags = ['Name: tt', 'Version: 1', 'Release: 0', 'Summary: x', 'License: x', 'BuildArch: noarch'];
    const spec = [...tags, ...entries.map((entry) => `Requires: ${entry}`), '%description', 'x', '%files'].join('\n');
    writeFileSync(join(folder, 'tt.spec'), `${spec}\n`);
    const query = ['-q', '--requires', join(folder, 'tt.spec')];
    const stored = execFileSync('rpmspec', query, { encoding: 'utf8' }).trim().split('\n');
    expect(stored).toEqual(expect.arrayContaining([...new Set(entries)]));
  });
});

describe('what dpkg itself says of the texts', () => {
  it.each(['1.2', '1.2-~', '1.2-.', '1:1.2-0', '1.2~rc.1+dirty-7.1'])('%s is a version', (version) => {
    const { stderr, status } = spawnSync('dpkg', ['--validate-version', version], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    expect(version).toMatch(formats.deb.texts.relationVersion.pattern);
  });

  it.each(['v1.2', '1.2_3', '', '1.2-', '1 2', 'x:1'])('%s is none', (version) => {
    expect(spawnSync('dpkg', ['--validate-version', version]).status).not.toBe(0);
    expect(version).not.toMatch(formats.deb.texts.relationVersion.pattern);
  });

  it.each(['kubelet', 'g++', 'libc6', 'a1', '0ad'])('%s is a package name', (name) => {
    expect(spawnSync('dpkg', ['--validate-pkgname', name]).status).toBe(0);
    expect(name).toMatch(formats.deb.texts.name.pattern);
  });

  it.each(['/bin/sh', 'a b', '', '-a'])('"%s" is none', (name) => {
    expect(spawnSync('dpkg', ['--validate-pkgname', name]).status).not.toBe(0);
    expect(name).not.toMatch(formats.deb.texts.name.pattern);
  });
});

describe('architectures', () => {
  it('have the same Go names in both formats', () => {
    expect(Object.keys(formats.deb.architectures)).toEqual(Object.keys(formats.rpm.architectures));
  });

  it.each(Object.values(formats.deb.architectures).filter((name) => name !== 'all'))('dpkg knows %s', (name) => {
    const table = readFileSync('/usr/share/dpkg/cputable', 'utf8') + readFileSync('/usr/share/dpkg/tupletable', 'utf8');
    expect(table).toMatch(new RegExp(`(^|\\s)${name}(\\s|$)`, 'm'));
  });

  it.each(Object.values(formats.rpm.architectures).filter((name) => name !== 'noarch'))('rpm knows %s', (name) => {
    expect(readFileSync('/usr/lib/rpm/rpmrc', 'utf8')).toMatch(new RegExp(`arch_canon:\\s*${name}:`));
  });
});

describe('fileName', () => {
  it('is the conventional one', () => {
    expect(formats.deb.fileName('kubelet', '1.36.3', '0', 'ppc64el')).toBe('kubelet_1.36.3-0_ppc64el.deb');
    expect(formats.rpm.fileName('kubelet', '1.36.3~rc.1', '0', 'x86_64')).toBe('kubelet-1.36.3~rc.1-0.x86_64.rpm');
  });
});

describe('FIELDS', () => {
  it('has every script of the config', () => {
    const keys = FIELDS.map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining([...SCRIPT_KINDS]));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(FORMATS)('names a flag wherever a %s has the field', (format) => {
    expect(FIELDS.filter((field) => field[format] !== undefined && field.fpm?.[format] === undefined)).toEqual([]);
  });
});

describe('RELATIONS', () => {
  it('has a field or tag for every kind', () => {
    expect(Object.keys(RELATIONS)).toEqual([...RELATION_KINDS]);
    for (const { fields } of Object.values(RELATIONS)) expect([...fields.deb, ...fields.rpm]).not.toEqual([]);
  });

  it('puts kinds that share a field together, each entry once', () => {
    const relations = {
      conflicts: [named('a'), named('b', ['<', '2'])],
      breaks: [named('b', ['<', '2'], ['<', '2']), named('c')],
      obsoletes: [named('d')],
    };
    expect([...spelledFields(relations, 'deb')]).toEqual([
      ['Conflicts', ['a', 'b (<< 2)', 'd']],
      ['Breaks', ['b (<< 2)', 'c']],
      ['Replaces', ['d']],
    ]);
    expect([...spelledFields(relations, 'rpm')]).toEqual([
      ['Conflicts', ['a', 'b < 2', 'c']],
      ['Obsoletes', ['d']],
    ]);
  });
});
