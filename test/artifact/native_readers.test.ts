/** Packages of the native engine before readers that are not ours and not dpkg's or rpm's: each reads, checks, lists or installs them. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { run, temporaryFolder } from '../support/packing.ts';
import { isThere } from '../support/roots/left_out.ts';
import { type Packages, packSample } from './sample.ts';

const folder = temporaryFolder('onepack-readers-');
const COMPRESSIONS = ['gzip', 'zstd', 'none'] as const;
const packages: Record<string, Packages> = {};

beforeAll(async () => {
  for (const compression of COMPRESSIONS) {
    const more = { engine: 'native', compression } as const;
    packages[compression] = await packSample(join(folder, compression), more);
  }
}, 300_000);

/** A path that is in both packages, and one whose name is odd. */
const PATHS = ['etc/sample/keep.conf', 'opt/sample/tree/ünï', 'usr/bin/sample-link', 'opt/sample/unpacked/bin/tool'];

const PYTHON = `
import sys
from debian.debfile import DebFile
deb = DebFile(sys.argv[1])
print(deb.debcontrol()['Package'], deb.debcontrol()['Version'])
print(deb.control.md5sums(encoding='utf-8')['etc/sample/keep.conf'])
print(deb.data.get_content('etc/sample/keep.conf').decode(), end='')
print(' '.join(sorted(deb.scripts())))
`;

interface Reader {
  /** Of the program that must be there. */
  readonly needs: string;
  readonly read: (file: string) => Promise<string>;
  readonly wanted: RegExp;
  /** Why it cannot read what is compressed so. */
  readonly not?: Partial<Record<(typeof COMPRESSIONS)[number], string>>;
}

const sh = (script: string) => (file: string) => run('sh', ['-c', script, 'sh', file]);
const all = new RegExp(PATHS.map((path) => `(?=[^]*${path})`).join(''));

const DEB: Readonly<Record<string, Reader>> = {
  'lintian unpacks it and finds nothing broken': {
    needs: 'lintian',
    read: async (file) => {
      const { all: said } = await execa('lintian', ['--allow-root', '--fail-on', 'none', file], { all: true });
      return said
        .split('\n')
        .filter((line) => BROKEN.some((tag) => line.includes(`: ${tag}`)) || !line.includes(': sample: '))
        .join('\n');
    },
    wanted: /^$/,
    not: { zstd: 'of Debian 12 knows no zstd', none: 'lintian takes no data.tar without compression' },
  },
  'bsdtar lists it': { needs: 'bsdtar', read: sh('bsdtar -xOf "$1" "data.tar*" | bsdtar -tf -'), wanted: all },
  'busybox lists it': {
    needs: 'busybox',
    read: sh('busybox ar -p "$1" control.tar.gz | busybox tar -tzf -'),
    wanted: /\.\/control[^]*\.\/postinst/,
  },
};

/** What lintian says of an archive that it can hardly read. */
const BROKEN = [
  'malformed-deb-archive', 'unpack-message-for-deb-data', 'unpack-message-for-deb-control', 'md5sum-mismatch', 'md5sums-lists-nonexistent-file',
  'malformed-md5sums-control-file', 'file-missing-in-md5sums', 'control-file-has-bad-owner', 'control-file-has-bad-permissions',
  'conffile-is-not-in-package', 'missing-conffile', 'bad-owner-for-conffile', 'tar-errors-from-data', 'tar-errors-from-control',
  'wrong-file-owner-uid-or-gid', 'absolute-path-in-conffile',
]; // prettier-ignore

const RPM: Readonly<Record<string, Reader>> = {
  'rpmlint reads it': {
    needs: 'rpmlint',
    read: async (file) => (await execa('rpmlint', [file], { reject: false, all: true })).all,
    wanted: /1 packages and 0 specfiles checked; 0 errors|sample\.x86_64: [EW]: /,
  },
  'createrepo_c reads it': {
    needs: 'createrepo_c',
    read: repository,
    wanted: /<name>sample<\/name>[^]*<rpm:header-range[^]*keep\.conf/,
  },
  'rpm2archive makes a tar of it': {
    needs: 'rpm2archive',
    read: sh('rpm2archive - <"$1" | gzip -dc | tar -t --quoting-style=literal'),
    wanted: all,
  },
  'bsdtar lists it': { needs: 'bsdtar', read: sh('bsdtar -tf "$1"'), wanted: all },
};

async function repository(file: string): Promise<string> {
  const place = join(folder, `repository-${basename(join(file, '..'))}`);
  mkdirSync(place);
  cpSync(file, join(place, basename(file)));
  await run('createrepo_c', ['--quiet', '--compress-type=gz', '--no-database', place]);
  return sh('zcat "$1"/repodata/*-primary.xml.gz "$1"/repodata/*-filelists.xml.gz')(place);
}

const left = [...Object.values(DEB), ...Object.values(RPM)].map(({ needs }) => needs).filter((tool) => !isThere(tool));
if (left.length > 0) console.log(`left out, not installed: ${[...new Set(left)].join(', ')}`);

describe.each(COMPRESSIONS)('a package of the native engine, %s', (compression) => {
  describe.each([
    ['deb', DEB],
    ['rpm', RPM],
  ] as const)('as %s', (format, readers) => {
    it.each(
      Object.keys(readers).filter(
        (name) => isThere(readers[name]?.needs ?? '') && readers[name]?.not?.[compression] === undefined,
      ),
    )('%s', async (name) => {
      const file = packages[compression]?.[format] ?? '';
      expect(await readers[name]?.read(file)).toMatch(readers[name]?.wanted ?? /^$/);
    });
  });

  const python = hasPythonDebian() ? it : it.skip;
  python('python3-debian reads it', async () => {
    const read = await run('/usr/bin/python3', ['-c', PYTHON, packages[compression]?.deb ?? '']);
    const md5 = createHash('md5').update('keep\n').digest('hex');
    expect(read.split('\n')).toEqual(['sample 1.32.0~beta.1-0', md5, 'keep', 'postinst postrm preinst prerm']);
  });
});

function hasPythonDebian(): boolean {
  try {
    readFileSync('/usr/lib/python3/dist-packages/debian/debfile.py');
    return true;
  } catch {
    console.log('left out, not installed: python3-debian');
    return false;
  }
}

/** With nothing that other packages would have to bring. */
const ALONE = { engine: 'native', scripts: {}, relations: {} } as const;
const isRoot = process.getuid?.() === 0;

describe('a package of the native engine', () => {
  const apt = isRoot && isThere('apt-get') ? it : it.skip;
  apt('is found, fetched and taken apart by apt from a folder', async () => {
    const place = join(folder, 'apt');
    const { deb } = await packSample(place, ALONE);
    mkdirSync(join(place, 'repository'));
    cpSync(deb, join(place, 'repository', basename(deb)));
    const fields = await run('dpkg-deb', ['--field', deb]);
    const sha256 = createHash('sha256').update(readFileSync(deb)).digest('hex');
    const file = `Filename: ./${basename(deb)}\nSize: ${statSync(deb).size}\nSHA256: ${sha256}\n`;
    writeFileSync(join(place, 'repository/Packages'), `${fields}\n${file}`);
    for (const name of ['lists/partial', 'archives/partial', 'etc', 'dpkg'])
      mkdirSync(join(place, name), { recursive: true });
    writeFileSync(join(place, 'dpkg/status'), '');
    writeFileSync(join(place, 'etc/sources.list'), `deb [trusted=yes] file:${place}/repository ./\n`);
    const options = [
      `Dir::Etc::sourcelist=${place}/etc/sources.list`, 'Dir::Etc::sourceparts=-', `Dir::State::lists=${place}/lists`, `Dir::Cache=${place}`,
      `Dir::Cache::archives=${place}/archives`, `Dir::State::status=${place}/dpkg/status`, 'APT::Architecture=amd64', 'APT::Sandbox::User=root',
    ].flatMap((option) => ['-o', option]); // prettier-ignore
    await run('apt-get', [...options, '--quiet', 'update']);
    const said = await run('apt-get', [...options, '--simulate', 'install', 'sample']);
    expect(said).toContain('Inst sample (1.32.0~beta.1-0');
    await execa('apt-get', [...options, '--quiet', 'download', 'sample'], { cwd: join(place, 'archives') });
    expect(readdirSync(join(place, 'archives'))).toContain(basename(deb));
  });

  const dnf = isRoot && isThere('dnf') && isThere('createrepo_c') ? it : it.skip;
  dnf('is installed by dnf from a folder', async () => {
    const place = join(folder, 'dnf');
    const { rpm } = await packSample(place, ALONE);
    await run('createrepo_c', ['--quiet', place]);
    const root = join(folder, 'root');
    const flags = [
      `--installroot=${root}`, '--assumeyes', '--releasever=1', '--nogpgcheck', '--disablerepo=*', '--noplugins', '--setopt=tsflags=noscripts',
      `--repofrompath=ours,file://${place}`, `--setopt=reposdir=${root}.none`, '--forcearch=x86_64',
    ]; // prettier-ignore
    await run('dnf', [...flags, 'install', 'sample']);
    expect(readFileSync(join(root, 'etc/sample/keep.conf'), 'utf8')).toBe('keep\n');
    expect(basename(rpm)).toBe('sample-1.32.0~beta.1-0.x86_64.rpm');
  });
});
