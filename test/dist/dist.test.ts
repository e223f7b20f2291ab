/** What `make dist` builds, as those who install it find it. That Bazel builds with it is test/e2e's. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';

const { version, engines } = JSON.parse(await readFile('package.json', 'utf8')) as {
  version: string;
  engines: unknown;
};
const NPM = `onepack-${version}.tgz`;
const BAZEL = `onepack-bazel-${version}.tar.gz`;

let folder: string;
let printed: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onepack-dist-'));
  ({ stdout: printed } = await execa('node', ['hack/dist.ts', `--out=${folder}/one`, '--url=https://acme.example/x']));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function listed(archive: string): Promise<string[]> {
  const { stdout } = await execa('tar', ['-tzf', join(folder, 'one', archive)]);
  return stdout.split('\n');
}

async function member(archive: string, name: string): Promise<string> {
  const { stdout } = await execa('tar', ['-xzOf', join(folder, 'one', archive), name]);
  return stdout;
}

describe('make dist', () => {
  it('gives the same bytes twice', async () => {
    await execa('node', ['hack/dist.ts', `--out=${folder}/two`, '--url=https://acme.example/x'], {
      env: { TZ: 'Asia/Kathmandu', LC_ALL: 'C.UTF-8' },
    });
    const { stdout } = await execa('diff', ['--recursive', 'one', 'two'], { cwd: folder, reject: false });
    // It names its own folder, and nothing else is different.
    expect(stdout.split('\n').filter((line) => /^(Only|Binary|[<>])/.test(line))).toEqual([
      `< common --registry=file://${folder}/one/registry`,
      `> common --registry=file://${folder}/two/registry`,
    ]);
  });

  it('prints what to paste, with the checksum that the archive has', async () => {
    const { stdout } = await execa('sha256sum', ['--check', 'SHA256SUMS'], { cwd: join(folder, 'one') });
    expect(stdout.split('\n')).toEqual([`${NPM}: OK`, `${BAZEL}: OK`]);
    const sums = await readFile(join(folder, 'one/SHA256SUMS'), 'utf8');
    const hex = /^(\w+) {2}onepack-bazel/m.exec(sums)?.[1] ?? '';
    expect(printed).toContain(`sha256 = "${hex}"`);
    expect(printed).toContain(`integrity = "sha256-${Buffer.from(hex, 'hex').toString('base64')}"`);
    expect(printed).toContain(`urls = ["https://acme.example/x/${BAZEL}"]`);
    expect(await readFile(join(folder, 'one/USE.txt'), 'utf8')).toBe(`${printed}\n`);
  });
});

describe('the npm package', () => {
  it('has what runs and no more, in less than 2 MB', async () => {
    const names = ['LICENSE', 'LICENSE.bundled', 'README.md', 'onepack.cjs', 'package.json', 'packages.schema.json'];
    expect(await listed(NPM)).toEqual(['package/', ...names.map((name) => `package/${name}`)]);
    expect((await stat(join(folder, 'one', NPM))).size).toBeLessThan(2e6);
    expect(JSON.parse(await member(NPM, 'package/package.json'))).toMatchObject({
      name: 'onepack',
      version,
      engines,
      bin: { onepack: 'onepack.cjs' },
    });
  });

  it('has the licence of everything that is bundled', async () => {
    const text = await member(NPM, 'package/LICENSE.bundled');
    for (const name of ['zod', 'yaml', 'yauzl', 'handlebars', 'commander', 'unbzip2-stream', 'undici', 'node-liblzma']) {
      expect(text).toMatch(new RegExp(`^${name} [\\d.]+, \\S+`, 'm'));
    }
  });

  it('installs from the file, says what it is, and packs where nothing else can be run', async () => {
    const app = join(folder, 'app');
    await execa('npm', ['install', '--offline', '--no-audit', '--prefix', app, join(folder, 'one', NPM)]);
    const env = { PATH: [join(app, 'node_modules/.bin'), `${process.cwd()}/node_modules/node/bin`].join(delimiter) };
    const told = await execa('onepack', ['--version'], { cwd: app, env, extendEnv: false });
    const commit = await execa('git', ['rev-parse', 'HEAD'], { reject: false });
    expect(told.stdout).toMatch(commit.exitCode === 0 ? /^\d+\.\d+\.\d+ \([0-9a-f]{12}(-dirty)?\)$/ : /^\d+\.\d+\.\d+$/);

    await writeFile(join(app, 'packages.yaml'), CONFIG);
    await writeFile(join(app, 'hello'), '#!/bin/sh\necho hello\n');
    const args = ['--config=packages.yaml', '--engine=native', '--out=out'];
    await execa('onepack', args, { cwd: app, env, extendEnv: false });
    const deb = await execa('dpkg-deb', ['--field', join(app, 'out/hello_1.2.3-0_amd64.deb'), 'Package', 'Version']);
    expect(deb.stdout).toBe('Package: hello\nVersion: 1.2.3-0');
    const rpm = await execa('rpm', ['-qp', '--qf', '%{NEVRA}', join(app, 'out/hello-1.2.3-0.x86_64.rpm')]);
    expect(rpm.stdout).toBe('hello-1.2.3-0.x86_64');
  });
});

describe('the Bazel archive', () => {
  it('has the rules and the packer, and nothing that bundles it', async () => {
    const names = await listed(BAZEL);
    expect(names).toEqual(expect.arrayContaining(['MODULE.bazel', 'WORKSPACE', 'bazel/defs.bzl', 'bazel/providers.bzl']));
    expect(names.filter((name) => name.startsWith('bazel/packer/'))).toEqual([
      'bazel/packer/',
      'bazel/packer/BUILD.bazel',
      'bazel/packer/onepack.cjs',
    ]);
  });

  it('is of the version of the npm package, and asks for no npm package', async () => {
    const text = await member(BAZEL, 'MODULE.bazel');
    expect(text).toContain(`version = "${version}"`);
    expect(text).not.toMatch(/npm/);
  });
});

const CONFIG = `apiVersion: onepack/v1
version: v1.2.3
architectures: [amd64]
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT }
warnings: { description-is-summary: off, section-missing: off, no-copyright-file: off }
packages:
  hello:
    summary: Says hello
    contents:
      - { src: hello, dst: /usr/bin/hello, mode: "0755" }
`;
