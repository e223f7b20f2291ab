/** Packages of the native engine, as dpkg and rpm read, check and install them. */
import { createHash, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { execa, execaSync } from 'execa';
import { readContents } from '../../src/engine/native/contents.ts';
import { writeDeb } from '../../src/engine/native/deb/deb.ts';
import { writeRpm } from '../../src/engine/native/rpm/rpm.ts';
import { createBlockPool } from '../../src/archive/block_pool.ts';
import { createSegment } from '../../src/archive/segment.ts';
import { COMPRESSION_ROWS, COMPRESSIONS } from '../../src/format/compression.ts';
import { type Plan, serializePlan } from '../../src/plan/plan.ts';
import { gatherAlone } from '../support/staging.ts';
import { dir, file, planOf, problemsOf, run, temporaryFolder, writeFiles } from '../support/packing.ts';
import { type Packages, packIn, packSample, SCRIPT } from './sample.ts';

const folder = temporaryFolder();
const FORMATS = ['deb', 'rpm'] as const;

/** Text and noise, of more than a few blocks. */
const BIG = Buffer.concat([randomBytes(3_000_000), Buffer.from('a line that comes again\n'.repeat(100_000))]);

beforeAll(() => void writeFiles(folder, { big: BIG, small: 'small\n', empty: '', script: SCRIPT }));

function plan(format: 'deb' | 'rpm', more: Partial<Plan> = {}): Plan {
  const contents = [
    file('/etc/tool.conf', 'small', { config: 'noreplace' }),
    file('/usr/bin/tool', 'big', { mode: '0755' }),
    { type: 'hardlink', dst: '/usr/bin/tool-too', target: '/usr/bin/tool' } as const,
    file('/usr/share/tool/empty', 'empty'),
    dir('/var/lib/tool', '0750'),
  ];
  return planOf({ format, engine: 'native', contents, ...more });
}

describe.each(COMPRESSIONS)('a package of the native engine, %s', (compression) => {
  const packages: Record<string, string> = {};
  beforeAll(async () => {
    for (const format of FORMATS) {
      const out = join(folder, compression);
      packages[format] = await packIn(folder, plan(format, { compression }), out);
    }
  });

  it('is a deb that dpkg-deb, ar and tar read', async () => {
    const { deb = '' } = packages;
    const suffix = COMPRESSION_ROWS[compression].debSuffix;
    expect((await run('ar', ['t', deb])).split('\n')).toEqual(['debian-binary', 'control.tar.gz', `data.tar${suffix}`]);
    const tree = join(folder, compression, 'deb');
    await run('dpkg-deb', ['--raw-extract', deb, tree]);
    expect(readFileSync(join(tree, 'usr/bin/tool')).equals(BIG)).toBe(true);
    expect(statSync(join(tree, 'usr/bin/tool')).ino).toBe(statSync(join(tree, 'usr/bin/tool-too')).ino);
    expect(await run('sh', ['-c', 'cd "$1" && md5sum --check --quiet DEBIAN/md5sums', 'sh', tree])).toBe('');
    const listed = await run('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" | tar -t', 'sh', deb]);
    expect(listed.split('\n')).toContain('./var/lib/tool/');
  });

  it('is an rpm whose digests hold, and whose payload cpio reads', async () => {
    const { rpm = '' } = packages;
    const checked = await run('rpm', ['-Kv', '--nosignature', rpm]);
    expect(
      checked
        .split('\n')
        .slice(1)
        .map((line) => line.trim()),
    ).toEqual(['Header SHA256 digest: OK', 'Header SHA1 digest: OK', 'Payload SHA256 digest: OK', 'MD5 digest: OK']);
    const tree = join(folder, compression, 'rpm');
    mkdirSync(tree);
    await run('sh', ['-c', 'cd "$2" && rpm2cpio "$1" | cpio --quiet -id', 'sh', rpm, tree]);
    expect(readFileSync(join(tree, 'usr/bin/tool-too')).equals(BIG)).toBe(true);
    expect(statSync(join(tree, 'usr/bin/tool')).ino).toBe(statSync(join(tree, 'usr/bin/tool-too')).ino);
    const size = await run('rpm', ['-qp', '--nosignature', '--qf', '%{SIZE} %{ARCHIVESIZE}', rpm]);
    const unpacked = execaSync('sh', ['-c', 'rpm2cpio "$1" | wc -c', 'sh', rpm]).stdout.trim();
    expect(size).toBe(`${BIG.length + 6} ${unpacked}`);
  });
});

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.log('left out: packages of the native engine installed, which needs root');

(isRoot ? describe : describe.skip).each(['gzip', 'xz'] as const)(
  'packages of the native engine installed, %s',
  (compression) => {
    let sample: Packages;
    beforeAll(async () => {
      const more = { engine: 'native', compression, scripts: {}, relations: {} } as const;
      sample = await packSample(join(folder, `sample-${compression}`), more);
    });

    it('by dpkg, which then finds all as it was', async () => {
      const root = mkdtempSync(join(folder, 'dpkg-'));
      writeFiles(root, { 'var/lib/dpkg/status': '', 'var/lib/dpkg/updates/.keep': '', 'var/lib/dpkg/info/.keep': '' });
      const path = '/usr/sbin:/usr/bin:/sbin:/bin';
      await run('dpkg', [`--root=${root}`, '--install', sample.deb], { PATH: path });
      expect(await run('dpkg', [`--root=${root}`, '--verify', 'sample'])).toBe('');
      expect(statSync(join(root, 'usr/bin/sample-suid')).mode & 0o7777).toBe(0o4755);
      await run('dpkg', [`--root=${root}`, '--purge', 'sample'], { PATH: path });
      expect(existsSync(join(root, 'etc/sample'))).toBe(false);
    });

    it('by rpm, which then finds all as it was', async () => {
      const root = mkdtempSync(join(folder, 'rpm-'));
      await run('rpm', [`--root=${root}`, '-i', '--nodeps', '--noscripts', '--ignorearch', sample.rpm]);
      expect(
        await run('rpm', [`--root=${root}`, '-V', '--nodeps', '--noscripts', '--nouser', '--nogroup', 'sample']),
      ).toBe('');
      expect(statSync(join(root, 'var/log/sample')).mode & 0o7777).toBe(0o700);
      await run('rpm', [`--root=${root}`, '-e', '--nodeps', '--noscripts', 'sample']);
      expect(existsSync(join(root, 'usr/bin/sample'))).toBe(false);
    });
  },
);

(isRoot ? describe : describe.skip)('names of one file with another file between them', () => {
  it('are one file when rpm has laid them down', async () => {
    const contents = [
      file('/usr/share/a', 'small'),
      { type: 'hardlink', dst: '/usr/share/c', target: '/usr/share/a' } as const,
      { type: 'hardlink', dst: '/usr/share/e', target: '/usr/share/a' } as const,
      file('/usr/share/b', 'script', { mode: '0755' }),
      file('/usr/share/d', 'script', { mode: '0600' }),
    ];
    const rpm = await packIn(folder, planOf({ format: 'rpm', engine: 'native', contents }), join(folder, 'between'));
    const root = mkdtempSync(join(folder, 'rpm-'));
    await run('rpm', [`--root=${root}`, '-i', '--nodeps', '--ignorearch', rpm]);
    expect(await run('rpm', [`--root=${root}`, '-V', '--nodeps', '--nouser', '--nogroup', 'tool'])).toBe('');
    const found = ['a', 'c', 'e'].map((name) => statSync(join(root, 'usr/share', name)).ino);
    expect(new Set(found).size).toBe(1);
  });
});

describe('the bytes of the native engine', () => {
  const CASES = FORMATS.flatMap((format) => (['gzip', 'xz'] as const).map((method) => [format, method] as const));
  it.each(CASES)(
    'are the same with other threads, umask, time zone and folder: %s, %s',
    async (format, compression) => {
      const sums = await Promise.all(
        [
          { threads: '1', umask: '022', zone: 'UTC' },
          { threads: '2', umask: '077', zone: 'Pacific/Kiritimati' },
          { threads: '16', umask: '000', zone: 'America/St_Johns' },
        ].map(async ({ threads, umask, zone }) => {
          const work = mkdtempSync(join(folder, 'same-'));
          writeFiles(work, {
            big: BIG,
            small: 'small\n',
            empty: '',
            'plan.json': serializePlan(plan(format, { compression })),
          });
          const flags = ['--plan=plan.json', '--artifact=package', '--manifest=manifest'];
          const script = `cd "$1" && shift && umask ${umask} && exec "$@"`;
          const cli = join(process.cwd(), 'src/cli.ts');
          const env = { UV_THREADPOOL_SIZE: threads, TZ: zone, NODE_NO_WARNINGS: '1' };
          await execa('sh', ['-c', script, 'sh', work, process.execPath, cli, 'pack', ...flags], {
            env,
            extendEnv: false,
          });
          return createHash('sha256')
            .update(readFileSync(join(work, 'package')))
            .digest('hex');
        }),
      );
      expect(new Set(sums).size).toBe(1);
    },
  );
});

describe('a file that changes while it is packed', () => {
  const WRITERS = { deb: writeDeb, rpm: writeRpm };
  it.each(FORMATS.flatMap((format) => COMPRESSIONS.map((method) => [format, method] as const)))(
    'is refused: between its digest and its bytes, %s, %s',
    async (format, compression) => {
      const work = mkdtempSync(join(folder, 'changes-'));
      writeFiles(work, { data: 'as it was\n' });
      const changing = planOf({ format, engine: 'native', compression, contents: [file('/usr/share/data', 'data')] });
      const gathered = await gatherAlone(changing, { sources: {}, work: mkdtempSync(join(work, 'work-')), cwd: work });
      const contents = await readContents(gathered.entries, undefined);
      // No longer and no shorter.
      writeFileSync(join(work, 'data'), 'as it is.\n');
      const writing = WRITERS[format](changing, gathered, contents, compression, join(work, 'package'));
      const [problem] = await problemsOf(writing);
      expect(problem).toEqual({ code: 'input-changed', message: 'data changed while it was packed' });
    },
  );

  it('is refused: while it is deflated', async () => {
    const path = join(folder, 'growing');
    writeFileSync(path, '');
    truncateSync(path, 200_000_000);
    const deflating = problemsOf(createSegment(path, 'growing', join(folder, 'growing.deflated'), createBlockPool(2)));
    while (!existsSync(join(folder, 'growing.deflated')) || statSync(join(folder, 'growing.deflated')).size === 0) {
      await setTimeout(1);
    }
    appendFileSync(path, 'more');
    expect((await deflating).map(({ code }) => code)).toEqual(['input-changed']);
  });
});

describe('the native engine', () => {
  it('refuses a file where its changelog goes', async () => {
    const contents = [file('/usr/share/doc/tool/changelog.Debian.gz', 'small')];
    const twice = await problemsOf(packIn(folder, plan('deb', { contents, changelog: 'changelog' })));
    expect(twice.map(({ code }) => code)).toEqual(['path-twice']);
  });

  it('takes lines of scriptlets and descriptions that rpmbuild cannot', async () => {
    writeFileSync(join(folder, 'spec'), '#!/bin/sh\n%post\necho 100%\n# \xe4\n', 'latin1');
    const description = '%files\n# a line';
    const rpm = await packIn(
      folder,
      plan('rpm', { scripts: { postinstall: 'spec' }, description }),
      join(folder, 'spec-out'),
    );
    const { stdout } = execaSync('rpm', ['-qp', '--nosignature', '--qf', '%{POSTIN}|%{DESCRIPTION}', rpm], {
      encoding: 'latin1' as 'utf8',
    });
    expect(stdout).toBe('#!/bin/sh\n%post\necho 100%\n# \xe4|%files\n# a line');
  });

  it('keeps owners in a deb that fpm cannot', async () => {
    const contents = [dir('/var/lib/tool', '0750', 'daemon', 'games')];
    const deb = await packIn(folder, plan('deb', { contents }), join(folder, 'owners'));
    const listed = await run('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" | tar -tv', 'sh', deb]);
    expect(listed).toMatch(/^drwxr-x--- daemon\/games .* \.\/var\/lib\/tool\/$/m);
  });
});
