import { join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { count, type Workspace } from './workspace.ts';

const ACME = `extends: ../build/pkgs/packages.yaml
defaults: { vendor: Acme }
sources:
  tool: { file: "bin/\${arch}/tool" }
packages:
  hello:
    depends: { libc: null, jq: "*" }
`;

export function extendedConfigs(workspace: Workspace): void {
  beforeAll(async () => {
    await workspace.write('acme/packages.yaml', ACME);
    const generated = await workspace.onepack('generate', '--config=acme/packages.yaml');
    expect(generated).toMatchObject({ exitCode: 0 });
  });

  it('takes it, and what it brings, by label', async () => {
    const text = await workspace.read('acme/BUILD.bazel');
    expect(text.match(/^ {4}extends = .*$/gm)).toEqual(['    extends = ["//build/pkgs:packages.yaml"],']);
    expect(text).toContain('    others = ["build/pkgs"],\n');
    expect(text).toContain('"//build/pkgs:files/hello.conf",\n');
    expect(text).toContain('"arm64": "//build/pkgs:bin/arm64/hello",\n');
    expect(await workspace.bazel('test', '//acme:up_to_date_test')).toMatchObject({ exitCode: 0 });
  });

  it('packs what the command line packs, and leaves out what is not there', async () => {
    const { exitCode, output } = await workspace.bazel('build', '//acme:all', '//acme:hello');
    expect({ exitCode, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, output: '' });
    expect(output).toMatch(/tool: no acme\/bin\/\{amd64,arm64\}\/tool/);
    const built = workspace.path('bazel-bin/acme/hello_amd64.deb');
    const { stdout } = await execa('dpkg-deb', ['--field', built, 'Vendor', 'Depends']);
    expect(stdout.split('\n').sort()).toEqual(['Depends: jq', 'Vendor: Acme']);
    const alone = await workspace.onepack('pack', '--config=acme/packages.yaml', '--package=hello', '--out=alone');
    expect(alone.exitCode).toBe(0);
    await execa('cmp', [built, workspace.path(join('alone', 'hello_1.2.3-0_amd64.deb'))]);
  });

  it('is patched again where the extended file has changed, and packs what that changes', async () => {
    const config = await workspace.read('build/pkgs/packages.yaml');
    await workspace.write('build/pkgs/packages.yaml', `# Another remark.\n${config}`);
    expect(count(await workspace.bazel('build', '//acme:hello'))).toEqual({ PatchConfig: 1 });
    await workspace.write('build/pkgs/packages.yaml', config.replace('Says hello', 'Greets'));
    expect(count(await workspace.bazel('build', '//acme:hello'))).toEqual({ PatchConfig: 1, PackDeb: 2, PackRpm: 2 });
  });

  it('takes a dependency that the extended file has since', async () => {
    const config = await workspace.read('build/pkgs/packages.yaml');
    await workspace.write('build/pkgs/packages.yaml', config.replace('libc: "*"', 'libc: "*", curl: "*"'));
    expect(await workspace.bazel('build', '//acme:hello_amd64_deb')).toMatchObject({ exitCode: 0 });
    const built = workspace.path('bazel-bin/acme/hello_amd64.deb');
    expect((await execa('dpkg-deb', ['--field', built, 'Depends'])).stdout).toBe('curl, jq');
    await workspace.write('build/pkgs/packages.yaml', config);
  });

  it('shows both places where the extended file has no longer what is changed', async () => {
    const config = await workspace.read('build/pkgs/packages.yaml');
    await workspace.write('build/pkgs/packages.yaml', config.replace('libc: "*"', 'wget: "*"'));
    const { exitCode, output } = await workspace.bazel('build', '//acme:hello_amd64_deb');
    expect(exitCode).toBe(1);
    expect(output).toContain('acme/packages.yaml:7:16: error: there is no `packages.hello.depends.libc` to remove');
    expect(output).toMatch(
      /^build\/pkgs\/packages\.yaml:\d+:14: note: it is not here\n {8}depends: \{ wget: "\*" \}$/m,
    );
    await workspace.write('build/pkgs/packages.yaml', config);
  });

  it('does not see a file that it begins to extend before the BUILD file names it, and says so', async () => {
    await workspace.write('acme/common.yaml', 'vars: { unused: x }\n');
    await workspace.write(
      'acme/packages.yaml',
      ACME.replace('extends: ', 'extends: [common.yaml, ').replace('\n', ']\n'),
    );
    const stale = await workspace.bazel('build', '//acme:hello');
    expect(stale.exitCode).toBe(1);
    expect(stale.output).toContain('acme/packages.yaml:1:11: error: cannot read acme/common.yaml');
    expect(stale.output).toContain('BUILD.bazel does not name it yet; run: bazel run //acme:update');
    expect(await workspace.bazel('run', '//acme:update')).toMatchObject({ exitCode: 0 });
    expect(await workspace.bazel('build', '//acme:hello')).toMatchObject({ exitCode: 0 });
    expect(await workspace.bazel('test', '//acme:up_to_date_test')).toMatchObject({ exitCode: 0 });
  });
}
