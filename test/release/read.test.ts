/**
 * `onepack show` against dpkg-deb and rpm: of packages that rpmbuild, dpkg-deb, fpm and we ourselves make, and, with ONEPACK_LONG=1, of 300
 * debs of Debian's archive. ONEPACK_PACKAGES=DIR tries each package in a folder instead.
 */
import { readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import type { PackageFacts } from '../../src/release/package_facts.ts';
import { run } from '../command_line/running.ts';
import { temporaryFolder } from '../support/packing.ts';
import { factsByTools, factsByUs, withoutGhostModes } from './by_tools.ts';

const isLong = process.env['ONEPACK_LONG'] === '1';
const given = process.env['ONEPACK_PACKAGES'];
const folder = temporaryFolder();

async function shown(path: string): Promise<PackageFacts> {
  const { status, stdout, stderr } = await run(['show', '--json', path]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const [facts] = (JSON.parse(stdout) as { packages: PackageFacts[] }).packages;
  if (facts === undefined) throw new Error('no package is shown');
  return facts;
}

async function compare(path: string): Promise<void> {
  const facts = await shown(path);
  const [ours, theirs] = [factsByUs(facts), await factsByTools(path)].map((all) => (facts.format === 'rpm' ? withoutGhostModes(all) : all)); // prettier-ignore
  expect(ours).toEqual(theirs);
  expect(facts.archive.damages).toEqual([]);
}

function packagesIn(at: string): string[] {
  return readdirSync(at, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(deb|rpm)$/.test(name)).sort(); // prettier-ignore
}

if (given !== undefined) {
  it.each(packagesIn(given))('%s', (name) => compare(join(given, name)));
} else {
  describe('a package that rpmbuild makes', () => {
    it.each(['gzip', 'xz', 'zstd'])('is read as rpm reads it, compressed by %s', async (method) => {
      const out = join(folder, method);
      await mkdir(out, { recursive: true });
      const payload = { gzip: 'w6.gzdio', xz: 'w2.xzdio', zstd: 'w3.zstdio' }[method] ?? '';
      const defines = [`_topdir ${out}`, `_binary_payload ${payload}`].flatMap((define) => ['--define', define]);
      await execa('rpmbuild', ['-bb', '--quiet', ...defines, join(import.meta.dirname, 'everything.spec')]);
      const [name = ''] = packagesIn(out);
      await compare(join(out, name));
      expect((await shown(join(out, name))).archive.compression).toBe(method);
    });
  });

  describe('a package of ours', () => {
    it.each(['changelog', 'content-types', 'fields', 'owners', 'relations', 'systemd', 'sysusers', 'trees', 'triggers'])('%s', async (name) => {
      const out = join(folder, name);
      const packed = await run(['pack', '--config=packages.yaml', '--warnings=off', '--engine=native', `--out=${out}`], { cwd: join('test/golden', name) });
      expect(packed).toMatchObject({ status: 0 });
      const found = packagesIn(out);
      expect(found.length).toBeGreaterThan(0);
      for (const each of found) await compare(join(out, each));
    });
  }); // prettier-ignore

  (isLong ? describe : describe.skip)('300 debs of Debian (with ONEPACK_LONG=1)', () => {
    it('are read as dpkg-deb reads them', async () => {
      const debs = join(folder, 'debs');
      await mkdir(debs);
      const { stdout } = await execa('apt-cache', ['pkgnames']);
      const names = stdout.split('\n').sort();
      const step = Math.floor(names.length / 420);
      const chosen = names.filter((_, at) => at % step === 0);
      for (let at = 0; at < chosen.length && packagesIn(debs).length < 300; at += 10) {
        await execa('apt-get', ['download', ...chosen.slice(at, at + 10)], { cwd: debs, reject: false });
      }
      const found = packagesIn(debs);
      expect(found.length).toBeGreaterThanOrEqual(300);
      for (const name of found) await compare(join(debs, name));
    }, 3_600_000);
  });
}
