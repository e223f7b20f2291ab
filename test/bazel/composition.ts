/** Several configs in one repository, two versions of one package in one build, and a rule of somebody's that takes packages. */
import { beforeAll, expect, it } from '@jest/globals';
import { type Run, type Workspace, program } from './workspace.ts';

const BOTH = ['//build/pkgs:hello', '//acme/pkgs:hello'];

export function composition(workspace: Workspace): void {
  beforeAll(async () => {
    await workspace.write('acme/pkgs/packages.yaml', ACME);
    await workspace.write('acme/pkgs/bin/amd64/hello', program('amd64', 'acme'));
    await workspace.write('publish/publish.bzl', PUBLISH);
    await workspace.write('publish/BUILD.bazel', PUBLISH_BUILD);
    const { exitCode, output } = await workspace.onepack('generate', '--config=acme/pkgs/packages.yaml');
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  });

  function good(run: Run): Run {
    const { exitCode, output } = run;
    expect({ exitCode, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, output: '' });
    return run;
  }

  it('builds two versions of one package, each as its config says', async () => {
    good(await workspace.bazel('build', ...BOTH, '//publish:index'));
    expect(await workspace.read('bazel-bin/publish/index.txt')).toBe(
      [
        'hello amd64 deb 2:9.9.9-3 hello_amd64.deb hello_9.9.9-3_amd64.deb',
        'hello amd64 deb 1.2.3-0 hello_amd64.deb hello_1.2.3-0_amd64.deb',
        'hello arm64 rpm 1.2.3-0 hello_aarch64.rpm hello-1.2.3-0.aarch64.rpm',
        '',
      ].join('\n'),
    );
  });

  it('runs nothing of one for a flag of the other', async () => {
    good(await workspace.bazel('build', ...BOTH));
    const run = good(await workspace.bazel('build', ...BOTH, '--//acme/pkgs:revision=8'));
    expect(run.actions.length).toBeGreaterThan(0);
    expect(run.actions.filter((action) => !action.includes(' acme/pkgs/'))).toEqual([]);
  });

  it('gives a rule of somebody the new version of what a flag changed', async () => {
    good(await workspace.bazel('build', '//publish:index'));
    const run = good(await workspace.bazel('build', '//publish:index', '--//build/pkgs:version=v1.3.0-rc.1'));
    const lines = (await workspace.read('bazel-bin/publish/index.txt')).split('\n');
    expect(lines[0]).toMatch(/^hello amd64 deb 2:9\.9\.9-3 /);
    expect(lines[1]).toBe('hello amd64 deb 1.3.0~rc.1-0 hello_amd64.deb hello_1.3.0~rc.1-0_amd64.deb');
    expect(run.actions.filter((action) => /^Pack\w+ acme/.test(action))).toEqual([]);
  });
}

const ACME = `apiVersion: onepack/v1
version: v9.9.9
epoch: 2
revision: "3"
architectures: [amd64]
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT }
warnings: { description-is-summary: off, section-missing: off, no-copyright-file: off }
sources:
  hello: { file: "bin/\${arch}/hello" }
packages:
  hello:
    summary: Says hello
    contents:
      - { src: "@hello", dst: /usr/bin/hello, mode: "0755" }
`;

// What docs/bazel.md shows of OnepackInfo, and a little more.
const PUBLISH = `load("//bazel:providers.bzl", "OnepackInfo")

_SCRIPT = """
version=$(cat "$4")
name=$(sed -n 's/.*"fileName": "\\\\(.*\\\\)",/\\\\1/p' "$6")
echo "$1 $2 $3 $version $(basename "$5") $name" > "$7"
"""

def _index_impl(ctx):
    lines = []
    for package in ctx.attr.packages:
        info = package[OnepackInfo]
        line = ctx.actions.declare_file("%s_%d" % (ctx.label.name, len(lines)))
        ctx.actions.run_shell(
            inputs = [info.version, info.artifact, info.manifest],
            outputs = [line],
            command = _SCRIPT,
            arguments = [
                info.name,
                info.architecture,
                info.format,
                info.version.path,
                info.artifact.path,
                info.manifest.path,
                line.path,
            ],
            mnemonic = "IndexPackage",
        )
        lines.append(line)
    out = ctx.actions.declare_file(ctx.label.name + ".txt")
    ctx.actions.run_shell(
        inputs = lines,
        outputs = [out],
        command = "out=$1; shift; cat \\"$@\\" > $out",
        arguments = [out.path] + [line.path for line in lines],
        mnemonic = "WriteIndex",
    )
    return [DefaultInfo(files = depset([out]))]

index = rule(
    implementation = _index_impl,
    attrs = {"packages": attr.label_list(providers = [OnepackInfo])},
)
`;

const PUBLISH_BUILD = `load(":publish.bzl", "index")

index(
    name = "index",
    packages = [
        "//acme/pkgs:hello_amd64_deb",
        "//build/pkgs:hello_amd64_deb",
        "//build/pkgs:hello_arm64_rpm",
    ],
)
`;
