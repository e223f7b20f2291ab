import { expect, it } from '@jest/globals';
import { STRING_SETTINGS, settingName } from '../../src/config/flags.ts';
import { type Workspace, program } from './workspace.ts';

const TEST = '//build/pkgs:up_to_date_test';

export function generatedBuildFile(workspace: Workspace): void {
  it('has a target for each package, architecture and format, and the groups', async () => {
    const { output } = await workspace.bazel(
      'query',
      'kind("onepack_|filegroup|source_for_arch|label_flag", //build/pkgs:*)',
    );
    const targets = [...output.matchAll(/^\/\/build\/pkgs:(\S+)$/gm)].map(([, name]) => name).sort();
    expect(targets).toEqual(TARGETS);
  });

  it('is stale after an edit: the test shows the diff and the command, update rewrites it, and the new targets build', async () => {
    expect((await workspace.bazel('test', TEST)).exitCode).toBe(0);
    const config = await workspace.read('build/pkgs/packages.yaml');
    const more = config.replace('[amd64, arm64]', '[amd64, arm64, s390x]');
    await workspace.write('build/pkgs/packages.yaml', `${more}${EXTRA}`);

    const stale = await workspace.bazel('test', TEST);
    expect(stale.exitCode).toBe(3);
    expect(stale.output).toContain('+            "name": "extra",');
    expect(stale.output).toContain('+        "s390x",');
    expect(stale.output).toContain('bazel run //build/pkgs:update');

    const update = await workspace.bazel('run', '//build/pkgs:update');
    expect(update.exitCode).toBe(0);
    expect(update.output).toMatch(/^build\/pkgs\/BUILD\.bazel: 18 targets$/m);
    expect((await workspace.bazel('test', TEST)).exitCode).toBe(0);
    const built = await workspace.bazel('build', '//build/pkgs:extra');
    expect({ exitCode: built.exitCode, output: built.exitCode === 0 ? '' : built.output }).toEqual({
      exitCode: 0,
      output: '',
    });
    const cli = await workspace.onepack('generate', '--config=build/pkgs/packages.yaml', '--check', '--warnings=off');
    expect(cli).toEqual({ exitCode: 0, output: '' });
  });

  it('is stale after an edit of a source or of contents: no build packs what the config no longer says', async () => {
    const config = await workspace.read('build/pkgs/packages.yaml');
    await workspace.write('build/pkgs/bin/amd64/other', program('amd64', 'other'));
    await workspace.write('build/pkgs/packages.yaml', config.replace('/hello" }', '/other" }'));
    const source = await workspace.bazel('build', '//build/pkgs:hello_amd64_deb');
    expect(source.exitCode).toBe(1);
    expect(source.output).toContain('"hello" is `bin/${arch}/other`, but BUILD.bazel still uses `bin/${arch}/hello`');
    expect(source.output).toContain('run: bazel run //build/pkgs:update');

    await workspace.write('build/pkgs/files/new.conf', 'new\n');
    await workspace.write('build/pkgs/packages.yaml', config.replace('files/hello.conf', 'files/new.conf'));
    const contents = await workspace.bazel('build', '//build/pkgs:hello_amd64_deb');
    expect(contents.exitCode).toBe(1);
    expect(contents.output).toContain('build/pkgs/files/new.conf is not there');
    expect(contents.output).toContain('BUILD.bazel does not name it yet; run: bazel run //build/pkgs:update');
  });
}

const EXTRA = `  extra:
    summary: Has a folder
    contents:
      - { dst: /srv/extra, type: dir }
`;

const TARGETS = [
  ...['hello', 'tool'].flatMap((name) => [
    name,
    ...['amd64', 'arm64'].flatMap((arch) => [`${name}_${arch}_deb`, `${name}_${arch}_rpm`]),
  ]),
  ...['amd64', 'arm64', 'debs', 'rpms'],
  ...STRING_SETTINGS.map(settingName),
  ...['overlay', 'source_hello', 'source_tool'],
  ...['hello', 'tool'].flatMap((name) => [`source_${name}_amd64`, `source_${name}_arm64`]),
  ...['dist', 'left_out', 'patched', 'up_to_date_test', 'update', 'wrappers'],
].sort();
