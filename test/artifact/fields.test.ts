/** What a finished package says of itself, as dpkg-deb and rpm read it. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Format } from '../../src/format/format.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { run, symlink, temporaryFolder } from '../support/packing.ts';
import { DESCRIPTION, MAINTAINER, type Packages, SUMMARY, barePlan, packIn, packSample } from './sample.ts';

const folder = temporaryFolder();
let sample: Packages;
let bare: Packages;

beforeAll(async () => {
  sample = await packSample(folder);
  bare = { deb: await packIn(folder, barePlan('deb')), rpm: await packIn(folder, barePlan('rpm')) };
});

function control(deb: string, ...fields: string[]): Promise<string> {
  return run('dpkg-deb', ['--field', deb, ...fields]);
}

function tag(rpm: string, format: string): Promise<string> {
  return run('rpm', ['-qp', '--queryformat', format, rpm]);
}

describe('fields', () => {
  it('says name, version, revision and architecture', async () => {
    expect(await control(sample.deb, 'Package', 'Version', 'Architecture')).toBe(
      'Package: sample\nVersion: 1.32.0~beta.1-0\nArchitecture: amd64',
    );
    expect(await tag(sample.rpm, '%{NAME} %{EPOCH} %{VERSION} %{RELEASE} %{ARCH}')).toBe(
      'sample (none) 1.32.0~beta.1 0 x86_64',
    );
  });

  it('sorts a pre-release before its release', async () => {
    await run('dpkg', ['--compare-versions', await control(sample.deb, 'Version'), 'lt', '1.32.0-0']);
    const version = await tag(sample.rpm, '%{VERSION}');
    expect(await run('rpm', ['--eval', `%{lua:print(rpm.vercmp("${version}", "1.32.0"))}`])).toBe('-1');
  });

  it.each([
    ['386', 'i386', 'i686'],
    ['arm', 'armhf', 'armv7hl'],
    ['arm64', 'arm64', 'aarch64'],
    ['ppc64le', 'ppc64el', 'ppc64le'],
    ['s390x', 's390x', 's390x'],
    ['all', 'all', 'noarch'],
  ])('names the architecture as the format does: %s', async (architecture, inDeb, inRpm) => {
    const [deb, rpm] = await Promise.all(
      (['deb', 'rpm'] as const).map((format) => packIn(folder, barePlan(format, { architecture }))),
    );
    expect(await control(deb ?? '', 'Architecture')).toBe(inDeb);
    expect(await tag(rpm ?? '', '%{ARCH}')).toBe(inRpm);
  });

  it('writes every relation of a deb as dpkg spells it', async () => {
    const fields = {
      Depends: 'libc6 (>= 2.3~rc1), exim4 | mail-transport-agent, python3:any (<< 4), foo (= 1:1.0-1), rpmlib-dev',
      Recommends: 'jq (>= 1.5), jq (<< 2)',
      Suggests: 'bash-completion',
      Conflicts: 'other (<= 1)',
      Replaces: 'old-sample (<< 1.0)',
      Provides: 'libsample++ (= 1.0), sample-api',
    };
    for (const [name, value] of Object.entries(fields))
      expect([name, await control(sample.deb, name)]).toEqual([name, value]);
  });

  it('writes every relation of an rpm as rpm spells it', async () => {
    const query = async (kind: string): Promise<string[]> =>
      (await run('rpm', ['-qp', `--${kind}`, sample.rpm])).split('\n').filter((line) => !line.startsWith('rpmlib('));
    const wanted = ['glibc >= 2.3~rc1', '(exim or postfix)', 'Foo_bar = 1:1.0-1', '/bin/sh', 'pkgconfig(zlib)'];
    expect(new Set(await query('requires'))).toEqual(new Set(wanted));
    expect(await query('recommends')).toEqual(['jq >= 1.5', 'jq < 2']);
    expect(await query('suggests')).toEqual(['bash-completion']);
    expect(await query('conflicts')).toEqual(['other <= 1']);
    expect(await query('obsoletes')).toEqual(['old-sample < 1.0']);
    const own = ['sample = 1.32.0~beta.1-0', 'sample(x86-64) = 1.32.0~beta.1-0'];
    expect(new Set(await query('provides'))).toEqual(new Set(['libsample++ = 1.0', 'sample-api', ...own]));
  });

  it('tells an old rpm what it must understand', async () => {
    const requires = await run('rpm', ['-qp', '--requires', sample.rpm]);
    for (const feature of ['TildeInVersions', 'RichDependencies', 'FileDigests']) {
      expect(requires).toContain(`rpmlib(${feature}) <= `);
    }
  });

  it('keeps people, texts and macros as they are written', async () => {
    expect(await control(sample.deb, 'Maintainer')).toBe(MAINTAINER);
    expect(await control(sample.deb, 'Vendor')).toBe("Acme's");
    expect(await control(sample.deb, 'Section', 'Priority')).toBe('Section: admin\nPriority: extra');
    expect(await tag(sample.rpm, '%{PACKAGER}|%{VENDOR}|%{GROUP}|%{URL}|%{LICENSE}')).toBe(
      `${MAINTAINER}|Acme's|admin|https://example.org|Apache-2.0`,
    );
    expect(await tag(sample.rpm, '%{SUMMARY}')).toBe(SUMMARY);
  });

  it('keeps blank and indented lines of a description', async () => {
    const indented = DESCRIPTION.split('\n').map((line) => (line === '' ? ' .' : ` ${line}`));
    expect(await control(sample.deb, 'Description')).toBe([SUMMARY, ...indented].join('\n'));
    expect(await tag(sample.rpm, '%{DESCRIPTION}')).toBe(DESCRIPTION);
  });

  it('says nothing that the plan does not say', async () => {
    const fields = (await control(bare.deb)).split('\n').flatMap((line) => /^([A-Z]\S*):/.exec(line)?.[1] ?? []);
    expect(fields).toEqual([
      'Package',
      'Version',
      'Architecture',
      'Maintainer',
      'Installed-Size',
      'Priority',
      'Description',
    ]);
    expect(await tag(bare.rpm, '%{URL} %{VENDOR} %{GROUP} %{PREFIXES}')).toBe('(none) (none) Unspecified (none)');
    expect(await run('rpm', ['-qp', '--changelog', bare.rpm])).toBe('');
  });

  it('dates the changelog of a deb by the plan', async () => {
    const script = 'dpkg-deb --fsys-tarfile "$1" | tar -xO ./usr/share/doc/sample/changelog.gz | gzip -d';
    const text = await run('sh', ['-c', script, 'sh', sample.deb]);
    expect(text).toBe(
      'sample (1.32.0~beta.1-0) unstable; urgency=medium\n\n  * Version 1.32.0~beta.1.\n\n' +
        ` -- ${MAINTAINER}  Tue, 01 Jan 1980 00:00:00 +0000`,
    );
  });

  it('has an installed size of whole KiB, rounded down', async () => {
    const script =
      'dpkg-deb --fsys-tarfile "$1" | tar -tv | awk \'!/^d/ {n += /^l/ ? length($NF) : $3} END {print int(n / 1024)}\'';
    expect(await control(sample.deb, 'Installed-Size')).toBe(await run('sh', ['-c', script, 'sh', sample.deb]));
  });

  it('hashes files, header and payload with sha256', async () => {
    expect(await tag(sample.rpm, '%{FILEDIGESTALGO} %{PAYLOADDIGESTALGO} %{SHA256HEADER}')).toMatch(
      /^8 8 [0-9a-f]{64}$/,
    );
    expect(await run('rpm', ['-Kv', '--nosignature', sample.rpm])).toMatch(/Payload SHA256 digest: OK/);
  });

  it.each<[Format, Partial<Plan>]>([
    ['rpm', { description: 'fine\n  # lost' }],
    ['rpm', { description: 'fine\n%files' }],
    ['deb', { contents: [symlink('/usr/share/doc/bare/changelog.Debian.gz', 'mine')] }],
  ])('refuses what fpm would change on the way: %s %j', async (format, more) => {
    await expect(packIn(folder, barePlan(format, more))).rejects.toThrow(/\[engine-limit\]/);
  });
});
