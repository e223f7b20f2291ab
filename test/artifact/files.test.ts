/** Which files a finished package puts where, as dpkg-deb, tar and rpm read it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Plan } from '../../src/plan/plan.ts';
import { dir, file, planOf, run, temporaryFolder, writeFiles } from '../support/packing.ts';
import { ODD_NAMES, type Packages, packIn, packSample } from './sample.ts';

const folder = temporaryFolder();
let sample: Packages;

beforeAll(async () => {
  sample = await packSample(folder);
});

/** Path to what is asked of each file, `%{FILE…}` in rpm's words. */
async function rpmFiles(rpm: string, format: string): Promise<Record<string, string>> {
  const text = await run('rpm', ['-qp', '--queryformat', `[%{FILENAMES}\\t${format}\\n]`, rpm]);
  return Object.fromEntries(text.split('\n').map((line) => line.split('\t')) as [string, string][]);
}

/** Path to mode, owner and time, of everything in a deb's data archive. */
async function debFiles(deb: string): Promise<Record<string, string>> {
  const list = 'dpkg-deb --fsys-tarfile "$1" | tar -tv --full-time --quoting-style=literal';
  const lines = (await run('sh', ['-c', list, 'sh', deb])).split('\n');
  return Object.fromEntries(
    lines.flatMap((line) => {
      const match = /^(\S+) (\S+) +\d+ (\S+ \S+) \.(.*?)(?: -> .*)?$/.exec(line);
      return match === null ? [] : [[match[4], `${match[1]} ${match[2]} ${match[3]}`]];
    }),
  ) as Record<string, string>;
}

/** The parts of the sample whose modes the plan or the archive says, as `ls` writes them. */
const MODES = {
  '/etc/sample': 'drwxr-x---',
  '/etc/sample/deep/er/plain.conf': '-rw-r-----',
  '/etc/sample/keep.conf': '-rw-------',
  '/etc/sample/replace.conf': '-rw-r--r--',
  '/opt/sample/tree': 'drwxr-xr-x',
  '/opt/sample/tree/link': 'lrwxrwxrwx',
  '/opt/sample/tree/sub': 'drwxr-xr-x',
  '/opt/sample/tree/sub/file': '-rw-r--r--',
  '/opt/sample/unpacked/bin/tool': '-rwxr-xr-x',
  '/opt/sample/unpacked/hollow': 'drwxr-xr-x',
  '/usr/bin/sample': '-rwxr-xr-x',
  '/usr/bin/sample-suid': '-rwsr-xr-x',
  '/var/lib/sample': 'drwxrws---',
};

describe('files', () => {
  it('has in a deb the modes that the plan says, root for owner, and one time', async () => {
    const files = await debFiles(sample.deb);
    for (const [path, mode] of Object.entries(MODES)) {
      const name = mode.startsWith('d') ? `${path}/` : path;
      expect([path, files[name]]).toEqual([path, `${mode} 0/0 1980-01-01 00:00:00`]);
    }
    const others = Object.values(files).filter((text) => !text.endsWith(' 0/0 1980-01-01 00:00:00'));
    expect(others).toEqual([]);
  });

  it('has in an rpm the modes and owners that the plan says, and one time', async () => {
    const files = await rpmFiles(sample.rpm, '%{FILEMODES:perms} %{FILEUSERNAME}:%{FILEGROUPNAME} %{FILEMTIMES}');
    for (const [path, mode] of Object.entries(MODES)) {
      expect([path, files[path]]).toEqual([path, `${mode} root:root 315532800`]);
    }
    expect(files['/var/log/sample']).toBe('drwx------ daemon:daemon 315532800');
  });

  it('owns in an rpm what the plan says and nothing else', async () => {
    const tree = [...ODD_NAMES, 'link', 'sub', 'sub/file'].map((name) => `/opt/sample/tree/${name}`);
    const unpacked = ['bin', 'bin/tool', 'empty', 'empty/.keep', 'hollow', 'link'];
    expect(Object.keys(await rpmFiles(sample.rpm, '')).sort()).toEqual(
      [
        '/etc/sample',
        '/etc/sample/deep/er/plain.conf',
        '/etc/sample/keep.conf',
        '/etc/sample/replace.conf',
        '/opt/sample/tree',
        ...tree,
        '/opt/sample/unpacked',
        ...unpacked.map((name) => `/opt/sample/unpacked/${name}`),
        '/usr/bin/sample',
        '/usr/bin/sample-link',
        '/usr/bin/sample-suid',
        '/usr/share/sample/dangling',
        '/var/lib/sample',
        '/var/log/sample',
      ].sort(),
    );
  });

  it('lists in a deb every parent folder once, before what is in it, as ./name', async () => {
    const names = (await run('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" | tar -t', 'sh', sample.deb])).split('\n');
    expect(names[0]).toBe('./');
    expect(new Set(names).size).toBe(names.length);
    names.slice(1).forEach((name, at) => {
      const parent = name.replace(/[^/]+\/?$/, '');
      expect(names.indexOf(parent)).toBeGreaterThanOrEqual(0);
      expect(names.indexOf(parent)).toBeLessThan(at + 1);
    });
  });

  it('keeps names that shells, patterns and macros read something into', async () => {
    const inDeb = await debFiles(sample.deb);
    const inRpm = await rpmFiles(sample.rpm, '%{FILESIZES}');
    for (const name of ODD_NAMES) {
      expect(inRpm[`/opt/sample/tree/${name}`]).toBe(String(Buffer.byteLength(name)));
      expect(Object.keys(inDeb)).toContain(`/opt/sample/tree/${name}`);
    }
  });

  it('keeps links as they are, also those that lead nowhere', async () => {
    const links = await rpmFiles(sample.rpm, '%{FILELINKTOS}');
    expect(links['/usr/bin/sample-link']).toBe('sample');
    expect(links['/usr/share/sample/dangling']).toBe('/nowhere/at all');
    const list = await run('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" | tar -tv', 'sh', sample.deb]);
    expect(list).toMatch(/\.\/usr\/bin\/sample-link -> sample$/m);
    expect(list).toMatch(/\.\/usr\/share\/sample\/dangling -> \/nowhere\/at all$/m);
  });

  it('has for conffiles what the plan says and nothing else of /etc', async () => {
    expect(await run('dpkg-deb', ['--info', sample.deb, 'conffiles'])).toBe(
      '/etc/sample/keep.conf\n/etc/sample/replace.conf',
    );
    const flags = await rpmFiles(sample.rpm, '%{FILEFLAGS:fflags}');
    const flagged = Object.entries(flags).filter(([, text]) => text !== '');
    expect(flagged).toEqual([
      ['/etc/sample/keep.conf', 'cn'],
      ['/etc/sample/replace.conf', 'c'],
    ]);
  });

  it('changes no byte of a program', async () => {
    const bytes = readFileSync(`${folder}/program`);
    const sum = (algorithm: string): string => createHash(algorithm).update(bytes).digest('hex');
    expect((await rpmFiles(sample.rpm, '%{FILEDIGESTS}'))['/usr/bin/sample']).toBe(sum('sha256'));
    expect(await run('dpkg-deb', ['--info', sample.deb, 'md5sums'])).toContain(`${sum('md5')}  usr/bin/sample\n`);
  });

  it('gives a tree an owner, and takes no folder that only leads somewhere', async () => {
    writeFiles(folder, { 'own/a/b': 'b\n' });
    const plan = planOf({
      format: 'rpm',
      package: 'owner',
      contents: [
        dir('/srv/data', '0700', 'daemon', 'daemon'),
        file('/srv/data/between/leaf', 'plain.conf', { owner: 'bin', group: 'bin', mode: '0400' }),
        { type: 'tree', dst: '/srv/tree', src: { file: 'own' }, owner: 'daemon', group: 'bin', mode: '0640' },
      ],
    });
    const files = await rpmFiles(await packIn(folder, plan), '%{FILEMODES:perms} %{FILEUSERNAME}:%{FILEGROUPNAME}');
    expect(files).toEqual({
      '/srv/data': 'drwx------ daemon:daemon',
      '/srv/data/between/leaf': '-r-------- bin:bin',
      '/srv/tree': 'drwxr-xr-x daemon:bin',
      '/srv/tree/a': 'drwxr-xr-x daemon:bin',
      '/srv/tree/a/b': '-rw-r----- daemon:bin',
    });
  });

  it.each(["it's", 'a "b" c', 'ü', 'br[ack]et'])('gives all of a tree in %s an owner', async (name) => {
    const inside = ['plain', "quo'te", '%files', 'do$HOME', 'st*r'];
    writeFiles(folder, Object.fromEntries(inside.map((file) => [`mixed/${file}`, file])));
    const dst = `/srv/${name}`;
    const contents: Plan['contents'] = [{ type: 'tree', dst, src: { file: 'mixed' }, owner: 'daemon', group: 'bin' }];
    const files = await rpmFiles(
      await packIn(folder, planOf({ format: 'rpm', package: 'mixed', contents })),
      '%{FILEUSERNAME}',
    );
    expect(files).toEqual(
      Object.fromEntries([dst, ...inside.map((file) => `${dst}/${file}`)].map((path) => [path, 'daemon'])),
    );
  });
});
