/** Sources that Bazel builds: once for each architecture, whatever kind of target they are. */
import { chmod } from 'node:fs/promises';
import { beforeAll, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { type Run, type Workspace, count } from './workspace.ts';

export function builtSources(workspace: Workspace): void {
  beforeAll(async () => {
    await workspace.clean();
    for (const [name, text] of Object.entries(FILES)) await workspace.write(name, text);
    await chmod(workspace.path('cmd/words'), 0o644);
    const { exitCode, output } = await workspace.onepack('generate', '--config=build/pkgs/packages.yaml');
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  });

  async function inDeb(arch: string, path: string): Promise<string> {
    const deb = workspace.built(`hello_${arch}.deb`);
    const script = 'dpkg-deb --fsys-tarfile "$1" | tar -xO ".$2"';
    return (await execa('sh', ['-c', script, 'sh', deb, path])).stdout;
  }

  async function listed(arch: string): Promise<string[]> {
    const script = 'dpkg-deb --fsys-tarfile "$1" | tar -tv';
    const { stdout } = await execa('sh', ['-c', script, 'sh', workspace.built(`hello_${arch}.deb`)]);
    return stdout.split('\n').flatMap((line) => {
      const [mode = '', , , , , path = ''] = line.split(/\s+/);
      // fpm's own.
      if (path.endsWith('/changelog.gz')) return [];
      return mode.startsWith('-') ? [`${mode} ${path}`] : [];
    });
  }

  function good({ exitCode, output }: Run): void {
    expect({ exitCode, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, output: '' });
  }

  it('builds what the config names once for each architecture, on its platform', async () => {
    const run = await workspace.bazel('build', '//build/pkgs:all');
    good(run);
    // Two formats take the same.
    const each = { Genrule: 4, WriteTree: 2, WriteDocs: 2, ArchiveSource: 2, PackDeb: 2, PackRpm: 2 };
    expect(count(run)).toMatchObject(each);
    expect(await inDeb('amd64', '/usr/bin/hello')).toBe('x86_64');
    expect(await inDeb('arm64', '/usr/bin/hello')).toBe('aarch64');
  });

  it('packs files, a filegroup, an archive, a tree artifact and an output group', async () => {
    expect(await listed('arm64')).toEqual([
      '-rw-r--r-- ./etc/hello.conf',
      '-rwxr-xr-x ./usr/bin/hello',
      '-rwxr-xr-x ./usr/libexec/hello/run',
      '-rw-r--r-- ./usr/libexec/hello/words',
      '-rw-r--r-- ./usr/share/doc/hello/guide',
      '-rw-r--r-- ./usr/share/hello/archive/in/archive',
      '-rw-r--r-- ./usr/share/hello/tree/a',
      '-rw-r--r-- ./usr/share/hello/tree/sub/b',
    ]);
    // By the Go name, which needs no platform.
    expect(await inDeb('arm64', '/usr/share/hello/archive/in/archive')).toBe('arm64');
    expect(await inDeb('amd64', '/usr/share/hello/archive/in/archive')).toBe('another');
    expect(await inDeb('arm64', '/usr/share/doc/hello/guide')).toBe('a guide');
  });

  it('takes any target from a flag, built for each architecture', async () => {
    good(await workspace.bazel('build', '//build/pkgs:debs', '--//build/pkgs:source_hello=//cmd:other'));
    expect(await inDeb('amd64', '/usr/bin/hello')).toBe('other x86_64');
    expect(await inDeb('arm64', '/usr/bin/hello')).toBe('other aarch64');
  });

  it('takes another one for a label of contents too', async () => {
    const flag = '--//build/pkgs:source_cmd/conf=//cmd:other_conf';
    good(await workspace.bazel('build', '//build/pkgs:hello_amd64_deb', flag));
    expect(await inDeb('amd64', '/etc/hello.conf')).toBe('other = conf');
  });

  it('refuses several files where one is wanted, and says what to write', async () => {
    const flag = '--//build/pkgs:source_hello=//cmd:libexec';
    const { exitCode, output } = await workspace.bazel('build', '//build/pkgs:debs', flag);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/cmd:libexec gives 2 files, and a source is one/);
    expect(output).toContain('extract: true');
  });

  // Bazel 4 names the folder behind a transition after all flags: https://github.com/bazelbuild/bazel/issues/12731
  it(`${workspace.bazelName === '4' ? 'builds sources again for' : 'builds no source for'} a flag of the config`, async () => {
    await workspace.bazel('build', '//build/pkgs:debs');
    const run = await workspace.bazel('build', '//build/pkgs:debs', '--//build/pkgs:revision=7');
    good(run);
    const { PatchConfig, PackDeb, ...sources } = count(run);
    expect({ PatchConfig, PackDeb }).toEqual({ PatchConfig: 1, PackDeb: 2 });
    expect(sources).toEqual(workspace.bazelName === '4' ? expect.objectContaining({ Genrule: 4 }) : {});
  });
}

const FILES: Readonly<Record<string, string>> = {
  'build/pkgs/packages.yaml': `apiVersion: onepack/v1
version: v1.2.3
architectures: [amd64, arm64]
bazel:
  platforms: { amd64: //platforms:linux_amd64, arm64: //platforms:linux_arm64 }
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT }
warnings: { description-is-summary: off, section-missing: off, no-copyright-file: off }
sources:
  hello: { file: //cmd:hello }
  archive: { file: //cmd:archive, extract: true }
packages:
  hello:
    summary: Says hello
    contents:
      - { src: "@hello", dst: /usr/bin/hello, mode: "0755" }
      - { src: //cmd:conf, dst: /etc/hello.conf, type: config }
      - { src: //cmd:libexec, dst: /usr/libexec/hello, type: tree }
      - { src: //cmd:guide, dst: /usr/share/doc/hello/guide }
      - { src: "@archive", dst: /usr/share/hello/archive, type: tree }
      - { src: //cmd:tree, dst: /usr/share/hello/tree, type: tree, mode: "0644" }
`,
  'platforms/BUILD.bazel': `package(default_visibility = ["//visibility:public"])

platform(
    name = "linux_amd64",
    constraint_values = ["@platforms//os:linux", "@platforms//cpu:x86_64"],
)

platform(
    name = "linux_arm64",
    constraint_values = ["@platforms//os:linux", "@platforms//cpu:aarch64"],
)
`,
  'cmd/BUILD.bazel': `load(":rules.bzl", "docs", "tree")

package(default_visibility = ["//visibility:public"])

CPU = select({
    "@platforms//cpu:aarch64": "aarch64",
    "@platforms//cpu:x86_64": "x86_64",
})

config_setting(
    name = "for_arm64",
    flag_values = {"//bazel:arch": "arm64"},
)

GO_NAME = select({
    ":for_arm64": "arm64",
    "//conditions:default": "another",
})

genrule(
    name = "hello",
    outs = ["hello.out"],
    cmd = "printf " + CPU + " > $@",
    executable = True,
)

genrule(
    name = "other",
    outs = ["other.out"],
    cmd = "printf 'other '" + CPU + " > $@",
)

genrule(
    name = "archive",
    outs = ["archive.tar"],
    cmd = "mkdir in && printf " + GO_NAME + " > in/archive && chmod 644 in/archive && tar -cf $@ in",
)

filegroup(
    name = "libexec",
    srcs = ["run", "words"],
)

filegroup(
    name = "conf",
    srcs = ["hello.conf"],
)

genrule(
    name = "other_conf",
    outs = ["other_conf.out"],
    cmd = "echo 'other = conf' > $@",
)

tree(name = "tree")

docs(name = "docs")

filegroup(
    name = "guide",
    srcs = [":docs"],
    output_group = "guide",
)
`,
  'cmd/rules.bzl': `def _tree_impl(ctx):
    out = ctx.actions.declare_directory(ctx.label.name)
    ctx.actions.run_shell(
        outputs = [out],
        command = "mkdir -p $1/sub && echo a > $1/a && echo b > $1/sub/b",
        arguments = [out.path],
        mnemonic = "WriteTree",
    )
    return [DefaultInfo(files = depset([out]))]

tree = rule(implementation = _tree_impl)

def _docs_impl(ctx):
    page = ctx.actions.declare_file(ctx.label.name + ".html")
    guide = ctx.actions.declare_file(ctx.label.name + ".guide")
    ctx.actions.run_shell(
        outputs = [page, guide],
        command = "echo page > $1; echo 'a guide' > $2",
        arguments = [page.path, guide.path],
        mnemonic = "WriteDocs",
    )
    return [DefaultInfo(files = depset([page])), OutputGroupInfo(guide = depset([guide]))]

docs = rule(implementation = _docs_impl)
`,
  'cmd/run': '#!/bin/sh\n',
  'cmd/words': 'words\n',
  'cmd/hello.conf': 'greeting = hello\n',
};
