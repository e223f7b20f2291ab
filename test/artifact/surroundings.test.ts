/** Nothing around a build may show in a package, and a build may leave nothing around. */
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { type Plan, serializePlan } from '../../src/plan/plan.ts';
import { temporaryFolder, writeFiles } from '../support/packing.ts';
import { samplePlan, writeSampleInputs } from './sample.ts';

const root = temporaryFolder();
const FORMATS = ['deb', 'rpm'] as const;
type Sums = Readonly<Record<(typeof FORMATS)[number], string>>;
let first: Sums;

interface Surroundings {
  /** Run before, in the folder of the inputs. */
  readonly before?: string;
  readonly umask?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Put before the command. */
  readonly prefix?: readonly string[];
}

beforeAll(async () => {
  first = await packAt('first', {});
});

/** Packs the sample by the command line, in a folder of that name, and says the sha256 of each package. */
async function packAt(
  name: string,
  { before = ':', umask = '022', env = {}, prefix = [] }: Surroundings,
): Promise<Sums> {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  writeSampleInputs(folder);
  const out = join(folder, 'out');
  mkdirSync(out, { mode: 0o777 });
  for (const open of [root, folder, out]) chmodSync(open, 0o777);
  const cli = join(process.cwd(), 'src/cli.ts');
  for (const format of FORMATS) {
    const plan: Plan = samplePlan(format);
    writeFileSync(join(folder, `${format}.json`), serializePlan(plan));
    const flags = [`--plan=${format}.json`, `--artifact=out/p.${format}`, `--manifest=out/${format}.json`];
    const script = `cd "$1" && shift && ${before} && umask ${umask} && exec "$@"`;
    const words = [...prefix, 'sh', '-c', script, 'sh', folder, process.execPath, cli, 'pack', ...flags];
    const [command = 'sh', ...args] = words;
    await execa(command, args, { env: { PATH: process.env['PATH'] ?? '', ...env }, extendEnv: false });
  }
  const sum = (format: string): string =>
    createHash('sha256')
      .update(readFileSync(join(out, `p.${format}`)))
      .digest('hex');
  return { deb: sum('deb'), rpm: sum('rpm') };
}

describe('the same bytes', () => {
  it('from another folder, umask, time zone, locale, home, and second', async () => {
    const env = {
      TZ: 'Pacific/Kiritimati',
      LC_ALL: 'de_DE.UTF-8',
      LANG: 'tr_TR',
      HOME: root,
      SOURCE_DATE_EPOCH: '1700000000',
    };
    const before = 'find . -exec touch -d "now - 100 days" {} + ; chmod -R go-rwx tree plain.conf scripts; sleep 1.1';
    expect(await packAt('second/deeper', { umask: '077', env, before })).toEqual(first);
  });

  const setpriv = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  if (setpriv.length === 0) console.log('left out: another user, which needs root');
  (setpriv.length === 0 ? it.skip : it)('by another user', async () => {
    expect(await packAt('third', { prefix: setpriv, env: { HOME: '/nonexistent' } })).toEqual(first);
  });

  it('whatever the user has in the home folder and the environment for fpm, rpmbuild and tar', async () => {
    const home = join(root, 'home');
    writeFiles(home, {
      '.fpm': '--vendor intruder\n',
      '.rpmmacros': '%_buildhost intruder\n%packager intruder\n%_binary_payload w1.gzdio\n',
      '.rpmrc': 'optflags: x86_64 -intruder\n',
    });
    const env = {
      HOME: home,
      FPMOPTS: '--epoch 7',
      DEBEMAIL: 'intruder@example.org',
      DEBFULLNAME: 'Intruder',
      USER: 'intruder',
      SHELL: '/bin/false',
      EDITOR: '/bin/false',
      FPM_EDITOR: '/bin/false',
      GZIP: '-1',
      TAR_OPTIONS: '--mode=0777',
      XZ_DEFAULTS: '-0',
      RUBYOPT: '-W1',
    };
    expect(await packAt('fourth', { env })).toEqual(first);
  });

  it('in a folder whose name holds tokens of fpm, blanks and signs of patterns', async () => {
    const name = 'ARCH NAME=c++ (x) [y] 100%s $HOME \'q\' "r" ITERATION';
    const temporary = join(root, `tmp ${name}`);
    mkdirSync(temporary);
    chmodSync(temporary, 0o777);
    expect(await packAt(name, { env: { TMPDIR: temporary } })).toEqual(first);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('over an older package of that name', async () => {
    const folder = join(root, 'again');
    expect(await packAt('again', {})).toEqual(first);
    writeFileSync(join(folder, 'out/p.deb'), '!<arch>\nan older one');
    cpSync(join(folder, 'out/p.deb'), join(folder, 'out/p.rpm'));
    const cli = join(process.cwd(), 'src/cli.ts');
    for (const format of FORMATS) {
      const flags = [`--plan=${format}.json`, `--artifact=out/p.${format}`, `--manifest=out/${format}.json`];
      await execa(process.execPath, [cli, 'pack', ...flags], { cwd: folder });
      const bytes = readFileSync(join(folder, `out/p.${format}`));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(first[format]);
    }
  });
});

describe('a build', () => {
  it('leaves nothing behind but what it was to write', async () => {
    const temporary = join(root, 'litter');
    mkdirSync(temporary);
    await packAt('fifth', { env: { TMPDIR: temporary } });
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(join(root, 'fifth/out')).sort()).toEqual(['deb.json', 'p.deb', 'p.rpm', 'rpm.json']);
  });
});
