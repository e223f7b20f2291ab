/**
 * Large inputs. A file of 5 GB, as deb and as rpm, installed: some minutes and 11 GB of disk, so only with ONEPACK_LONG=1, which
 * `make test-all` sets. What is larger than a format can say is refused at once. A tree of 100 000 small files.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { execaNode } from 'execa';
import type { Plan } from '../../src/plan/plan.ts';
import { serializePlan } from '../../src/plan/plan.ts';
import { file, planOf, problemsOf, run, temporaryFolder, writeFiles } from '../support/packing.ts';
import { packIn } from './sample.ts';

const folder = temporaryFolder('onepack-large-');
const isLong = process.env['ONEPACK_LONG'] === '1';
const isRoot = process.getuid?.() === 0;
const FORMATS = ['deb', 'rpm'] as const;

function sparse(name: string, size: number): void {
  writeFileSync(join(folder, name), '');
  truncateSync(join(folder, name), size);
}

describe('a file larger than a format can say', () => {
  it('is refused before a byte of it is read, with the limit', async () => {
    sparse('huge', 8 * 1024 ** 3);
    const contents = [file('/usr/share/huge', 'huge')];
    const problems = await problemsOf(packIn(folder, planOf({ format: 'deb', engine: 'native', contents })));
    expect(problems).toEqual([
      {
        code: 'engine-limit',
        message: 'huge has 8589934592 bytes, and a file in a tar, which a deb is made of, 8589934591 at most',
        path: ['packages', 'tool', 'contents', '/usr/share/huge'],
        subject: { config: 'packages.yaml', package: 'tool', architecture: 'amd64', format: 'deb' },
      },
    ]);
  });
});

const SIZE = 5_000_000_000;
const PATH = '/usr/sbin:/usr/bin:/sbin:/bin';
if (!isLong)
  console.log('left out: a file of 5 GB and a tree of 100 000 files, which make test-all packs (some minutes)');
else if (!isRoot) console.log('left out: a file of 5 GB installed, which needs root');

(isLong && isRoot ? describe : describe.skip)('a file of 5 GB', () => {
  it.each(FORMATS)(
    'is packed and installed, and all of it is there: %s',
    async (format) => {
      sparse('large', SIZE);
      const contents = [file('/usr/share/large', 'large'), file('/usr/share/small', 'small')];
      writeFiles(folder, { small: 'small\n' });
      const more: Partial<Plan> = { compression: format === 'deb' ? 'gzip' : 'zstd' };
      const artifact = await packIn(folder, planOf({ format, engine: 'native', contents, ...more }));
      const root = mkdtempSync(join(folder, 'root-'));
      if (format === 'deb') {
        writeFiles(root, {
          'var/lib/dpkg/status': '',
          'var/lib/dpkg/updates/.keep': '',
          'var/lib/dpkg/info/.keep': '',
        });
        await run('dpkg', [`--root=${root}`, '--install', artifact], { PATH });
        expect(await run('dpkg', [`--root=${root}`, '--verify', 'tool'])).toBe('');
      } else {
        const said = await run('rpm', [
          '-qp',
          '--nosignature',
          '--requires',
          '--qf',
          '[%{LONGFILESIZES} ]%{LONGSIZE}\n',
          artifact,
        ]);
        expect(said).toContain(`${SIZE} 6 ${SIZE + 6}`);
        expect(said).toContain('rpmlib(LargeFiles) <= 4.12.0-1');
        expect(await run('rpm', ['-K', '--nosignature', artifact])).toMatch(/digests OK$/);
        await run('rpm', [`--root=${root}`, '-i', '--nodeps', '--noscripts', '--ignorearch', artifact]);
        expect(await run('rpm', [`--root=${root}`, '-V', '--nodeps', '--nouser', '--nogroup', 'tool'])).toBe('');
      }
      expect(statSync(join(root, 'usr/share/large')).size).toBe(SIZE);
      expect(readFileSync(join(root, 'usr/share/small'), 'utf8')).toBe('small\n');
      rmSync(root, { recursive: true, force: true });
    },
    1_800_000,
  );
});

/** Of the whole process, in bytes. */
const MOST_MEMORY = 700e6;

(isLong ? describe : describe.skip)('a tree of 100 000 small files', () => {
  it.each(FORMATS)(
    'is packed in bounded memory: %s',
    async (format) => {
      const work = mkdtempSync(join(folder, 'many-'));
      for (let at = 0; at < 1000; at += 1) {
        mkdirSync(join(work, `tree/d${at}`), { recursive: true });
        for (let in_ = 0; in_ < 100; in_ += 1) writeFileSync(join(work, `tree/d${at}/f${in_}`), `${at} ${in_}\n`);
      }
      const contents: Plan['contents'] = [
        { type: 'tree', dst: '/opt/many', src: { file: 'tree' }, owner: 'root', group: 'root' },
      ];
      writeFileSync(
        join(work, 'plan.json'),
        serializePlan(planOf({ format, engine: 'native', compression: 'gzip', contents })),
      );
      const args = ['pack', '--plan=plan.json', '--artifact=package', '--manifest=manifest'];
      const report = join(work, 'memory.mjs');
      writeFileSync(
        report,
        "process.on('exit', () => process.stderr.write(`peak ${process.resourceUsage().maxRSS}`));\n",
      );
      const start = performance.now();
      const cli = join(process.cwd(), 'src/cli.ts');
      const { stderr } = await execaNode(cli, args, {
        cwd: work,
        nodePath: process.execPath,
        nodeOptions: [`--import=${report}`],
      });
      const peak = 1024 * Number(/peak (\d+)/.exec(stderr)?.[1]);
      console.log(
        `100 000 files, ${format}: ${((performance.now() - start) / 1000).toFixed(1)} s, ${Math.round(peak / 1e6)} MB`,
      );
      expect(peak).toBeLessThan(MOST_MEMORY);
      const list = format === 'deb' ? 'dpkg-deb --fsys-tarfile "$1" | tar -t' : 'rpm2cpio "$1" | cpio --quiet -t';
      expect(await run('sh', ['-c', `(${list}) | grep -c /f`, 'sh', join(work, 'package')])).toBe('100000');
    },
    600_000,
  );
});
