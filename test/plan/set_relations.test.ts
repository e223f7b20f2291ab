import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { resolvePlans } from '../../src/plan/resolve.ts';
import { run } from '../command_line/running.ts';
import { spelled, temporaryFolder, writeFiles } from '../support/packing.ts';
import { loaded, pointed, withPackages } from './located.ts';

/** What is wrong with a package that says this of the packages of its set, whose version is 1.36.3-0. */
function wrong(says: string, others: string, more = ''): string[] {
  const { problems } = resolvePlans(
    loaded(withPackages(`  tool: {summary: A tool, ${says}}\n${others.replace(/^/gm, '  ')}\n`, more)),
  );
  return problems.map((problem) => `${pointed(problem)}: ${problem.message}`);
}

describe('a relation within the set', () => {
  it.each([
    ['any version', 'depends: {data: "*"}', 'data: {summary: D}'],
    ['this version', 'depends: {data: "= ${version}"}', 'data: {summary: D}'],
    ['this version and revision', 'depends: {data: "== ${version}-${revision}"}', 'data: {summary: D}'],
    ['an epoch of its own', 'depends: {data: "= ${version}"}', 'data: {summary: D, epoch: 3}'],
    ['another revision', 'depends: {data: "= ${version}"}', 'data: {summary: D, revision: "7"}'],
    ['a version of its own', 'depends: {data: ">= 0.9"}', 'data: {summary: D, version: 1.0.0-rc.1}'],
    ['what one provides', 'depends: {greeter: "= 2.0"}', 'data: {summary: D, provides: {greeter: "= 2.0"}}'],
    ['what one provides without a version', 'depends: {greeter: "*"}', 'data: {summary: D, provides: {greeter: "*"}}'],
    [
      'the name of one, which another provides in the version that is needed',
      'depends: {data: "= 2.0"}',
      'data: {summary: D}\ndata2: {summary: D, provides: {data: "= 2.0"}}',
    ],
    ['one of several', 'depends: {x: {any: ["data >= 99", "data2"]}}', 'data: {summary: D}\ndata2: {summary: D}'],
    ['one of others', 'depends: {x: {any: ["data >= 99", "of-somebody"]}}', 'data: {summary: D}'],
    ['a package for all', 'depends: {data: "= ${version}"}', 'data: {summary: D, architectures: [all]}'],
    ['another package', 'depends: {of-somebody: ">= 99"}', 'data: {summary: D}'],
    ['old versions in conflict', 'depends: {data: "*"}, breaks: {data: "< ${version}"}', 'data: {summary: D}'],
    [
      'a program and its nightly',
      'conflicts: {tool-nightly: "*"}',
      'tool-nightly: {summary: N, conflicts: {tool: "*"}}',
    ],
    ['a suggestion for another architecture', 'suggests: {data: "*"}', 'data: {summary: D, architectures: [arm64]}'],
    ['itself in conflict with what it provides', 'provides: {mta: "*"}, conflicts: {mta: "*"}', 'data: {summary: D}'],
  ])('is right for %s', (_what, says, others) => {
    expect(wrong(says, others, 'epoch: 1\n')).toEqual([]);
    expect(wrong(says, others)).toEqual([]);
  });

  it.each([
    ['another version', 'depends: {data: "= 1.0"}', 'data: {summary: D}', '"= 1.0"'],
    [
      'another revision',
      'depends: {data: "== ${version}-${revision}"}',
      'data: {summary: D, revision: "7"}',
      '"== ${version}-${revision}"',
    ],
    ['a later one', 'recommends: {data: ">= 1.37"}', 'data: {summary: D}', '">= 1.37"'],
    [
      'that of the set, where it has its own',
      'depends: {data: "= ${version}"}',
      'data: {summary: D, version: 2.0.0}',
      '"= ${version}"',
    ],
    ['an epoch that it has not', 'depends: {data: ">= 4:1.0"}', 'data: {summary: D}', '">= 4:1.0"'],
    ['a pre-release before it', 'depends: {data: ">= 2.0.0"}', 'data: {summary: D, version: 2.0.0-rc.1}', '">= 2.0.0"'],
    [
      'several, none of which will do',
      'depends: {x: {any: ["data >= 99", "data2 < 1"]}}',
      'data: {summary: D}\ndata2: {summary: D}',
      '["data >= 99", "data2 < 1"]',
    ],
    [
      'an architecture that it is not built for',
      'depends: {data: "*"}',
      'data: {summary: D, architectures: [arm64]}',
      '"*"',
    ],
    [
      'what is needed before an upgrade',
      'requires(pre): {data: "> ${version}"}',
      'data: {summary: D}',
      '"> ${version}"',
    ],
  ])('is an error where it asks for %s', (_what, says, others, place) => {
    const found = new Set(wrong(says, others).map((text) => text.replace(/: .*/s, '')));
    expect([...found]).toEqual([`relation-unmet ${place}`]);
  });

  it('is none where a package of another set may provide the name, too', () => {
    expect(wrong('depends: {greeter: ">= 3"}', 'data: {summary: D, provides: {greeter: "= 2.0"}}')).toEqual([]);
    expect(wrong('depends: {greeter: ">= 1"}', 'data: {summary: D, provides: {greeter: "*"}}')).toEqual([]);
  });

  it.each([
    ['depends: {data: "*"}, conflicts: {data: "<= ${version}"}', 'data: {summary: D}', 'tool'],
    ['depends: {data: "*"}, breaks: {data: "= 1:1.36.3-0"}', 'data: {summary: D, epoch: 1}', undefined],
    ['depends: {data: "*"}, obsoletes: {data: "< 99"}', 'data: {summary: D}', 'tool'],
    ['depends: {data: "*"}', 'data: {summary: D, breaks: {tool: "< 2"}}', 'data'],
    ['depends: {data: "*"}', 'data: {summary: D, conflicts: {tools: "*"}}\nx: {summary: X}', undefined],
    ['depends: {data: "*"}, provides: {tools: "*"}', 'data: {summary: D, conflicts: {tools: "*"}}', 'data'],
  ])('%s beside %s', (says, others, whose) => {
    const found = wrong(says, others).filter((text) => text.startsWith('relation-contradiction'));
    if (whose === undefined) expect(found).toEqual([]);
    else expect(found.join('\n')).toContain(`of ${whose} keeps`);
  });
});

describe('the set of the cookbook, with an epoch', () => {
  const folder = temporaryFolder();
  const SET = withPackages(
    `  demo: {summary: D, depends: {demo-data: '= \${version}'}}\n  demo-data: {summary: D, architectures: [all]}\n`,
    'epoch: 1\n',
  );

  it('says the epoch in both formats', () => {
    const { plans, problems } = resolvePlans(loaded(SET));
    expect(problems).toEqual([]);
    const of = (format: string) => {
      const plan = plans.find((one) => one.package === 'demo' && one.format === format);
      return plan === undefined ? undefined : spelled(plan)['depends'];
    };
    expect(of('deb')).toEqual(['demo-data (>= 1:1.36.3-~)', 'demo-data (<< 1:1.36.3-.)']);
    expect(of('rpm')).toEqual(['demo-data = 1:1.36.3']);
  });

  it('is installed by rpm and by dpkg', async () => {
    writeFiles(folder, { 'packages.yaml': SET });
    const { status } = await run(['pack', '--warnings=off', '--out=out'], { cwd: folder });
    expect(status).toBe(0);
    const out = join(folder, 'out');
    const root = join(folder, 'root');
    for (const name of ['info', 'updates', 'triggers']) mkdirSync(join(root, 'dpkg', name), { recursive: true });
    writeFiles(join(root, 'dpkg'), { status: '', available: '' });
    const rpms = ['demo-1.36.3-0.x86_64.rpm', 'demo-data-1.36.3-0.noarch.rpm'].map((name) => join(out, name));
    const rpm = spawnSync('rpm', ['--root', root, '-i', '--test', '--ignorearch', ...rpms], { encoding: 'utf8' });
    expect([rpm.status, rpm.stderr.includes('Failed dependencies')]).toEqual([0, false]);
    const debs = ['demo_1.36.3-0_amd64.deb', 'demo-data_1.36.3-0_all.deb'].map((name) => join(out, name));
    const args = [
      `--admindir=${join(root, 'dpkg')}`,
      `--instdir=${root}`,
      '--force-not-root',
      '--force-bad-path',
      '--force-script-chrootless',
      '--log=/dev/null',
    ];
    const dpkg = spawnSync('dpkg', [...args, '-i', ...debs], { encoding: 'utf8' });
    expect([dpkg.status, dpkg.stderr]).toEqual([0, '']);
  });
});
