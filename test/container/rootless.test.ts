/**
 * Podman without root. The user is made up: in a mount namespace of its own, where other files lie over those that name users and their
 * further ids, and the checkout where that user can read it. Nothing of that is on the machine.
 */
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { acceptedRuntime, whyNoContainers } from '../support/container.ts';
import { onepack } from '../support/golden.ts';
import { temporaryFolder, writeFiles } from '../support/packing.ts';

const UID = 54321;
const CHECKOUT = resolve(import.meta.dirname, '../..');

async function whyNot(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'only root can make up a user';
  if (!existsSync('/usr/bin/newuidmap')) return 'there is no newuidmap: apt-get install uidmap';
  const reason = await whyNoContainers();
  if (reason !== undefined) return reason;
  const { runtime } = await acceptedRuntime();
  return runtime.isPodman ? undefined : 'docker has no such thing';
}

const reason = await whyNot();
if (reason !== undefined) console.log(`left out: podman without root; ${reason}`);
const folder = temporaryFolder();
const home = join(folder, 'home');

const CONFIG = `apiVersion: onepack/v1
version: v1.2.3
architectures: [amd64]
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT }
packages:
  hello:
    summary: Says hello
    contents:
      - { src: hello.conf, dst: /etc/hello.conf, mode: '0600' }
      - { type: dir, dst: /etc/hello, mode: '0700' }
`;

/** Runs a script as the made-up user. Every process of it ends with it. */
async function asUser(script: string) {
  const over = {
    passwd: 'x:54321:54321::/:/bin/sh',
    group: 'x:54321:',
    subuid: '100000:65536',
    subgid: '100000:65536',
  };
  const mounts: string[] = [];
  for (const [name, rest] of Object.entries(over)) {
    const lines = /^sub/.test(name) ? '' : await readFile(`/etc/${name}`, 'utf8');
    await writeFile(join(folder, name), `${lines}jo:${rest}\n`);
    if (!existsSync(`/etc/${name}`)) await writeFile(`/etc/${name}`, '');
    mounts.push(`mount --bind ${join(folder, name)} /etc/${name}`);
  }
  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    XDG_RUNTIME_DIR: join(home, 'run'),
    TMPDIR: join(home, 'tmp'),
    CONTAINERS_STORAGE_CONF: join(home, 'storage.conf'),
  };
  const user = ['setpriv', `--reuid=${UID}`, `--regid=${UID}`, '--clear-groups', '--inh-caps=-all', '--reset-env'];
  const enter = [...mounts, `mount --bind ${CHECKOUT} ${join(folder, 'checkout')}`, `cd ${home}`, 'exec "$@"'].join(
    '\n',
  );
  const namespaces = ['--mount', '--propagation=private', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const args = [...namespaces, 'sh', '-ec', enter, 'sh', ...user, 'env', ...variables, 'sh', '-ec', script];
  return execa('unshare', args, { reject: false });
}

async function makeHome(image: string, command: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const name of ['checkout', 'home', 'home/run', 'home/tmp', 'home/store']) {
    await mkdir(join(folder, name));
    if (name !== 'checkout') await chown(join(folder, name), UID, UID);
  }
  const storage = `[storage]\ndriver = "overlay"\ngraphroot = "${home}/store"\nrunroot = "${home}/run"\n`;
  writeFiles(home, { 'storage.conf': storage, 'packages.yaml': CONFIG, 'hello.conf': 'hello' });
  await chmod(join(home, 'run'), 0o700);
  await execa(command, ['save', '--quiet', '--format=oci-archive', `--output=${join(folder, 'image.tar')}`, image]);
}

(reason === undefined ? describe : describe.skip)('podman without root', () => {
  it('packs what it packs as root, for its user alone', async () => {
    const { runtime, image } = await acceptedRuntime();
    await makeHome(image, runtime.command);
    const flags = '--config=packages.yaml --engine=fpm-container --warnings=off';
    const program = join(folder, 'checkout/node_modules/node/bin/node');
    const { exitCode, stdout, stderr } = await asUser(`
      podman load --quiet --input=${join(folder, 'image.tar')} >/dev/null
      ${program} ${join(folder, 'checkout/src/cli.ts')} ${flags} --image=${image} --out=out >log 2>&1 || { cat log >&2; exit 1; }
      podman ps --all --noheading; ls tmp`);
    expect({ exitCode, stdout, packed: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stdout: '', packed: '' });

    expect((await onepack(home, [...flags.split(' '), '--out=of-root'])).exitCode).toBe(0);
    const packages = (await readdir(join(home, 'of-root'))).sort();
    expect((await readdir(join(home, 'out'))).sort()).toEqual(packages);
    expect(packages).toContain('hello_1.2.3-0_amd64.deb');
    for (const name of packages) {
      expect({ name, uid: (await stat(join(home, 'out', name))).uid }).toEqual({ name, uid: UID });
      expect((await readFile(join(home, 'out', name))).equals(await readFile(join(home, 'of-root', name)))).toBe(true);
    }
  });
});
