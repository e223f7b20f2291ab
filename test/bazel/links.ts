/** The links of a tree on disk: Bazel lays out links of its own, follows the user's and drops those to nothing. */
import { mkdir, symlink, unlink, writeFile } from 'node:fs/promises';
import { beforeAll, expect, it } from '@jest/globals';
import { execa } from 'execa';
import type { Workspace } from './workspace.ts';

const TEST = '//build/pkgs:up_to_date_test';
const CONFIG = '--config=build/pkgs/packages.yaml';
const DEB = 'hello_1.2.3-0_amd64.deb';

export function links(workspace: Workspace): void {
  beforeAll(async () => {
    const config = await workspace.read('build/pkgs/packages.yaml');
    const entries = `
      - { src: files/tree, dst: /opt/tree, type: tree }
      - { src: files/only, dst: /opt/only, type: tree, exclude: [gone] }`;
    await workspace.write('build/pkgs/packages.yaml', config.replace('type: config }', `type: config }${entries}`));
    await workspace.write('build/pkgs/files/tree/sub/a', 'a\n');
    await workspace.write('build/pkgs/files/tree/sub/b', 'b\n');
    await mkdir(workspace.path('build/pkgs/files/only'));
    await workspace.write('elsewhere/x', 'x\n');
    await workspace.write('secret', 'not to be packed\n');
    await link('tree/direct', 'sub/a');
    await link('tree/dangling', 'no/such/file');
    await link('tree/sub/within', '../sub2');
    await link('tree/elsewhere', '../../../../elsewhere');
    await link('tree/passwd', '/etc/shadow');
    await link('tree/ünï =x', 'a = b');
    await link('only/gone', '/nowhere');
    await link('only/l', '/etc/passwd');
  });

  const link = (name: string, target: string): Promise<void> =>
    symlink(target, workspace.path('build/pkgs/files', name));

  async function built(...flags: string[]): Promise<string> {
    const { exitCode, output } = await workspace.bazel('build', '//build/pkgs:hello_amd64_deb', ...flags);
    expect({ exitCode, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, output: '' });
    return sumOf(workspace.built('hello_amd64.deb'));
  }

  it('are recorded in BUILD.bazel, and one sum comes of them in a sandbox, without one, and without Bazel', async () => {
    expect((await workspace.bazel('test', TEST)).exitCode).not.toBe(0);
    expect((await workspace.bazel('run', '//build/pkgs:update')).exitCode).toBe(0);
    expect((await workspace.bazel('test', TEST)).exitCode).toBe(0);
    const sum = await built();
    expect(await built('--spawn_strategy=local', '--nokeep_state_after_build')).toBe(sum);
    const packing = ['pack', CONFIG, '--out=out', '--package=hello', '--arch=amd64', '--format=deb'];
    const { exitCode, output } = await workspace.onepack(...packing);
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    expect(await sumOf(workspace.path('out', DEB))).toBe(sum);
    const { stdout } = await execa('dpkg-deb', ['-c', workspace.built('hello_amd64.deb')], {
      env: { LC_ALL: 'C.UTF-8' },
    });
    const links = [...stdout.matchAll(/ \.\/opt\/(.*) -> (.*)$/gm)].map(([, name, target]) => [name, target]);
    expect(Object.fromEntries(links)).toEqual({
      'only/l': '/etc/passwd',
      'tree/dangling': 'no/such/file',
      'tree/direct': 'sub/a',
      'tree/elsewhere': '../../../../elsewhere',
      'tree/passwd': '/etc/shadow',
      'tree/sub/within': '../sub2',
      'tree/ünï =x': 'a = b',
    });
    expect(stdout).not.toContain('elsewhere/x');
  });

  it('that BUILD.bazel does not have are found out where they would be followed', async () => {
    await unlink(workspace.path('build/pkgs/files/tree/sub/a'));
    await link('tree/sub/a', '../../../../../secret');
    for (const flags of [[], ['--spawn_strategy=local']]) {
      const { exitCode, output } = await workspace.bazel('build', '//build/pkgs:hello_amd64_deb', ...flags);
      expect(exitCode).not.toBe(0);
      expect(output).toContain('sub/a in build/pkgs/files/tree is a link that leads to ');
      expect(output).toContain('[link-unrecorded]');
    }
    const stale = await workspace.bazel('test', TEST);
    expect(stale.output).toContain('+            "sub/a": "../../../../../secret",');
    await unlink(workspace.path('build/pkgs/files/tree/sub/a'));
    await writeFile(workspace.path('build/pkgs/files/tree/sub/a'), 'a\n', { mode: 0o755 });
    expect((await workspace.bazel('test', TEST)).exitCode).toBe(0);
  });

  it('that changed are found out by the test, though no input of Bazel did', async () => {
    await link('tree/new', 'nowhere');
    const stale = await workspace.bazel('test', TEST);
    expect(stale.exitCode).toBe(3);
    expect(stale.output).toContain('+            "new": "nowhere",');
    await unlink(workspace.path('build/pkgs/files/tree/new'));
    expect((await workspace.bazel('test', TEST)).exitCode).toBe(0);
  });

  it('that Bazel cannot look into a folder with are refused by generate', async () => {
    await link('tree/again', '.');
    const { exitCode, output } = await workspace.onepack('generate', CONFIG);
    expect(exitCode).toBe(2);
    expect(output).toContain('again in build/pkgs/files/tree is a link to ".", which leads back to where it lies');
    await unlink(workspace.path('build/pkgs/files/tree/again'));
  });

  it('are refused behind a label, where Bazel hands over bytes', async () => {
    await link('tree/sub/l', 'a');
    await workspace.write('build/pkgs/files/BUILD.bazel', LABEL);
    const config = (await workspace.read('build/pkgs/packages.yaml')).replace(/\n.*files\/(tree|only),.*/g, '');
    const entry = '      - { src: "//build/pkgs/files:tree", dst: /opt/tree, type: tree }\n    scripts';
    await workspace.write('build/pkgs/packages.yaml', config.replace('    scripts', entry).replace(/.*src: files\/hello.conf.*\n/, '').replace(/.*scripts: .*\n/, '')); // prettier-ignore
    expect((await workspace.onepack('generate', CONFIG)).output).toContain('targets');
    const { exitCode, output } = await workspace.bazel('build', '//build/pkgs:hello_amd64_deb');
    expect(exitCode).not.toBe(0);
    expect(output).toContain('[link-unrecorded]');
    expect(output).toContain('give a tar archive that has the link');
    await unlink(workspace.path('build/pkgs/files/tree/sub/l'));
    await built();
  });
}

const LABEL = `filegroup(
    name = "tree",
    srcs = glob(
        ["tree/sub/**"],
    ),
    visibility = ["//visibility:public"],
)
`;

async function sumOf(file: string): Promise<string> {
  const { stdout } = await execa('sha256sum', [file]);
  return stdout.split(' ')[0] ?? '';
}
