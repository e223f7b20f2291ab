/**
 * The changelogs of all packages of the machine that the tests run on, where it has dpkg's own reader: what that reads without a
 * warning is read here, with the same entries.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { judgeChangelog } from '../../src/stanza/changelog/mistakes.ts';
import { type Changelog, parseChangelog } from '../../src/stanza/changelog/parse.ts';
import { temporaryFolder } from '../support/packing.ts';

const folder = temporaryFolder();
const READER = '/usr/share/perl5/Dpkg/Changelog/Debian.pm';

interface Theirs {
  readonly file: string;
  readonly entries: readonly { readonly version: string; readonly maintainer: string; readonly date: string }[];
  /** Each with its line. */
  readonly warnings: readonly (readonly [number, string])[];
  /** Whether something at the end is left alone. */
  readonly tail: boolean;
}

interface Both {
  readonly name: string;
  readonly theirs: Theirs;
  readonly ours: Changelog;
  readonly text: string;
}

/** More of them would take dpkg's reader minutes. */
const LARGEST_OF_UPSTREAM = 20_000;

/** Also those of upstream, most of which are of other formats: all that is read of them is what dpkg reads. */
function readChangelogs(): Map<string, { readonly name: string; readonly text: string }> {
  const files = globSync('/usr/share/doc/*/changelog*').filter(
    (name) => !/\.html/.test(name) && statSync(name).isFile(),
  );
  const all = new Map<string, { name: string; text: string }>();
  for (const name of files.sort()) {
    const bytes = readFileSync(name);
    if (!name.includes('changelog.Debian') && bytes.length > LARGEST_OF_UPSTREAM) continue;
    const plain = name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
    // Several packages of a source have the same one.
    const sum = createHash('sha256').update(plain).digest('hex');
    all.set(join(folder, sum), { name, text: plain.toString('utf8') });
  }
  return all;
}

function askDpkg(files: readonly string[]): Theirs[] {
  const input = files.map((file) => `${file}\n`).join('');
  const script = join(import.meta.dirname, 'changelogs.pl');
  const said = execFileSync('perl', [script], { input, encoding: 'utf8', maxBuffer: 1e9 });
  return said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Theirs);
}

const isHere = existsSync(READER);
if (!isHere) console.log(`left out: changelogs of this machine, which needs ${READER}`);

(isHere ? describe : describe.skip)('the changelogs of this machine', () => {
  let all: readonly Both[] = [];
  beforeAll(() => {
    const files = readChangelogs();
    for (const [file, { text }] of files) writeFileSync(file, text);
    all = askDpkg([...files.keys()]).map((theirs) => {
      const { name, text } = files.get(theirs.file) ?? { name: '', text: '' };
      return { name, theirs, ours: parseChangelog(text), text };
    });
    const debian = all.filter(({ name }) => name.includes('changelog.Debian'));
    const refused = (format: 'deb' | 'rpm') =>
      debian.filter(({ ours }) => judgeChangelog(ours, format).errors.length > 0).map(({ name }) => name);
    console.log(
      `read ${all.length} changelogs that differ, ${debian.length} of them changelog.Debian; of these refused in an rpm: ` +
        `${refused('rpm').length}, in a deb: ${refused('deb').length} ${refused('deb').join(' ')}`,
    );
  }, 120_000);

  it('are read with the entries that dpkg-parsechangelog has', () => {
    const clean = all.filter(({ theirs }) => theirs.warnings.length === 0);
    const different = clean.flatMap(({ name, theirs, ours }) => {
      const entries = ours.entries.map(({ version, maintainer, date: { text } }) => [version, maintainer, text]);
      const wanted = theirs.entries.map(({ version, maintainer, date }) => [version, maintainer.trim(), date]);
      return JSON.stringify(entries) === JSON.stringify(wanted) ? [] : [name];
    });
    expect(different).toEqual([]);
  });

  it('have mistakes where dpkg-parsechangelog warns', () => {
    const different = all.flatMap(({ name, theirs, ours }) => {
      const mistakes = ours.mistakes.filter(({ isRead }) => isRead !== true);
      return mistakes.length > 0 === theirs.warnings.length > 0 ? [] : [[name, theirs.warnings, mistakes]];
    });
    expect(different).toEqual([]);
  });

  it('are refused in a deb only where dpkg-parsechangelog warns of the newest entry', () => {
    const refused = all.flatMap(({ name, theirs, ours }) => {
      const { errors } = judgeChangelog(ours, 'deb');
      return errors.length > 0 && theirs.warnings.length === 0 ? [[name, errors]] : [];
    });
    expect(refused).toEqual([]);
  });

  it('are refused in an rpm only for what rpmbuild refuses', () => {
    const codes = all.flatMap(({ theirs, ours }) =>
      theirs.warnings.length > 0 ? [] : judgeChangelog(ours, 'rpm').errors.map(({ code }) => code),
    );
    expect([...new Set(codes)].filter((code) => !['changelog-order', 'changelog-date'].includes(code))).toEqual([]);
  });
});
