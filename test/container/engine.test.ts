/** The engine from outside: what it leaves behind, and what it says when it cannot. */
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { acceptedRuntime, containersOf, whyNoContainers } from '../support/container.ts';
import { onepack } from '../support/golden.ts';
import { temporaryFolder, writeFiles } from '../support/packing.ts';

const reason = await whyNoContainers();
if (reason !== undefined) console.log(`left out: the engine fpm-container; ${reason}`);
const folder = temporaryFolder();

const CONFIG = `apiVersion: onepack/v1
version: v1.2.3
architectures: [amd64, arm64]
compression: none
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT }
packages:
  hello:
    summary: Says hello
    contents:
      - { src: hello.conf, dst: /etc/hello.conf }
`;
writeFiles(folder, { 'packages.yaml': CONFIG, 'hello.conf': 'hello' });

async function pack(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const temporary = join(folder, 'tmp');
  await mkdir(temporary, { recursive: true });
  const run = ['--config=packages.yaml', '--engine=fpm-container', '--out=out', '--warnings=off', ...args];
  return onepack(folder, run, { TMPDIR: temporary, ...env });
}

/** Everything that a run could leave: containers, work folders, mounts of ours. */
async function left(): Promise<{ containers: string[]; folders: string[]; mounts: string }> {
  const temporary = join(folder, 'tmp');
  const mounts = await execa('grep', ['-c', temporary, '/proc/mounts'], { reject: false });
  return { containers: await containersOf(folder), folders: await readdir(temporary), mounts: mounts.stdout };
}
const NOTHING = { containers: [], folders: [], mounts: '0' };

(reason === undefined ? describe : describe.skip)('the engine fpm-container', () => {
  it('packs a set in one container, names the image in the manifest, and leaves nothing', async () => {
    const { exitCode, stdout, stderr } = await pack(['--json']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const { packages } = JSON.parse(stdout) as {
      packages: { engine: { name: string; image: string; tools: object } }[];
    };
    expect(packages).toHaveLength(4);
    const { image } = await acceptedRuntime();
    for (const { engine } of packages)
      expect(engine).toMatchObject({ name: 'fpm-container', image, tools: { fpm: '1.18.0' } });
    expect(await left()).toEqual(NOTHING);
  });

  it('does not take a warning for an answer', async () => {
    const { runtime } = await acceptedRuntime();
    const bin = join(folder, 'warning-bin');
    await mkdir(bin, { recursive: true });
    // What podman without root says once after each start of the machine, where `/` is not shared.
    const warning = '"/" is not a shared mount, this could cause issues or missing mounts with rootless containers';
    const lines = [
      '#!/bin/sh',
      `echo 'time="now" level=warning msg=${warning}' >&2`,
      `exec ${runtime.command} "$@"`,
      '',
    ];
    await writeFile(join(bin, 'podman'), lines.join('\n'), { mode: 0o755 });
    const path = `${bin}:${process.env['PATH'] ?? ''}`;
    const { exitCode, stdout } = await pack(['--arch=amd64', '--format=deb', '--json'], { PATH: path });
    expect(exitCode).toBe(0);
    const { packages } = JSON.parse(stdout) as { packages: { engine: { tools: object } }[] };
    expect(packages[0]?.engine.tools).toMatchObject({ fpm: '1.18.0', ar: expect.stringMatching(/^GNU ar /) });
  });

  it('leaves nothing but the staged tree that was asked for', async () => {
    const { exitCode } = await pack(['--arch=amd64', '--format=rpm', '--keep-work=kept']);
    expect(exitCode).toBe(0);
    expect(await left()).toEqual(NOTHING);
    expect(await readdir(join(folder, 'kept'))).toEqual(['hello_amd64_rpm']);
  });

  it('leaves no container when packing fails, and says how to run it again', async () => {
    const { runtime } = await acceptedRuntime();
    // As where the kernel ends it for want of memory: the container is gone when fpm is to run in it.
    const script = `#!/bin/sh\n[ "$1" != exec ] || ${runtime.command} kill "$2" >/dev/null\nexec ${runtime.command} "$@"\n`;
    const bin = join(folder, 'killing-bin');
    await mkdir(bin, { recursive: true });
    await writeFile(join(bin, 'podman'), script, { mode: 0o755 });
    const path = `${bin}:${process.env['PATH'] ?? ''}`;
    const { exitCode, stderr } = await pack(['--arch=amd64', '--format=deb'], { PATH: path });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/fpm in a container could not write hello_1\.2\.3-0_amd64\.deb/);
    const { containers, folders, mounts } = await left();
    expect({ containers, mounts }).toEqual({ containers: [], mounts: '0' });
    for (const name of folders) {
      expect(stderr).toContain(name);
      await rm(join(folder, 'tmp', name), { recursive: true });
    }
  });

  it('stops and removes its container when a signal ends it', async () => {
    // So large that it takes a while.
    await writeFile(join(folder, 'hello.conf'), Buffer.alloc(300_000_000));
    const running = pack(['--arch=amd64']);
    while ((await left()).containers.length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
    running.catch(() => undefined);
    await execa('pkill', ['-INT', '-f', `out=out|${join(folder, 'no')}`], { reject: false });
    const { signal } = await running;
    await writeFile(join(folder, 'hello.conf'), 'hello');
    expect(signal).toBe('SIGINT');
    expect(await left()).toEqual(NOTHING);
  });

  it('says what to do where there is neither podman nor docker', async () => {
    const bin = join(folder, 'empty-bin');
    await mkdir(bin, { recursive: true });
    const { exitCode, stderr } = await pack([], { PATH: bin });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: 'error: the engine fpm-container needs podman or docker; to install: apt-get install podman runc',
    });
  });

  it('says so where a daemon does not answer', async () => {
    const bin = join(folder, 'docker-bin');
    await mkdir(bin, { recursive: true });
    // A stand-in that says what docker's client says (28.2) without its daemon, which cannot run here.
    const says = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?';
    await writeFile(join(bin, 'docker'), `#!/bin/sh\\necho '${says}' >&2\\nexit 1\\n`.replaceAll('\\n', '\n'));
    await chmod(join(bin, 'docker'), 0o755);
    const { exitCode, stderr } = await pack([], { PATH: `${bin}` });
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      'error: docker is installed, but its daemon does not answer; start it, or: apt-get install podman runc',
    );
  });

  it('refuses an image that nobody made here', async () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    const { exitCode, stderr } = await pack([`--image=${digest}`]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`has no image ${digest}; to build it: make image`);
  });

  it('refuses an image for another machine', async () => {
    const { runtime } = await acceptedRuntime();
    writeFiles(folder, { 'other/Containerfile': 'FROM scratch\nCOPY file /\n', 'other/file': '' });
    await execa(runtime.command, [
      'build',
      '--quiet',
      '--arch',
      's390x',
      '--tag',
      'localhost/onepack-other',
      join(folder, 'other'),
    ]);
    const { stdout } = await execa(runtime.command, [
      'image',
      'inspect',
      '--format',
      '{{.Id}}',
      'localhost/onepack-other',
    ]);
    const { exitCode, stderr } = await pack([`--image=sha256:${stdout.replace(/^sha256:/, '')}`]);
    await execa(runtime.command, ['image', 'rm', 'localhost/onepack-other']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: the image is for s390x, and this machine is \w+; to build one here: make image$/);
  });

  it('says that the disk is full', async () => {
    await mkdir(join(folder, 'disk'), { recursive: true });
    await execa('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', join(folder, 'disk')]);
    try {
      await writeFile(join(folder, 'hello.conf'), Buffer.alloc(2_000_000));
      const { exitCode, stderr } = await pack(['--arch=amd64', '--format=deb'], { TMPDIR: join(folder, 'disk') });
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(
        /No space left on device[^]*could not write hello_1\.2\.3-0_amd64\.deb[^]*the disk is full/,
      );
    } finally {
      await execa('umount', [join(folder, 'disk')]);
      await writeFile(join(folder, 'hello.conf'), 'hello');
    }
  });
});
