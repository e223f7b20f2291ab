import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { main } from '../../src/main.ts';
import { parseManifest } from '../../src/engine/manifest.ts';
import { parsePlan, serializePlan } from '../../src/plan/plan.ts';
import { renderWrapper } from '../../src/engine/fpm/wrapper.ts';
import { elf, file, planOf, run, temporaryFolder, writeFiles } from '../support/packing.ts';

const CONFIG = `apiVersion: onepack/v1
version: v1.2.3
architectures: [amd64, arm64]
defaults: {maintainer: Some One <one@example.org>, license: Apache-2.0}
sources:
  tool: {file: "bin/\${arch}/tool"}
packages:
  tool:
    summary: A tool
    contents:
      - {src: "@tool", dst: /usr/bin/tool, mode: "0755"}
      - {src: files/conf, dst: /etc/tool.conf, type: config}
  meta: {summary: More than a tool, depends: {tool: "*"}}
`;

const folder = writeFiles(temporaryFolder(), {
  'packages.yaml': CONFIG,
  'files/conf': 'x = 1\n',
  'bin/amd64/tool': elf(62),
  'bin/arm64/tool': elf(183),
  'plan.json': serializePlan(planOf({ format: 'deb', contents: [file('/etc/conf', 'files/conf')] })),
});

let errors = '';
beforeEach(() => void (errors = ''));

// What the packages are good for is not asked here.
function onepack(...argv: string[]): Promise<number> {
  return saying(...argv, '--warnings=off');
}

function saying(...argv: string[]): Promise<number> {
  return sayingOn({ isTTY: false }, ...argv);
}

function sayingOn(terminal: { isTTY: boolean; columns?: number }, ...argv: string[]): Promise<number> {
  const io = { stdout: () => undefined, stderr: (text: string) => void (errors += text), cwd: folder, ...terminal };
  return main(argv, io);
}

function sums(directory: string): Record<string, string> {
  const names = readdirSync(join(folder, directory)).sort();
  const sum = (name: string): string =>
    createHash('sha256')
      .update(readFileSync(join(folder, directory, name)))
      .digest('hex');
  return Object.fromEntries(names.map((name) => [name, sum(name)]));
}

describe('pack --config', () => {
  it('writes every package under its conventional name, a line for each and one for all, and nothing else', async () => {
    expect([
      await onepack('--config=packages.yaml', '--out=all'),
      errors
        .replace(/\(.*?\)/g, '()')
        .replace(/, \d+ kB, [\d.]+ s$/m, ', …')
        .split('\n')
        .sort(),
    ]).toEqual([
      0,
      [
        '',
        '2 packages, 8 files, …',
        ...['meta', 'tool'].flatMap((name) => [
          `packed ${name}-1.2.3-0.aarch64.rpm ()`,
          `packed ${name}-1.2.3-0.x86_64.rpm ()`,
          `packed ${name}_1.2.3-0_amd64.deb ()`,
          `packed ${name}_1.2.3-0_arm64.deb ()`,
        ]),
      ].sort(),
    ]);
    expect(readdirSync(join(folder, 'all'))).toHaveLength(8);
    expect(await run('dpkg-deb', ['--field', join(folder, 'all/meta_1.2.3-0_arm64.deb'), 'Depends'])).toBe('tool');
  });

  it('gives the same bytes from a plan, alone, as among others', async () => {
    expect(
      await onepack('pack', '--config=packages.yaml', '--out=few', '--package=tool', '--arch=amd64', '--format=deb'),
    ).toBe(0);
    expect(Object.keys(sums('few'))).toEqual(['tool_1.2.3-0_amd64.deb']);
    expect(sums('all')).toMatchObject(sums('few'));
  });

  it('counts what was selected of the set', async () => {
    expect(await onepack('--config=packages.yaml', '--out=one', '--package=tool', '--arch=amd64')).toBe(0);
    expect(errors).toMatch(/^1 of 2 packages, 2 files, \d+ kB, [\d.]+ s$/m);
  });

  it('overwrites one line on a terminal, which it does not outgrow, and on nothing else', async () => {
    const flags = [
      '--config=packages.yaml',
      '--out=one',
      '--package=tool',
      '--set=packages.tool.contents[1].src=large',
    ];
    // So large that it takes several drawings of the line.
    writeFiles(folder, { large: Buffer.alloc(80e6, 'large') });
    expect([await onepack(...flags), errors]).toEqual([0, expect.not.stringContaining('\r')]);
    errors = '';
    expect(await sayingOn({ isTTY: true, columns: 60 }, ...flags, '--warnings=off')).toBe(0);
    const drawn = errors.split('\r\u001b[K');
    expect(drawn).toContainEqual(
      expect.stringMatching(/^0 of 4 files, deflating large: [\d.]+ of 80(?:\.0)? MB, \d s$/),
    );
    for (const line of drawn) expect(line.split('\n')[0]?.length).toBeLessThan(60);
    expect(errors).toMatch(/1 of 2 packages, 4 files, \d+ kB, [\d.]+ s\n$/);
  });

  it('says what source is not there before the first package, once, and where it is named', async () => {
    expect(await onepack('--config=packages.yaml', '--out=begun', '--source=tool=bin/none')).toBe(2);
    expect(errors).toMatch(
      /^packages\.yaml:11:\d+: error: the file of the source "tool", bin\/none, is not there \[missing-source\]$/m,
    );
    expect(errors.match(/missing-source/g)).toHaveLength(1);
    expect([errors.includes('packed'), existsSync(join(folder, 'begun'))]).toEqual([false, false]);
  });

  it('takes a source from a flag', async () => {
    const flags = ['--package=tool', '--arch=amd64', '--format=rpm', '--source=tool=bin/arm64/tool'];
    expect(await onepack('--config=packages.yaml', '--out=other', ...flags)).toBe(2);
    expect(errors).toMatch(/^packages\.yaml:11:\d+: error: .*arm64, but the package is for amd64 \[wrong-machine\]$/m);
    expect(errors).toMatch(/^ {4} {6}- \{src: "@tool", dst: \/usr\/bin\/tool/m);
    expect(existsSync(join(folder, 'other'))).toBe(false);
  });

  it('keeps the work folder where it is asked to, with a wrapper that gives the same bytes by hand', async () => {
    const flags = ['--package=tool', '--arch=amd64', '--keep-work=a work folder', '--out=kept', '--engine=fpm'];
    expect(await onepack('--config=packages.yaml', ...flags)).toBe(0);
    const path = `${process.cwd()}/.tools/bin:${process.env['PATH'] ?? ''}`;
    for (const [format, name] of [
      ['deb', 'tool_1.2.3-0_amd64.deb'],
      ['rpm', 'tool-1.2.3-0.x86_64.rpm'],
    ] as const) {
      const work = join(folder, 'a work folder', `tool_amd64_${format}`);
      const made = readFileSync(join(folder, 'kept', name));
      expect(readFileSync(join(work, `package.${format}`)).equals(made)).toBe(true);
      await run('sh', [join(work, 'wrapper.sh')], { PATH: path });
      expect(readFileSync(join(work, `package.${format}`)).equals(made)).toBe(true);
    }
  });

  it('warns once a run, before the first package, and ends where a flag makes it an error', async () => {
    const flags = ['--config=packages.yaml', '--package=meta'];
    expect(await saying(...flags, '--out=warned')).toBe(0);
    const lines = errors.split('\n').filter((line) => /^\S/.test(line));
    expect(lines.map((line) => line.replace(/\(.*/, ''))).toEqual([
      expect.stringMatching(/^packages\.yaml:2:10: warning: .*\[no-time\]$/),
      expect.stringMatching(/^packages\.yaml:13:\d+: warning: .*\[description-is-summary\]$/),
      expect.stringMatching(/^packages\.yaml:13:\d+: warning: .*\[section-missing\]$/),
      expect.stringMatching(/^packages\.yaml:13:\d+: warning: .*\[no-copyright-file\]$/),
      ...Array.from({ length: 4 }, () => expect.stringMatching(/^packed meta/) as unknown),
      expect.stringMatching(/^1 of 2 packages, 4 files, /),
    ]);
    errors = '';
    expect(await saying(...flags, '--out=refused', '--warnings=error')).toBe(2);
    expect(errors).not.toContain('warning:');
    expect([existsSync(join(folder, 'refused')), errors]).toEqual([
      false,
      expect.stringContaining('error: the deb has'),
    ]);
  });

  it.each([
    [['pack', '--plan=plan.json'], /needs --artifact=FILE and --manifest=FILE/],
    [['--config=packages.yaml', '--package=tol'], /tol/],
  ])('exits 2 at %j', async (argv, message) => {
    expect([await onepack(...argv), errors]).toEqual([2, expect.stringMatching(message)]);
  });
});

describe('pack --plan', () => {
  it('writes the two files that it is told, and needs no environment', async () => {
    const cli = join(process.cwd(), 'src/cli.ts');
    const flags = ['--plan=plan.json', '--artifact=one/p.deb', '--manifest=one/m.json'];
    await execa(process.execPath, [cli, 'pack', ...flags], { cwd: folder, env: {}, extendEnv: false });
    const manifest = parseManifest(readFileSync(join(folder, 'one/m.json'), 'utf8'), 'm.json');
    expect(manifest).toMatchObject({ fileName: 'tool_1.2.3-0_amd64.deb', sha256: sums('one')['p.deb'] });
    expect(manifest.engine.tools['fpm']).toBe('1.18.0');
  });

  it('says how to do again what fails, outside of a sandbox, and leaves no work folder', async () => {
    mkdirSync(join(folder, 'tmp'));
    writeFiles(folder, { 'bad.json': serializePlan({ ...planOf({ format: 'rpm' }), version: '1 2' }) });
    const cli = join(process.cwd(), 'src/cli.ts');
    const flags = ['--plan=bad.json', '--artifact=bad.rpm', '--manifest=m.json'];
    const env = { TMPDIR: join(folder, 'tmp') };
    const { exitCode, stderr } = await execa(process.execPath, [cli, 'pack', ...flags], {
      cwd: folder,
      env,
      reject: false,
    });
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('Tag takes single token only: Version: 1 2')]);
    expect(stderr).toContain(
      'npx onepack --config=packages.yaml --package=tool --arch=amd64 --format=rpm --keep-work=WORK',
    );
    expect([readdirSync(join(folder, 'tmp')), existsSync(join(folder, 'bad.rpm'))]).toEqual([[], false]);
  });
});

describe('a plan that is not there', () => {
  it('is said in one line', async () => {
    const status = await onepack('pack', '--plan=none.json', '--artifact=p.deb', '--manifest=m.json');
    expect([status, errors]).toEqual([2, 'error: cannot read none.json: there is no such file [plan-syntax]\n']);
  });
});

describe('the wrapper that pack runs', () => {
  it('is that of the plan', async () => {
    const flags = ['--plan=plan.json', '--artifact=w/p', '--manifest=w/m', '--keep-work=w/work'];
    expect(await onepack('pack', ...flags)).toBe(0);
    const plan = parsePlan(readFileSync(join(folder, 'plan.json'), 'utf8'), 'plan.json');
    expect(readFileSync(join(folder, 'w/work/tool_amd64_deb/wrapper.sh'), 'utf8')).toBe(renderWrapper(plan));
  });
});
