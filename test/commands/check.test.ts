import { describe, expect, it } from '@jest/globals';
import { run } from '../command_line/running.ts';
import { folderOf } from '../config/loading.ts';

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
      - {src: share, dst: /usr/share/tool, type: tree}
    scripts: {postinstall: files/post}
`;

const FILES = {
  'packages.yaml': CONFIG,
  'files/conf': 'x = 1\n',
  'files/post': '#!/bin/sh\nexit 0\n',
  'share/a': 'a\n',
};

function check(files: Readonly<Record<string, string>>, ...flags: string[]) {
  return run(['check', '--config=packages.yaml', ...flags], { cwd: folderOf(files) });
}

describe('check', () => {
  it('counts what is right, whether the sources are there yet or not', async () => {
    const said = { status: 0, stdout: '1 package, 4 plans: no mistakes\n', stderr: '' };
    expect(await check(FILES)).toEqual(said);
    expect(await check({ ...FILES, 'bin/amd64/tool': '' })).toEqual(said);
    expect(await check(FILES, '--quiet')).toEqual({ ...said, stdout: '' });
    const { stdout } = await check(FILES, '--json');
    expect(JSON.parse(stdout)).toEqual({ problems: [], packages: 1, plans: 4 });
  });

  it('checks the set of this repository', async () => {
    const { status, stdout, stderr } = await run(['check', '--config=build/pkgs/packages.yaml']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^\d+ packages, \d+ plans: no mistakes\n$/);
  });

  it('says of each file what is wrong with it, once, at its place', async () => {
    const files = { 'packages.yaml': CONFIG, 'files/conf/x': '', 'bin/amd64/tool/x': '', 'files/post': 'exit 0\n' };
    const { status, stdout } = await check(files, '--json');
    const { problems } = JSON.parse(stdout) as { problems: { code: string; line: number }[] };
    expect(status).toBe(2);
    expect(problems.map(({ code, line }) => `${code} ${line}`)).toEqual([
      'not-a-file 11',
      'not-a-file 12',
      'missing-file 13',
      'script-interpreter 14',
    ]);
  });

  it('says what is wrong with the config itself', async () => {
    const { status, stderr } = await check({ ...FILES, 'packages.yaml': CONFIG.replace('summary', 'sumary') });
    expect(status).toBe(2);
    expect(stderr).toContain('packages.yaml:9:5: error: unknown key `sumary`');
  });
});
