/** The changelog of a finished package, as dpkg and rpm read it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { file, planOf, run, temporaryFolder, writeFiles } from '../support/packing.ts';
import { packIn } from './sample.ts';

const CHANGELOG = `noisy (1:1.2.3~rc.1-0) stable; urgency=medium

  [ Jörg Ødegård ]
  * Say hello to 100% of %{name}, \`id\`, $HOME, "quotes' and \\
    in a second line:
    #123 at its beginning,
    %files at that of another.
    + One below.

  * A second.
  **bold**

 -- Jörg Ødegård <joerg@example.org>  Wed, 01 May 2024 00:30:00 +0200

noisy (1.2.2-0) stable sid; urgency=low, binary-only=yes

  #1 was the first.

 -- Some One <one@example.org>  Wed, 20 Mar 2019 23:59:59 -1000
`;

const ENTRIES = `1714564800 Jörg Ødegård <joerg@example.org> - 1:1.2.3~rc.1-0
[ Jörg Ødegård ]
- Say hello to 100% of %{name}, \`id\`, $HOME, "quotes' and \\
  in a second line: #123 at its beginning, %files at that of another.
  + One below.

- A second.
- **bold**
--
1553083200 Some One <one@example.org> - 1.2.2-0
- #1 was the first.
--
`;

const folder = temporaryFolder();
const DOC = 'usr/share/doc/tool';

async function member(deb: string, name: string): Promise<Buffer> {
  const { stdout } = await execa('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" | tar -xO "./$2"', 'sh', deb, name], {
    encoding: 'buffer',
    stripFinalNewline: false,
  });
  return Buffer.from(stdout);
}

const list = (deb: string): Promise<string> => run('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" | tar -t', 'sh', deb]);

beforeAll(() => void writeFiles(folder, { changelog: CHANGELOG, upstream: 'of upstream\n' }));

describe('changelog', () => {
  it('is in a deb as it is written, compressed without a name and a time', async () => {
    const deb = await packIn(folder, planOf({ format: 'deb', changelog: 'changelog' }));
    const bytes = await member(deb, `${DOC}/changelog.Debian.gz`);
    expect(gunzipSync(bytes).toString()).toBe(CHANGELOG);
    // https://www.rfc-editor.org/rfc/rfc1952#section-2.3: no flags, and a time of 0.
    expect([...bytes.subarray(3, 8)]).toEqual([0, 0, 0, 0, 0]);
    expect((await list(deb)).split('\n').filter((name) => name.includes('changelog'))).toEqual([
      `./${DOC}/changelog.Debian.gz`,
    ]);
    const sums = await run('sh', ['-c', 'dpkg-deb --ctrl-tarfile "$1" | tar -xO ./md5sums', 'sh', deb]);
    const [sum = ''] = (await execa('md5sum', { input: bytes })).stdout.split(' ');
    expect(sums).toBe(`${sum}  ${DOC}/changelog.Debian.gz`);
  });

  it('stands in a deb beside one of upstream', async () => {
    const contents = [file(`/${DOC}/changelog.gz`, 'upstream')];
    const deb = await packIn(folder, planOf({ format: 'deb', changelog: 'changelog', contents }));
    expect(gunzipSync(await member(deb, `${DOC}/changelog.Debian.gz`)).toString()).toBe(CHANGELOG);
    expect((await member(deb, `${DOC}/changelog.gz`)).toString()).toBe('of upstream\n');
  });

  it('is read by dpkg-parsechangelog without a warning', async () => {
    const { stdout, stderr } = await execa('dpkg-parsechangelog', ['-l', join(folder, 'changelog'), '--all']);
    expect(stderr).toBe('');
    expect(stdout).toContain('Version: 1:1.2.3~rc.1-0\n');
    expect(stdout).toContain('Timestamp: 1714516200\n');
    expect(stdout).toContain(' noisy (1.2.2-0) stable sid; urgency=low, binary-only=yes\n');
  });

  it('is in an rpm entry by entry, each day at noon', async () => {
    const rpm = await packIn(folder, planOf({ format: 'rpm', changelog: 'changelog' }));
    const format = '[%{CHANGELOGTIME} %{CHANGELOGNAME}\n%{CHANGELOGTEXT}\n--\n]';
    expect(`${await run('rpm', ['-qp', '--queryformat', format, rpm])}\n`).toBe(ENTRIES);
    expect(await run('rpm', ['-qp', '--changelog', rpm])).toMatch(
      /^\* Wed May 01 2024 Jörg Ødegård <joerg@example\.org> - 1:1\.2\.3~rc\.1-0$/m,
    );
    expect(await run('rpm', ['-qpl', rpm])).toBe('(contains no files)');
  });

  it.each(['deb', 'rpm'] as const)('gives the same bytes twice: %s', async (format) => {
    const plan = planOf({ format, compression: 'gzip', changelog: 'changelog' });
    const first = readFileSync(await packIn(folder, plan, join(folder, 'first')));
    const second = readFileSync(await packIn(folder, plan, join(folder, 'second')));
    expect(second.equals(first)).toBe(true);
  });
});
