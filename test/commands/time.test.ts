/** What says the time of everything in the packages: the first that says one of a flag, a stamp, the config, the environment, changelogs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { folderOf } from '../config/loading.ts';
import { run } from '../command_line/running.ts';
import { run as execute } from '../support/packing.ts';

const CONFIG = `apiVersion: onepack/v1
version: v1.2.3
architectures: [all]
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT, section: utils }
warnings: { description-is-summary: off, no-copyright-file: off }
packages:
  hello: { summary: Says hello }
`;

const entry = (version: string, date: string): string =>
  `hello (${version}) stable; urgency=medium\n\n  * Say hello.\n\n -- Jo Doe <jo@example.com>  ${date}\n\n`;
// 1553083200 and 1554206400.
const MARCH = 'Wed, 20 Mar 2019 12:00:00 +0000';
const APRIL = 'Tue, 02 Apr 2019 12:00:00 +0000';

const FILES = {
  'packages.yaml': CONFIG,
  'dated.yaml': `${CONFIG}sourceDateEpoch: 1000\n`,
  'logged.yaml': `${CONFIG}  howdy: { summary: Says howdy, changelog: howdy.log, overrides: { rpm: { changelog: rpm.log } } }\n`,
  'howdy.log': entry('1.2.3-0', MARCH),
  'rpm.log': entry('1.2.3-0', APRIL) + entry('1.2.2-0', MARCH),
  status: 'STABLE_BUILD_SCM_REVISION v1.2.4\nSTABLE_SOURCE_DATE_EPOCH 2000\n',
};

const cwd = folderOf(FILES);

/** The time, what is said of it in the patched config and by `explain`, and the codes of warnings. */
async function time(config: string, flags: readonly string[] = [], SOURCE_DATE_EPOCH?: string) {
  const environment = SOURCE_DATE_EPOCH === undefined ? undefined : { environment: { SOURCE_DATE_EPOCH } };
  const base = [`--config=${config}`, ...flags];
  const options = { cwd, ...environment };
  const { status, stderr } = await run(['patch', ...base, '--out=patched.yaml', '--plans=plans'], options);
  const codes = [...stderr.matchAll(/\[([a-z-]+)\]$/gm)].map(([, code]) => code);
  if (status !== 0) return { status, stderr };
  const explained = (await run(['explain', ...base, 'sourceDateEpoch'], options)).stdout.trim();
  const plan = JSON.parse(readFileSync(join(cwd, 'plans/hello_all_rpm.json'), 'utf8')) as { sourceDateEpoch: number };
  const [patched] = /^sourceDateEpoch: .*$/m.exec(readFileSync(join(cwd, 'patched.yaml'), 'utf8')) ?? [];
  return { seconds: plan.sourceDateEpoch, patched, explained, codes };
}

const STAMP = ['--stamp=status'];
const FLAG = ['--source-date-epoch=3000'];

describe('the time of everything', () => {
  it.each([
    [
      'a flag',
      'dated.yaml',
      [...STAMP, ...FLAG],
      '4000',
      3000,
      '# set by --source-date-epoch, was 1000',
      '# --source-date-epoch=3000, was 2000 (status:2), was 1000 (dated.yaml:8)',
    ],
    [
      'the key of the stamp',
      'dated.yaml',
      STAMP,
      '4000',
      2000,
      '# from status (STABLE_SOURCE_DATE_EPOCH), was 1000',
      '# status:2, was 1000 (dated.yaml:8)',
    ],
    ['the key of the config', 'dated.yaml', [], '4000', 1000, '', '# dated.yaml:8'],
    ['SOURCE_DATE_EPOCH', 'logged.yaml', [], '4000', 4000, '# set by SOURCE_DATE_EPOCH', '# SOURCE_DATE_EPOCH=4000'],
    [
      'SOURCE_DATE_EPOCH, where an override takes the key away',
      'dated.yaml',
      ['--set=sourceDateEpoch=null'],
      '4000',
      4000,
      '# set by SOURCE_DATE_EPOCH',
      '# SOURCE_DATE_EPOCH=4000',
    ],
    ['the newest entry of all changelogs', 'logged.yaml', [], undefined, 1554206400, '# from rpm.log:5', '# rpm.log:5'],
  ] as const)('is that of %s', async (_, config, flags, variable, seconds, patched, explained) => {
    // prettier-ignore
    expect(await time(config, flags, variable)).toEqual({
      seconds,
      patched: `sourceDateEpoch: ${seconds} ${patched}`.trim(),
      explained: `sourceDateEpoch: ${seconds}  ${explained}`,
      codes: [],
    });
  });

  it('is 1980 where nothing says one, with one warning that says how', async () => {
    const answer = await time('packages.yaml');
    expect(answer).toEqual({
      seconds: 315532800,
      patched: 'sourceDateEpoch: 315532800 # by default',
      explained: 'sourceDateEpoch: 315532800  # by default',
      codes: ['no-time'],
    });
  });

  it.each(['', 'yesterday', '0', '-1', '1.5', '1e9', ' 1', '4294967296', '1700000000000'])(
    'is refused where SOURCE_DATE_EPOCH is %j, at its place',
    async (variable) => {
      const { status, stderr } = (await time('packages.yaml', [], variable)) as { status: number; stderr: string };
      expect([status, stderr]).toEqual([2, expect.stringMatching(/^SOURCE_DATE_EPOCH:1:1: error: must be /)]);
      expect(await time('dated.yaml', [], variable)).toMatchObject({ seconds: 1000, codes: [] });
    },
  );

  it('is refused where the stamp has no number, at its line', async () => {
    const status = join(folderOf({ status: FILES.status.replace('2000', 'now') }), 'status');
    expect(await time('dated.yaml', [`--stamp=${status}`])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('status:2:26: error: must be a whole number, not "now"') as unknown,
    });
  });

  it('is not read from a changelog that is not there: the plans would have another one than the packages', async () => {
    const config = CONFIG.replace('Says hello', 'Says hello, changelog: gone');
    const folder = folderOf({ 'packages.yaml': config });
    const { status, stderr } = await run(['patch', '--config=packages.yaml', '--out=p.yaml'], { cwd: folder });
    expect([status, stderr]).toEqual([2, expect.stringContaining('[missing-changelog]')]);
    const flags = ['--config=packages.yaml', '--out=p.yaml', ...FLAG];
    expect(await run(['patch', ...flags], { cwd: folder })).toMatchObject({ status: 0, stderr: '' });
  });

  it('stays in the patched config, and is in both packages', async () => {
    const folder = folderOf(FILES);
    const pack = (config: string, out: string, environment = {}) =>
      run(['pack', `--config=${config}`, `--out=${out}`, '--package=hello', '--warnings=off'], {
        cwd: folder,
        environment,
      });
    expect((await pack('logged.yaml', 'one')).status).toBe(0);
    expect(
      (await run(['patch', '--config=logged.yaml', '--out=patched.yaml', '--base=.'], { cwd: folder })).status,
    ).toBe(0);
    expect((await pack('patched.yaml', 'two', { SOURCE_DATE_EPOCH: '5000' })).status).toBe(0);
    expect(await execute('diff', ['-r', join(folder, 'one'), join(folder, 'two')])).toBe('');
    const rpm = join(folder, 'one/hello-1.2.3-0.noarch.rpm');
    expect(await execute('rpm', ['-qp', '--queryformat', '%{BUILDTIME}', rpm])).toBe('1554206400');
    const deb = await execute('dpkg-deb', ['--contents', join(folder, 'one/hello_1.2.3-0_all.deb')]);
    expect(deb).toContain('2019-04-02 12:00 ./');
  });
});
