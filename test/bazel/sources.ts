import { beforeAll, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { type Workspace, program } from './workspace.ts';

export function sources(workspace: Workspace): void {
  beforeAll(async () => {
    await workspace.clean();
    await workspace.write('acme/BUILD.bazel', ACME_BUILD);
    await workspace.write('acme/tool_amd64', program('amd64', 'acme'));
    await workspace.write('acme/tool_arm64', program('arm64', 'acme'));
  });

  it('leaves out of :all what has no source, builds the rest, and says so', async () => {
    const { exitCode, output } = await workspace.bazel('build', '//build/pkgs:all');
    expect(exitCode).toBe(0);
    expect(output).toContain('  tool: no build/pkgs/bin/arm64/tool');
    expect(output).not.toContain('hello: no');
    const { stdout } = await execa('find', [
      '-L',
      workspace.built(),
      '-maxdepth',
      '1',
      '-name',
      '*.deb',
      '-printf',
      '%f ',
    ]);
    expect(stdout.trim().split(' ').sort()).toEqual(['hello_amd64.deb', 'hello_arm64.deb', 'tool_amd64.deb']);
    const left = JSON.parse(await workspace.read('bazel-bin/build/pkgs/left_out.json')) as unknown;
    expect(left).toEqual([{ architecture: 'arm64', package: 'tool', path: 'build/pkgs/bin/arm64/tool' }]);
  });

  it.each(['tool_arm64_deb', 'tool', 'arm64', 'debs', 'dist'])('refuses :%s by name, with the path', async (name) => {
    const { exitCode, output } = await workspace.bazel('build', `//build/pkgs:${name}`);
    expect(exitCode).toBe(1);
    expect(output).toContain('no_such_file/bin/arm64/tool');
  });

  it('takes one file for each architecture from a label', async () => {
    const flag = '--//build/pkgs:source_tool=//acme:tool';
    const { exitCode, output } = await workspace.bazel('build', '//build/pkgs:dist', flag);
    expect({ exitCode, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, output: '' });
    await execa('sha256sum', ['-c', 'SHA256SUMS'], { cwd: workspace.built('dist') });
    const { stdout } = await execa('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" | tar -xO ./usr/bin/tool', 'sh', workspace.built('tool_arm64.deb')], { encoding: 'buffer' }); // prettier-ignore
    expect(Buffer.from(stdout).equals(program('arm64', 'acme'))).toBe(true);
  });

  it('leaves out the architecture that a label has no file for', async () => {
    const flag = '--//build/pkgs:source_tool=//acme:tool_for_one';
    const { exitCode, output } = await workspace.bazel('build', '//build/pkgs:all', flag);
    expect(exitCode).toBe(0);
    expect(output).toContain('tool: no file for arm64 in');
  });

  it('refuses a lone file where there are several architectures, and shows what to write', async () => {
    const flag = '--//build/pkgs:source_tool=//acme:tool_amd64';
    const { exitCode, output } = await workspace.bazel('build', '//build/pkgs:tool_amd64_deb', flag);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/acme:tool_amd64 is one file, and this set has 2 architectures/);
    expect(output).toContain('onepack_source(name');
  });

  it('takes a lone file where there is one architecture', async () => {
    const config = await workspace.read('build/pkgs/packages.yaml');
    await workspace.write('build/pkgs/packages.yaml', config.replace('[amd64, arm64]', '[amd64]'));
    await workspace.onepack('generate', '--config=build/pkgs/packages.yaml');
    const flag = '--//build/pkgs:source_tool=//acme:tool_amd64';
    const { exitCode } = await workspace.bazel('build', '//build/pkgs:tool_amd64_deb', flag);
    expect(exitCode).toBe(0);
  });
}

const ACME_BUILD = `load("//bazel:defs.bzl", "onepack_source")

package(default_visibility = ["//visibility:public"])

exports_files(["tool_amd64"])

onepack_source(
    name = "tool",
    files = {
        "amd64": "tool_amd64",
        "arm64": "tool_arm64",
    },
)

onepack_source(
    name = "tool_for_one",
    files = {"amd64": "tool_amd64"},
)
`;
