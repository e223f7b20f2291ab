/**
 * A stranger with one program and the file of `make dist`: `npx onepack init && npx onepack --config=packages.yaml` where nothing can be run but Node,
 * npm and the shell that npx needs. strace sees what was run; dpkg-deb and rpm, outside, read what came of it.
 */
import { readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { chmodSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { elf, temporaryFolder } from '../support/packing.ts';
import { isThere } from '../support/roots/left_out.ts';

const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
const top = temporaryFolder('onepack-dist-init-');
const commands = join(top, 'commands');
/** What npx is made of. */
const RUN = ['env', 'node', 'npx', 'npx-cli.js', 'onepack', 'sh'];

const traced = isThere('strace');
if (!traced) console.log('left out: which programs are run, which needs strace');

beforeAll(async () => {
  await execa('node', ['hack/dist.ts', `--out=${top}/dist`]);
  mkdirSync(commands);
  await symlink(process.execPath, join(commands, 'node'));
  for (const name of ['npx', 'sh']) {
    const { stdout } = await execa('sh', ['-c', 'command -v "$1"', 'sh', name]);
    await symlink(stdout, join(commands, name));
  }
});

/** Both commands, as a person types them. Gives the programs that were run. */
async function initAndPack(folder: string): Promise<string[]> {
  const env = { PATH: commands, HOME: join(top, 'home') };
  const log = join(top, 'trace');
  const line = 'npx onepack init && npx onepack --config=packages.yaml';
  const strace = ['/usr/bin/strace', '--follow-forks', '--trace=execve,execveat', '--successful-only', `--output=${log}`]; // prettier-ignore
  const [command = '', ...args] = [...(traced ? strace : []), '/bin/sh', '-c', line];
  const { exitCode, all } = await execa(command, args, { cwd: folder, env, extendEnv: false, all: true, reject: false });
  expect({ exitCode, all: exitCode === 0 ? '' : all }).toEqual({ exitCode: 0, all: '' });
  const calls = traced ? await readFile(log, 'utf8') : '';
  return [...new Set([...calls.matchAll(/execve(?:at)?\("([^"]+)"/g)].map(([, path = '']) => basename(path)))].sort();
}

describe.each([
  ['amd64', 62, 'x86_64'],
  ['arm64', 183, 'aarch64'],
])('one program for %s', (architecture, machine, rpmArchitecture) => {
  it('is a deb and an rpm after two commands that run nothing but Node', async () => {
    const folder = join(top, architecture);
    mkdirSync(folder);
    const program = elf(machine);
    program.writeUInt16LE(2, 16);
    await writeFile(join(folder, 'hello'), program);
    chmodSync(join(folder, 'hello'), 0o755);
    await execa('npm', ['install', '--offline', '--no-audit', join(top, 'dist', `onepack-${version}.tgz`)], { cwd: folder }); // prettier-ignore

    const run = await initAndPack(folder);
    expect(run.filter((name) => !RUN.includes(name))).toEqual([]);
    if (traced) expect(run).toContain('sh');

    const names = [`hello-0.0.0~dev-1.${rpmArchitecture}.rpm`, `hello_0.0.0~dev-1_${architecture}.deb`];
    const found = await readdir(folder);
    expect(found.sort()).toEqual(['hello', ...names, 'node_modules', 'package-lock.json', 'package.json', 'packages.changelog', 'packages.copyright', 'packages.yaml']); // prettier-ignore
    expect(await readFile(join(folder, 'packages.yaml'), 'utf8')).toMatch(/^# yaml-language-server: \$schema=node_modules\/onepack\//); // prettier-ignore

    const [rpm = '', deb = ''] = names.map((name) => join(folder, name));
    const fields = await execa('dpkg-deb', ['--field', deb, 'Package', 'Version', 'Architecture', 'Maintainer']);
    expect(fields.stdout).toBe(`Package: hello
Version: 0.0.0~dev-1
Architecture: ${architecture}
Maintainer: Not named yet <nobody@example.invalid>`);
    expect((await execa('dpkg-deb', ['--contents', deb])).stdout).toMatch(/^-rwxr-xr-x root\/root +64 .* \.\/usr\/bin\/hello$/m); // prettier-ignore
    const tags = '%{NEVRA} %{LICENSE} [%{FILENAMES} %{FILEMODES:perms} ]';
    expect((await execa('rpm', ['-qp', '--qf', tags, rpm])).stdout).toBe(
      `hello-0.0.0~dev-1.${rpmArchitecture} LicenseRef-Unknown /usr/bin/hello -rwxr-xr-x /usr/share/doc/hello/copyright -rw-r--r-- `,
    );
    await execa('rpm', ['-K', '--nosignature', rpm]);
    await rm(folder, { recursive: true });
  });
});
