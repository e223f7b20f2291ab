/** What hack/workspace-status prints in real repositories. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { upstreamVersion } from '../../src/plan/version.ts';
import { temporaryFolder } from '../support/packing.ts';

const all = temporaryFolder();
let folder: string;
let count = 0;

beforeEach(() => {
  folder = join(all, `repository-${++count}`);
  mkdirSync(folder);
  cpSync('hack/workspace-status', join(folder, 'hack/workspace-status'));
});

/** No settings of the machine's or of whoever runs the tests. */
const ENV = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Jo',
  GIT_AUTHOR_EMAIL: 'jo@example.com',
  GIT_COMMITTER_NAME: 'Jo',
  GIT_COMMITTER_EMAIL: 'jo@example.com',
};

async function git(...args: string[]): Promise<string> {
  const { stdout } = await execa('git', args, { cwd: folder, env: ENV, extendEnv: false });
  return stdout;
}

async function repository(...tags: string[]): Promise<void> {
  await git('init', '--quiet');
  await git('add', '--all');
  await git('commit', '--quiet', '--message=first');
  for (const tag of tags) await git('tag', tag);
}

async function commits(number: number): Promise<void> {
  for (let i = 0; i < number; i++) await git('commit', '--quiet', '--allow-empty', `--message=${i}`);
}

function change(name: string): void {
  writeFileSync(join(folder, name), '# changed\n', { flag: 'a' });
}

/** As Bazel runs it: somewhere, by its path. */
async function status(env: Record<string, string> = {}): Promise<Record<string, string>> {
  const script = join(folder, 'hack/workspace-status');
  const options = { cwd: '/', env: { ...ENV, ...env }, extendEnv: false };
  const { stdout, stderr } = await execa(script, options);
  expect(stderr).toBe('');
  const lines = stdout.split('\n').filter((line) => line !== '');
  return Object.fromEntries(
    lines.map((line) => /^(\S+) (.*)$/.exec(line)?.slice(1) ?? [line, '']) as [string, string][],
  );
}

describe('hack/workspace-status', () => {
  it('prints every key of a tag', async () => {
    await repository('v1.14.0');
    expect(await status()).toEqual({
      STABLE_BUILD_GIT_COMMIT: await git('rev-parse', 'HEAD'),
      STABLE_BUILD_SCM_STATUS: 'clean',
      STABLE_SOURCE_DATE_EPOCH: await git('show', '--no-patch', '--format=%ct', 'HEAD'),
      STABLE_BUILD_SCM_REVISION: 'v1.14.0',
      STABLE_BUILD_MAJOR_VERSION: '1',
      STABLE_BUILD_MINOR_VERSION: '14',
      STABLE_DOCKER_TAG: 'v1.14.0',
    });
  });

  it.each([
    ['v1.14.0', 0, false, 'v1.14.0', '14', '1.14.0'],
    ['v1.14.0', 0, true, 'v1.14.0-dirty', '14+', '1.14.0+dirty'],
    ['v1.14.0', 3, false, 'v1.14.0-3+HASH', '14+', '1.14.0+git3+HASH'],
    ['v1.14.0', 3, true, 'v1.14.0-3+HASH-dirty', '14+', '1.14.0+git3+HASH+dirty'],
    ['v1.14.0-rc.1', 0, false, 'v1.14.0-rc.1', '14+', '1.14.0~rc.1'],
    ['v1.14.0-rc.1', 0, true, 'v1.14.0-rc.1-dirty', '14+', '1.14.0~rc.1+dirty'],
    ['v1.14.0-alpha.3', 12, false, 'v1.14.0-alpha.3.12+HASH', '14+', '1.14.0~alpha.3.12+HASH'],
    ['v1.14.0-beta.1', 1, true, 'v1.14.0-beta.1.1+HASH-dirty', '14+', '1.14.0~beta.1.1+HASH+dirty'],
  ])('%s, %i commits after it, changed: %s', async (tag, after, changed, revision, minor, packed) => {
    await repository(tag);
    await commits(after);
    if (changed) change('hack/workspace-status');
    const hash = (await git('rev-parse', 'HEAD')).slice(0, 14);
    const seen = await status();
    expect(seen).toMatchObject({
      STABLE_BUILD_SCM_STATUS: changed ? 'dirty' : 'clean',
      STABLE_BUILD_SCM_REVISION: revision.replace('HASH', hash),
      STABLE_BUILD_MINOR_VERSION: minor,
      STABLE_DOCKER_TAG: revision.replace('HASH', hash).replace('+', '_'),
    });
    expect(upstreamVersion(seen['STABLE_BUILD_SCM_REVISION'] ?? '')).toBe(packed.replace('HASH', hash));
  });

  it('takes a file that git does not know for a change, and one that it ignores for none', async () => {
    writeFileSync(join(folder, '.gitignore'), '/out/\n');
    await repository('v1.14.0');
    mkdirSync(join(folder, 'out'));
    change('out/kubelet.deb');
    expect(await status()).toMatchObject({ STABLE_BUILD_SCM_REVISION: 'v1.14.0' });
    change('kubelet');
    expect(await status()).toMatchObject({ STABLE_BUILD_SCM_REVISION: 'v1.14.0-dirty' });
  });

  it.each([
    ['without a tag', []],
    ['with tags that are no versions', ['release-1.14', 'vendored']],
  ])('prints no version %s', async (_, tags) => {
    await repository(...tags);
    expect(Object.keys(await status())).toEqual([
      'STABLE_BUILD_GIT_COMMIT',
      'STABLE_BUILD_SCM_STATUS',
      'STABLE_SOURCE_DATE_EPOCH',
    ]);
  });

  it('prints nothing without a commit', async () => {
    await git('init', '--quiet');
    expect(await status()).toEqual({});
  });

  it('prints nothing in an unpacked archive, even inside of another repository', async () => {
    const archive = join(folder, 'vendor/archive');
    cpSync('hack/workspace-status', join(archive, 'hack/workspace-status'));
    await repository('v9.9.9');
    folder = archive;
    expect(await status()).toEqual({});
  });

  it('prints nothing where there is no git', async () => {
    await repository('v1.14.0');
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    for (const name of ['bash', 'dirname', 'readlink']) cpSync(`/usr/bin/${name}`, join(bin, name));
    expect(await status({ PATH: bin })).toEqual({});
    rmSync(bin, { recursive: true });
  });
});
