import { beforeAll, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { type Workspace, count } from './workspace.ts';

const HELLO = '//build/pkgs:hello_amd64_deb';
const ALL = '//build/pkgs:all';

export function stamps(workspace: Workspace): void {
  beforeAll(async () => {
    // One package whose version is its own.
    const config = await workspace.read('build/pkgs/packages.yaml');
    await workspace.write('build/pkgs/packages.yaml', config.replace(/^ {2}tool:$/m, '  tool:\n    version: 0.5.0'));
  });

  /** The flag for a status of these lines. */
  async function status(...lines: string[]): Promise<string> {
    await workspace.write('hack/status.sh', ['#!/bin/sh', ...lines.map((line) => `echo ${line}`), ''].join('\n'));
    return '--workspace_status_command=hack/status.sh';
  }

  async function versionBuilt(...flags: string[]): Promise<string> {
    const { exitCode, output } = await workspace.bazel('build', HELLO, ...flags);
    if (exitCode !== 0) throw new Error(output);
    return (await execa('dpkg-deb', ['--field', workspace.built('hello_amd64.deb'), 'Version'])).stdout;
  }

  const REVISION = 'STABLE_BUILD_SCM_REVISION';

  it('has a flag before the stamp, and the stamp before the config', async () => {
    const flag = await status(`${REVISION} v3.0.0-rc.1`);
    expect(await versionBuilt(flag)).toBe('1.2.3-0');
    expect(await versionBuilt(flag, '--stamp')).toBe('3.0.0~rc.1-0');
    expect(await versionBuilt(flag, '--stamp', '--//build/pkgs:version=v4.0.0')).toBe('4.0.0-0');
    expect(await versionBuilt(flag, '--stamp', '--//build/pkgs:set=version=v5.0.0')).toBe('5.0.0-0');
  });

  it('has the time of the stamp, over that of the config and below that of a flag', async () => {
    const flag = await status(`${REVISION} v3.0.0`, 'STABLE_SOURCE_DATE_EPOCH 1700000000');
    const config = '--//build/pkgs:set=sourceDateEpoch=1600000000';
    const time = async (...flags: string[]): Promise<string | undefined> => {
      await versionBuilt(flag, '--stamp', ...flags);
      const patched = await workspace.read('bazel-bin/build/pkgs/packages.patched.yaml');
      return /^sourceDateEpoch: (\d+)/m.exec(patched)?.[1];
    };
    expect(await time()).toBe('1700000000');
    expect(await time('--//build/pkgs:source_date_epoch=1800000000')).toBe('1800000000');
    expect(await time(config)).toBe('1600000000');
  });

  it('reads the key that the flag names', async () => {
    const flag = await status(`${REVISION} v3.0.0`, 'STABLE_ACME_VERSION v3.1.0');
    expect(await versionBuilt(flag, '--stamp', '--//bazel:stamp_key=STABLE_ACME_VERSION')).toBe('3.1.0-0');
  });

  it('fails with the name of a key that is not there, unless a flag has the version', async () => {
    const flag = await status('STABLE_BUILD_SCM_STATUS clean');
    const { exitCode, output } = await workspace.bazel('build', HELLO, flag, '--stamp');
    expect(exitCode).toBe(1);
    expect(output).toMatch(
      /stable-status\.txt:1:1: error: the workspace status file \S+ has no key `STABLE_BUILD_SCM_REVISION` \[stamp-key\]/,
    );
    expect(await versionBuilt(flag, '--stamp', '--//build/pkgs:version=v4.0.0')).toBe('4.0.0-0');
    expect(await versionBuilt(flag)).toBe('1.2.3-0');
  });

  it('runs nothing for another status of an unstamped build', async () => {
    await workspace.bazel('build', ALL, await status(`${REVISION} v3.0.0`));
    const { actions } = await workspace.bazel('build', ALL, await status(`${REVISION} v3.0.1`));
    expect(actions).toEqual([]);
  });

  it('packs again what the version is in, and nothing for another key', async () => {
    const build = async (...lines: string[]) => {
      const run = await workspace.bazel('build', ALL, '--stamp', await status(...lines));
      expect(run.exitCode).toBe(0);
      return run;
    };
    await build(`${REVISION} v3.0.0`, 'STABLE_BUILD_GIT_COMMIT abc');
    expect((await build(`${REVISION} v3.0.0`, 'STABLE_BUILD_GIT_COMMIT abc')).actions).toEqual([]);
    const volatile = ['BUILD_OF_NOW $(date +%s%N)'];
    expect((await build(`${REVISION} v3.0.0`, 'STABLE_BUILD_GIT_COMMIT abc', ...volatile)).actions).toEqual([]);
    const commit = await build(`${REVISION} v3.0.0`, 'STABLE_BUILD_GIT_COMMIT def');
    expect(count(commit)).toEqual({ PatchConfig: 1 });
    const version = await build(`${REVISION} v3.0.1`, 'STABLE_BUILD_GIT_COMMIT def');
    expect(count(version)).toEqual({ PatchConfig: 1, PackDeb: 2, PackRpm: 2 });
    expect(version.actions.filter((action) => action.includes('tool'))).toEqual([]);
  });

  it('takes the version from git, with no flag but --stamp', async () => {
    await workspace.write('.gitignore', '/.bazel*.local\n/.bazeliskrc\n/bazel-*\n/node_modules\n/.tools\n/out\n');
    const git = (...args: string[]) =>
      execa('git', ['-c', 'user.name=Jo', '-c', 'user.email=jo@example.com', ...args], { cwd: workspace.folder });
    await git('init', '--quiet');
    const untagged = await workspace.bazel('build', HELLO, '--stamp');
    expect(untagged.output).toContain(`no key \`${REVISION}\``);
    await git('add', '--all');
    await git('commit', '--quiet', '--message=first');
    await git('tag', 'v6.0.0-beta.0');
    expect(await versionBuilt('--stamp')).toBe('6.0.0~beta.0-0');
    await git('commit', '--quiet', '--allow-empty', '--message=second');
    expect(await versionBuilt('--stamp')).toMatch(/^6\.0\.0~beta\.0\.1\+[0-9a-f]{14}-0$/);
    await workspace.write('build/pkgs/files/new.conf', 'new\n');
    expect(await versionBuilt('--stamp')).toMatch(/^6\.0\.0~beta\.0\.1\+[0-9a-f]{14}\+dirty-0$/);
    expect(await versionBuilt()).toBe('1.2.3-0');
  });
}
