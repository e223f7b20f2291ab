import { describe, expect, it } from '@jest/globals';
import { run } from '../command_line/running.ts';
import { folderOf, type Files } from '../config/loading.ts';

const CONFIG = `apiVersion: onepack/v1
version: v1.2.3
architectures: [amd64, arm64]
defaults: {maintainer: Some One <one@example.org>, license: Apache-2.0, section: utils}
sources:
  tool: {file: "bin/\${arch}/tool"}
packages:
  tool:
    summary: Does something
    description: It does what it does.
    contents:
      - {src: "@tool", dst: /usr/bin/tool, mode: "0755"}
      - {src: files/conf, dst: /etc/tool.conf, type: config}
      - {src: share, dst: /usr/share/tool, type: tree}
      - {src: files/conf, dst: /usr/share/doc/tool/copyright, type: license}
    scripts: {postinstall: files/post}
sourceDateEpoch: 1700000000
`;

const FILES = {
  'packages.yaml': CONFIG,
  'files/conf': 'x = 1\n',
  'files/post': '#!/bin/sh\nset -e\ntool --prepare\n',
  'share/a': 'a\n',
};

function check(files: Files, ...flags: string[]) {
  return run(['check', '--config=packages.yaml', ...flags], { cwd: folderOf(files) });
}

describe('check', () => {
  it('counts what is right, whether the sources are there yet or not', async () => {
    const line = '1 package, 4 plans: no mistakes';
    const said = (stdout: string) => ({ status: 0, stdout, stderr: '' });
    const missing = `${line}; missing so far: tool (bin/amd64/tool), tool (bin/arm64/tool)\n`;
    const there = { ...FILES, 'bin/amd64/tool': '', 'bin/arm64/tool': '' };
    expect(await check(FILES)).toEqual(said(missing));
    expect(await check({ ...FILES, 'bin/amd64/tool': '' })).toEqual(
      said(`${line}; missing so far: tool (bin/arm64/tool)\n`),
    );
    expect(await check(there)).toEqual(said(`${line}\n`));
    expect(await check(FILES, '--quiet')).toEqual(said(''));
    const { stdout } = await check(FILES, '--json');
    const missingSources = ['amd64', 'arm64'].map((arch) => ({ name: 'tool', file: `bin/${arch}/tool` }));
    expect(JSON.parse(stdout)).toEqual({ problems: [], packages: 1, plans: 4, missingSources });
  });

  it('names three sources that are not there, and counts the others', async () => {
    const text = CONFIG.replace('[amd64, arm64]', '["386", amd64, arm, arm64, s390x]');
    expect((await check({ ...FILES, 'packages.yaml': text })).stdout).toBe(
      '1 package, 10 plans: no mistakes; missing so far: tool (bin/386/tool), tool (bin/amd64/tool), tool (bin/arm/tool), 2 more\n',
    );
  });

  it('says which program is for another machine, of a source and of a file, unless it may be', async () => {
    const elf = Buffer.concat([Buffer.from('\x7fELF\x02\x01', 'latin1'), Buffer.alloc(14)]).fill(62, 18, 19);
    const files = { ...FILES, 'bin/arm64/tool': elf, 'bin/amd64/tool': elf, 'files/conf': elf };
    const { status, stderr } = await check(files, '--warnings=off');
    expect(status).toBe(2);
    expect(stderr.split('\n').filter((line) => line.includes('error:'))).toEqual([
      'packages.yaml:12:15: error: the source "tool", bin/arm64/tool, is a program for amd64, but the package is for arm64 [wrong-machine]',
      'packages.yaml:13:15: error: files/conf is a program for amd64, but the package is for arm64 [wrong-machine]',
      'packages.yaml:15:15: error: files/conf is a program for amd64, but the package is for arm64 [wrong-machine]',
    ]);
    const any = CONFIG.replaceAll('mode: "0755"}', 'machine: any}').replaceAll('type: config}', 'machine: any}');
    const allowed = { ...files, 'packages.yaml': any.replace('type: license}', 'machine: any}') };
    expect(await check(allowed, '--warnings=off')).toMatchObject({ status: 0, stderr: '' });
  });

  it('checks the set of this repository', async () => {
    const { status, stdout, stderr } = await run(['check', '--config=build/pkgs/packages.yaml']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^\d+ packages, \d+ plans: no mistakes(?:; missing so far: .*)?\n$/);
  });

  it('says of each file what is wrong with it, once, at its place', async () => {
    const files = { 'packages.yaml': CONFIG, 'files/conf/x': '', 'bin/amd64/tool/x': '', 'files/post': 'exit 0\n' };
    const { status, stdout } = await check(files, '--json');
    const { problems } = JSON.parse(stdout) as { problems: { code: string; line: number; subject: object }[] };
    expect(status).toBe(2);
    expect(problems.map(({ code, line }) => `${code} ${line}`)).toEqual([
      'not-a-file 12',
      'not-a-file 13',
      'missing-file 14',
      'not-a-file 15',
      'script-interpreter 16',
    ]);
    // The source of amd64 is a folder; of the scripts only a deb's must name its interpreter.
    const whole = { config: 'packages.yaml', package: 'tool' };
    expect(problems.map(({ subject }) => subject)).toEqual([
      { ...whole, architecture: 'amd64' },
      whole,
      whole,
      whole,
      { ...whole, format: 'deb' },
    ]);
  });

  it('tells warnings, counts them, and stays well', async () => {
    const files = { ...FILES, 'packages.yaml': CONFIG.replace('Does something', 'Does something.') };
    expect(await check(files)).toEqual({
      status: 0,
      stdout:
        '1 package, 4 plans: no mistakes, 1 warning; missing so far: tool (bin/amd64/tool), tool (bin/arm64/tool)\n',
      stderr: `packages.yaml:9:14: warning: the summary ends in a full stop, but it is a title [summary-full-stop]
        summary: Does something.
                 ^^^^^^^^^^^^^^^

`,
    });
    const { status, stdout, stderr } = await check(files, '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      problems: [{ code: 'summary-full-stop', severity: 'warning', file: 'packages.yaml', line: 9, column: 14 }],
      packages: 1,
    });
    expect((await check(files, '--quiet')).stderr).toContain('warning: the summary');
    expect(await check(files, '--warnings=off')).toMatchObject({ status: 0, stderr: '' });
    const refused = await check(files, '--warnings=error');
    expect({ ...refused, stderr: refused.stderr.split('\n')[0] }).toEqual({
      status: 2,
      stdout: '',
      stderr: 'packages.yaml:9:14: error: the summary ends in a full stop, but it is a title [summary-full-stop]',
    });
  });

  it('tells warnings beside mistakes', async () => {
    const files = { ...FILES, 'packages.yaml': CONFIG.replace('Does something', 'Does something.'), 'files/post': 'x' };
    const { status, stdout } = await check(files, '--json');
    const { problems } = JSON.parse(stdout) as { problems: { code: string; severity: string }[] };
    expect(status).toBe(2);
    expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'error script-interpreter',
      'warning summary-full-stop',
    ]);
  });

  it.each([
    ['warnings: {summary-full-stop: off}\n', '', 0, ''],
    ['warnings: {summary-full-stop: error}\n', '', 2, 'error'],
    ['warnings: {summary-full-stop: error}\n', '    warnings: {summary-full-stop: off}\n', 0, ''],
    ['', '    warnings: {summary-full-stop: error}\n', 2, 'error'],
    ['warnings: {summary-full-stop: off}\n', '    warnings: {summary-full-stop: warning}\n', 0, 'warning'],
  ])('takes a warning for what the config says: %j, of the package %j', async (top, own, status, word) => {
    const text = CONFIG.replace('sources:', `${top}sources:`).replace(
      '    summary: Does something',
      (all) => `${own}${all}.`,
    );
    const said = await check({ ...FILES, 'packages.yaml': text });
    expect(said.status).toBe(status);
    expect(/\d+: (\w+): .* \[summary-full-stop\]/.exec(said.stderr)?.[1] ?? '').toBe(word);
  });

  it('says what is wrong with the config itself', async () => {
    const { status, stderr } = await check({ ...FILES, 'packages.yaml': CONFIG.replace('summary', 'sumary') });
    expect(status).toBe(2);
    expect(stderr).toContain('packages.yaml:9:5: error: unknown key `sumary`');
  });
});
