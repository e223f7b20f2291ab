import { expect, it } from '@jest/globals';
import { execa } from 'execa';
import type { Workspace } from './workspace.ts';

const HELLO = '//build/pkgs:hello_amd64_deb';

export function flags(workspace: Workspace): void {
  async function field(name: string): Promise<string> {
    const { stdout } = await execa('dpkg-deb', ['--field', workspace.built('hello_amd64.deb'), name]);
    return stdout;
  }

  it('changes version, revision and any value, and leaves packages.yaml as it is', async () => {
    const before = await workspace.read('build/pkgs/packages.yaml');
    const { exitCode, output } = await workspace.bazel(
      'build',
      '//build/pkgs:hello',
      '--//build/pkgs:version=v1.99.0-alpha.1',
      '--//build/pkgs:revision=7',
      '--//build/pkgs:set=packages.hello.depends.jq=>= 1.5,defaults.vendor=Ac\\, mé "x"',
      '--//build/pkgs:compression=xz',
    );
    expect({ exitCode, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, output: '' });
    expect(await field('Version')).toBe('1.99.0~alpha.1-7');
    expect(await field('Depends')).toContain('jq (>= 1.5)');
    expect(await field('Vendor')).toBe('Ac, mé "x"');
    const { stdout } = await execa('ar', ['t', workspace.built('hello_amd64.deb')]);
    expect(stdout).toContain('data.tar.xz');
    const rpm = await execa('rpm', [
      '-qp',
      '--qf',
      '%{VERSION}-%{RELEASE} %{VENDOR} [%{REQUIRENAME} ]',
      workspace.built('hello_x86_64.rpm'),
    ]);
    expect(rpm.stdout).toMatch(/^1\.99\.0~alpha\.1-7 Ac, mé "x" .*jq/);
    expect(await workspace.read('build/pkgs/packages.yaml')).toBe(before);
  });

  it('says in the patched config what set a value', async () => {
    await workspace.bazel('build', '//build/pkgs:patched', '--//build/pkgs:revision=7');
    const { output } = await workspace.onepack('pack', '--config=bazel-bin/build/pkgs/packages.patched.yaml', '--out=out', '--package=hello', '--arch=amd64', '--format=deb'); // prettier-ignore
    expect(output).toContain('hello_1.2.3-7_amd64.deb');
    expect(await workspace.read('bazel-bin/build/pkgs/packages.patched.yaml')).toMatch(/revision: .*7.* #.*revision/);
  });

  it('merges an overlay, whose paths start where it lies', async () => {
    await workspace.write('acme/BUILD.bazel', OVERLAY_BUILD);
    await workspace.write('acme/overlay.yaml', OVERLAY);
    await workspace.write('acme/hello.conf', 'greeting = acme\n');
    const { exitCode } = await workspace.bazel('build', HELLO, '--//build/pkgs:overlay=//acme:overlay');
    expect(exitCode).toBe(0);
    expect(await field('Vendor')).toBe('Acme');
    const { stdout } = await execa('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" | tar -xO ./etc/hello.conf', 'sh', workspace.built('hello_amd64.deb')]); // prettier-ignore
    expect(stdout).toBe('greeting = acme');
  });

  it('stacks overlays in their order, also one that a rule makes, with a file that a rule makes', async () => {
    await workspace.write('acme/BUILD.bazel', OVERLAY_BUILD + STACK_BUILD);
    const build = (name: string) => workspace.bazel('build', HELLO, `--//build/pkgs:overlay=//acme:${name}`);
    expect(await build('stack')).toMatchObject({ exitCode: 0 });
    expect(await field('Vendor')).toBe('Second');
    const { stdout } = await execa('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" | tar -xO ./etc/hello.conf ./etc/made.conf', 'sh', workspace.built('hello_amd64.deb')]); // prettier-ignore
    expect(stdout).toBe('greeting = acme\nmade');
    expect(await build('other_way')).toMatchObject({ exitCode: 0 });
    expect(await field('Vendor')).toBe('Acme');
  });

  it('refuses a flag without a value, as that of a variable of the shell which nobody set', async () => {
    for (const flag of ['version', 'revision', 'set', 'engine', 'image', 'compression', 'source_date_epoch']) {
      const { exitCode, output } = await workspace.bazel('build', HELLO, `--//build/pkgs:${flag}=`);
      const name = flag.replaceAll('_', '-');
      expect([exitCode, output]).toEqual([1, expect.stringContaining(`\`--${name}=\` is empty [bad-flag]`)]);
    }
    for (const flag of ['overlay', 'source_hello'])
      expect((await workspace.bazel('build', HELLO, `--//build/pkgs:${flag}=`)).exitCode).not.toBe(0);
  });

  it('has the time of a flag, and of the newest entry of a changelog, also one that an overlay brings', async () => {
    const time = async (...args: string[]): Promise<string> => {
      const { exitCode, output } = await workspace.bazel('build', '//build/pkgs:hello', ...args);
      expect([exitCode, output]).toEqual([0, expect.anything()]);
      const rpm = workspace.built('hello_x86_64.rpm');
      return (await execa('rpm', ['-qp', '--qf', '%{BUILDTIME}', rpm])).stdout;
    };
    expect(await time('--//build/pkgs:source_date_epoch=1700000000')).toBe('1700000000');
    // An action of Bazel's has no environment but what its rule says.
    expect(await time('--action_env=SOURCE_DATE_EPOCH=1600000000')).toBe('315532800');
    await workspace.write('dated/BUILD.bazel', OVERLAY_BUILD.replace('hello.conf', 'log/hello'));
    await workspace.write('dated/overlay.yaml', 'packages: { hello: { changelog: log/hello } }\n');
    await workspace.write('dated/log/hello', CHANGELOG);
    expect(await time('--//build/pkgs:overlay=//dated:overlay')).toBe('1553083200');
    const patched = await workspace.read('bazel-bin/build/pkgs/packages.patched.yaml');
    expect(patched).toMatch(/^sourceDateEpoch: 1553083200 # from dated\/log\/hello:5$/m);
  });

  it('refuses a wrong key with its right name', async () => {
    const { exitCode, output } = await workspace.bazel('build', HELLO, '--//build/pkgs:set=packages.helo.section=net');
    expect(exitCode).toBe(1);
    expect(output).toMatch(/did you mean .?hello/);
  });

  it('refuses a package that has no target, and says what makes one', async () => {
    const flag = '--//build/pkgs:set=packages.new={summary: New, contents: [{dst: /srv/new\\, type: dir}]}';
    const { exitCode, output } = await workspace.bazel('build', HELLO, flag.replace('New,', 'New\\,'));
    expect(exitCode).toBe(1);
    expect(output).toContain('new_amd64_deb');
    expect(output).toContain('bazel run //build/pkgs:update');
  });
}

const CHANGELOG = `hello (1.2.3-0) stable; urgency=medium

  * Say hello.

 -- Jo Doe <jo@example.com>  Wed, 20 Mar 2019 12:00:00 +0000
`;

const OVERLAY_BUILD = `filegroup(
    name = "overlay",
    srcs = ["hello.conf", "overlay.yaml"],
    visibility = ["//visibility:public"],
)
`;
const OVERLAY = `defaults: { vendor: Acme }
packages:
  hello:
    contents:
      - { src: hello.conf, dst: /etc/hello.conf }
`;

const STACK_BUILD = `
genrule(
    name = "made",
    outs = ["made.conf"],
    cmd = "echo made > $@",
)

genrule(
    name = "second",
    outs = ["second.yaml"],
    cmd = "echo '{defaults: {vendor: Second}, packages: {hello: {contents: [{src: made.conf, dst: /etc/made.conf}]}}}' > $@",
)

filegroup(
    name = "stack",
    srcs = ["hello.conf", "overlay.yaml", "second.yaml", "made.conf"],
    visibility = ["//visibility:public"],
)

filegroup(
    name = "other_way",
    srcs = ["second.yaml", "made.conf", "overlay.yaml", "hello.conf"],
    visibility = ["//visibility:public"],
)
`;
