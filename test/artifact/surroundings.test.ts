/** Nothing around a build may show in a package, and a build may leave nothing around. */
import { createHash } from 'node:crypto';
import {
  accessSync, chmodSync, constants, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync,
} from 'node:fs'; // prettier-ignore
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { type Plan, serializePlan } from '../../src/plan/plan.ts';
import type { Format } from '../../src/format/format.ts';
import { temporaryFolder, writeFiles } from '../support/packing.ts';
import { isThere } from '../support/roots/left_out.ts';
import { samplePlan, writeSampleInputs } from './sample.ts';

const root = temporaryFolder();
const FORMATS = ['deb', 'rpm'] as const;
type Sums = Readonly<Record<(typeof FORMATS)[number], string>>;
const ENGINES = ['fpm', 'native'] as const;
type Engine = (typeof ENGINES)[number];
/** By engine. */
const firsts = {} as Record<Engine, Sums>;

interface Surroundings {
  /** Run before, in the folder of the inputs. */
  readonly before?: string;
  readonly umask?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Put before the command. */
  readonly prefix?: readonly string[];
  /** The folder in which the folder is. */
  readonly top?: string;
}

beforeAll(async () => {
  for (const engine of ENGINES) firsts[engine] = await packAt(engine, 'first', {});
});

/** As Bazel packs a plan, which is told of the links of a tree. */
function packFlags(format: Format): string[] {
  const outputs = [`--artifact=out/p.${format}`, `--manifest=out/${format}.json`];
  return [`--plan=${format}.json`, ...outputs, '--link=tree/link\nsub/file'];
}

/** Packs the sample by the command line, in a folder of that name, and says the sha256 of each package. */
async function packAt(
  engine: Engine,
  name: string,
  { before = ':', umask = '022', env = {}, prefix = [], top = root }: Surroundings,
): Promise<Sums> {
  const folder = join(top, engine, name);
  mkdirSync(folder, { recursive: true });
  writeSampleInputs(folder);
  const out = join(folder, 'out');
  mkdirSync(out, { mode: 0o777 });
  for (const open of [root, join(top, engine), folder, out]) chmodSync(open, 0o777);
  const cli = join(process.cwd(), 'src/cli.ts');
  for (const format of FORMATS) {
    const plan: Plan = samplePlan(format, { engine });
    writeFileSync(join(folder, `${format}.json`), serializePlan(plan));
    const flags = packFlags(format);
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

describe.each(ENGINES)('the same bytes of %s', (engine) => {
  it('from another folder, umask, time zone, locale, home, and second', async () => {
    const env = {
      TZ: 'Pacific/Kiritimati',
      LC_ALL: 'de_DE.UTF-8',
      LANG: 'tr_TR',
      HOME: root,
      SOURCE_DATE_EPOCH: '1700000000',
    };
    const before = 'find . -exec touch -d "now - 100 days" {} + ; chmod -R go-rwx tree plain.conf scripts; sleep 1.1';
    expect(await packAt(engine, 'second/deeper', { umask: '077', env, before })).toEqual(firsts[engine]);
  });

  const setpriv = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  if (setpriv.length === 0) console.log('left out: another user, which needs root');
  (setpriv.length === 0 ? it.skip : it)('by another user', async () => {
    expect(await packAt(engine, 'third', { prefix: setpriv, env: { HOME: '/nonexistent' } })).toEqual(firsts[engine]);
  });

  it('whatever the user has in the home folder and the environment for fpm, rpmbuild and tar', async () => {
    const home = join(root, engine, 'home');
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
    expect(await packAt(engine, 'fourth', { env })).toEqual(firsts[engine]);
  });

  it('in a folder whose name holds tokens of fpm, blanks and signs of patterns', async () => {
    const name = 'ARCH NAME=c++ (x) [y] 100%s $HOME \'q\' "r" ITERATION';
    const temporary = join(root, engine, `tmp ${name}`);
    mkdirSync(temporary);
    chmodSync(temporary, 0o777);
    expect(await packAt(engine, name, { env: { TMPDIR: temporary } })).toEqual(firsts[engine]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  const shm = '/dev/shm';
  const elsewhere = isWritable(shm) ? it : it.skip;
  elsewhere('from a file system that lists a folder in another order', async () => {
    const top = mkdtempSync(join(shm, 'onepack-test-'));
    try {
      expect(await packAt(engine, 'order', { top })).toEqual(firsts[engine]);
    } finally {
      rmSync(top, { recursive: true, force: true });
    }
  });

  const unshare = process.getuid?.() === 0 ? it : it.skip;
  unshare('on a host of another name', async () => {
    const prefix = ['unshare', '--uts', 'sh', '-c', 'hostname intruder && exec "$@"', 'sh'];
    expect(await packAt(engine, 'host', { prefix })).toEqual(firsts[engine]);
  });

  const faketime = isThere('faketime') ? it : it.skip;
  if (faketime === it.skip) console.log('left out: another month, which needs faketime');
  faketime('in another month', async () => {
    expect(await packAt(engine, 'month', { prefix: ['faketime', '-f', '+45d'] })).toEqual(firsts[engine]);
  });

  it('over an older package of that name', async () => {
    const folder = join(root, engine, 'again');
    expect(await packAt(engine, 'again', {})).toEqual(firsts[engine]);
    writeFileSync(join(folder, 'out/p.deb'), '!<arch>\nan older one');
    cpSync(join(folder, 'out/p.deb'), join(folder, 'out/p.rpm'));
    const cli = join(process.cwd(), 'src/cli.ts');
    for (const format of FORMATS) {
      await execa(process.execPath, [cli, 'pack', ...packFlags(format)], { cwd: folder });
      const bytes = readFileSync(join(folder, `out/p.${format}`));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(firsts[engine][format]);
    }
  });
});

describe.each(ENGINES)('a build by %s', (engine) => {
  it('leaves nothing behind but what it was to write', async () => {
    const temporary = join(root, engine, 'litter');
    mkdirSync(temporary);
    await packAt(engine, 'fifth', { env: { TMPDIR: temporary } });
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(join(root, engine, 'fifth/out')).sort()).toEqual(['deb.json', 'p.deb', 'p.rpm', 'rpm.json']);
  });
});

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    console.log(`left out: another file system, which needs ${folder}`);
    return false;
  }
}
