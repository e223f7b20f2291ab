import { readdir, rename } from 'node:fs/promises';
import { beforeAll, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { type Workspace, createWorkspace, program } from './workspace.ts';

export function hermetic(workspace: Workspace): void {
  beforeAll(() => workspace.write('build/pkgs/bin/arm64/tool', program('arm64', 'tool')));

  it('makes the same :dist in two clones, and the command line makes the same packages', async () => {
    const first = await distOf(workspace);
    expect(Object.keys(first)).toEqual(DIST);
    // Another folder and another server, with nothing left of what was built before.
    const clone = createWorkspace(workspace.bazelName);
    try {
      await clone.reset();
      await clone.write('build/pkgs/bin/arm64/tool', program('arm64', 'tool'));
      expect(await distOf(clone)).toEqual(first);
    } finally {
      await clone.dispose();
    }

    const { exitCode } = await workspace.onepack('--config=build/pkgs/packages.yaml', '--out=out');
    expect(exitCode).toBe(0);
    const packed = await contents(workspace.path('out'));
    expect(first).toMatchObject(packed);
    expect(Object.keys(packed)).toHaveLength(8);
  });

  it('makes the same with and without workers, which see no more', async () => {
    const build = async (...flags: string[]) => {
      const { output } = await workspace.bazel('build', '//build/pkgs:dist', '--//build/pkgs:revision=w', ...flags);
      return { processes: /\d+ processes: .*/.exec(output)?.[0], files: await contents(workspace.built('dist')) };
    };
    const staying = await build();
    expect(staying.processes).toMatch(/\b9 worker/);
    const started = await build('--//bazel:workers=false');
    expect(started.processes).not.toContain('worker');
    expect(started.files).toEqual(staying.files);
  });

  it('packs with the packer as it is now, not as it was when a worker started', async () => {
    const buildHost = async (): Promise<string> => {
      const { exitCode, output } = await workspace.bazel('build', '//build/pkgs:hello_amd64_rpm');
      expect({ exitCode, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, output: '' });
      const rpm = workspace.built('hello_x86_64.rpm');
      return (await execa('rpm', ['-qp', '--qf', '%{BUILDHOST}', rpm])).stdout;
    };
    expect(await buildHost()).toBe('onepack');
    const source = 'src/engine/native/rpm/package_tags.ts';
    const text = await workspace.read(source);
    await workspace.write(source, text.replace("string('onepack')", "string('another')"));
    expect(await buildHost()).toBe('another');
    await workspace.write(source, text);
    expect(await buildHost()).toBe('onepack');
  });

  it('takes a flag as it is, line breaks and backslashes', async () => {
    const text = 'One.\nTwo: C:\\new @three';
    const flag = `--//build/pkgs:set=packages.hello.description=${text}`;
    const { exitCode, output } = await workspace.bazel('build', '//build/pkgs:hello_amd64_deb', flag);
    expect({ exitCode, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, output: '' });
    const { stdout } = await execa('dpkg-deb', ['-f', workspace.built('hello_amd64.deb'), 'Description']);
    expect(stdout).toContain(' One.\n Two: C:\\new @three');
  });

  it('sees no file that is not an input: a file that only an overlay names', async () => {
    await workspace.write('acme/BUILD.bazel', 'exports_files(["overlay.yaml"])\n');
    await workspace.write('acme/secret.conf', 'secret\n');
    await workspace.write('acme/overlay.yaml', OVERLAY);
    const flag = '--//build/pkgs:overlay=//acme:overlay.yaml';
    const { exitCode, output } = await workspace.bazel('build', '//build/pkgs:hello_amd64_deb', flag);
    expect(exitCode).toBe(1);
    expect(output).toContain('acme/secret.conf');
  });

  it('says what to install where fpm is missing, and sees it when it is there', async () => {
    const [tools, away] = [workspace.path('.tools'), workspace.path('.tools-away')];
    await rename(tools, away);
    await workspace.setUp();
    const build = (engine: string) =>
      workspace.bazel('build', '//build/pkgs:hello_amd64_deb', `--//build/pkgs:engine=${engine}`);
    expect((await build('native')).exitCode).toBe(0);
    const without = await build('fpm');
    expect(without.exitCode).toBe(1);
    expect(without.output).toContain('fpm is missing; to install: gem install fpm -v ');

    await rename(away, tools);
    await workspace.setUp();
    expect((await build('fpm')).exitCode).toBe(0);
  });

  it('asks for actions with an empty environment and no network', async () => {
    const { output } = await workspace.bazel(
      'aquery',
      'mnemonic("PackDeb|PatchConfig|CompressSource", //build/pkgs:hello_amd64_deb)',
    );
    expect(output).toContain('ExecutionInfo: {block-network: 1');
    expect(output).not.toContain('Environment:');
  });
}

const OVERLAY = `packages:
  hello:
    contents:
      - { src: secret.conf, dst: /etc/hello.conf }
`;

const DIST = [
  'SHA256SUMS',
  'hello-1.2.3-0.aarch64.rpm',
  'hello-1.2.3-0.x86_64.rpm',
  'hello_1.2.3-0_amd64.deb',
  'hello_1.2.3-0_arm64.deb',
  'manifest.json',
  'tool-1.2.3-0.aarch64.rpm',
  'tool-1.2.3-0.x86_64.rpm',
  'tool_1.2.3-0_amd64.deb',
  'tool_1.2.3-0_arm64.deb',
];

async function distOf(workspace: Workspace): Promise<Record<string, string>> {
  const { exitCode, output } = await workspace.bazel('build', '//build/pkgs:dist');
  expect({ exitCode, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, output: '' });
  return contents(workspace.built('dist'));
}

/** File name to sha256. */
async function contents(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort();
  const { stdout } = await execa('sha256sum', names, { cwd: folder });
  return Object.fromEntries(stdout.split('\n').map((line) => [line.slice(66), line.slice(0, 64)]));
}
