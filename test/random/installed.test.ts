/**
 * Configs at random, installed: what each reader lists is what is laid down, dpkg and rpm find nothing to complain of, and from the
 * package of fpm to that of the native engine and back no file changes. Scripts, relations and triggers stay away: there is nobody
 * in these roots whom they could call.
 */
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Plan } from '../../src/plan/plan.ts';
import { run, temporaryFolder, writeFiles } from '../support/packing.ts';
import { packBoth, plansOf, writeInputs } from './both.ts';
import { randomConfig } from './config.ts';

const SEED = Number(process.env['ONEPACK_SEED'] ?? '20261126');
const COUNT = process.env['ONEPACK_LONG'] === '1' ? 50 : 4;
const seeds = Array.from({ length: COUNT }, (_, at) => SEED * 10_000 + at);

const folder = temporaryFolder('onepack-installed-');
const isRoot = process.getuid?.() === 0;
if (!isRoot) console.log('left out: random packages installed, which needs root');

const PATH = '/usr/sbin:/usr/bin:/sbin:/bin';

interface Manager {
  readonly list: string;
  readonly prepare: (root: string) => void;
  /** Over what is there, newer or older. */
  readonly install: (root: string, file: string) => Promise<unknown>;
  readonly verify: (root: string, name: string) => Promise<string>;
}

const MANAGERS: Readonly<Record<Plan['format'], Manager>> = {
  deb: {
    list: 'dpkg-deb --fsys-tarfile "$1" | tar -t --quoting-style=literal',
    prepare: (root) =>
      void writeFiles(root, {
        'var/lib/dpkg/status': '',
        'var/lib/dpkg/updates/.keep': '',
        'var/lib/dpkg/info/.keep': '',
      }),
    install: (root, file) =>
      run('dpkg', [`--root=${root}`, '--force-architecture', '--force-confnew', '--install', file], { PATH }),
    verify: (root, name) => run('dpkg', [`--root=${root}`, '--verify', name]),
  },
  rpm: {
    list: 'rpm2cpio "$1" | cpio --quiet -t',
    prepare: () => undefined,
    install: (root, file) =>
      run('rpm', [
        `--root=${root}`,
        '-U',
        '--oldpackage',
        '--nodeps',
        '--noscripts',
        '--notriggers',
        '--ignorearch',
        '--ignoreos',
        file,
      ]),
    verify: (root, name) =>
      run('rpm', [`--root=${root}`, '-V', '--nodeps', '--noscripts', '--nouser', '--nogroup', name]),
  },
};

function quiet(plan: Plan): Plan {
  const keys = Object.entries(plan).filter(([key]) => !CALLING.includes(key));
  return { ...(Object.fromEntries(keys) as Plan), scripts: {}, relations: {} };
}

const CALLING = ['systemd', 'alternatives', 'sysusers', 'triggers', 'changelog'];

(isRoot ? describe : describe.skip)(`${COUNT} configs at random, installed`, () => {
  it.each(seeds.flatMap((seed) => (['deb', 'rpm'] as const).map((format) => [seed, format] as const)))(
    'seed %i, %s',
    async (seed, format) => {
      const { config, inputs } = randomConfig(seed, resolve('test/golden/trees'));
      const work = mkdtempSync(join(folder, 'config-'));
      writeInputs(work, inputs);
      const plan = (await plansOf(config, work)).find((one) => one.format === format);
      if (plan === undefined) throw new Error('no plan');
      const { fpm } = await packBoth(quiet(plan), work);
      const { native } = await packBoth({ ...quiet(plan), revision: '99' }, work);
      const { list, prepare, install, verify } = MANAGERS[format];

      const root = mkdtempSync(join(folder, 'root-'));
      prepare(root);
      // The folder of the changelog that fpm adds stays.
      writeFiles(root, { [`usr/share/doc/${plan.package}/.keep`]: '' });
      await install(root, fpm);
      const before = snapshot(root);
      await install(root, native);
      expect(await verify(root, plan.package)).toBe('');
      expect(snapshot(root)).toEqual(before);
      const listed = (await run('sh', ['-c', list, 'sh', native])).split('\n').filter((path) => path !== '');
      expect(listed.filter((path) => !isThere(join(root, path)))).toEqual([]);
      await install(root, fpm);
      expect(snapshot(root)).toEqual(before);
    },
    120_000,
  );
});

function isThere(path: string): boolean {
  return existsSync(path) || lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** What is below, but for what package managers note, and the changelog that fpm adds: mode, time, and bytes or target. */
function snapshot(root: string): Record<string, string> {
  const found: Record<string, string> = {};
  const pending = [''];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    for (const name of readdirSync(join(root, path))) {
      const inside = `${path}/${name}`;
      if (IGNORED.test(inside)) continue;
      const { mode, mtimeMs, nlink, uid, gid } = lstatSync(join(root, inside));
      const kind = mode & 0o170000;
      const isFile = kind === 0o100000;
      const bytes = isFile
        ? readFileSync(join(root, inside), 'latin1')
        : kind === 0o120000
          ? readlinkSync(join(root, inside))
          : '';
      // A folder's time is that of the last change in it.
      found[inside] = [
        mode.toString(8),
        isFile ? mtimeMs : '',
        isFile ? nlink : '',
        uid,
        gid,
        bytes.slice(0, 200),
        bytes.length,
      ].join(' ');
      if (kind === 0o040000) pending.push(inside);
    }
  }
  return found;
}

const IGNORED =
  /^\/(var\/lib\/(dpkg|rpm|alternatives)|root|nonexistent|usr\/lib\/sysimage|usr\/share\/doc\/[^/]+\/changelog\.(Debian\.)?gz)(\/|$)|^\/var\/cache/;
