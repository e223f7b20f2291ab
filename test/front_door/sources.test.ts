/** `node build/pkgs/tools/sources.ts` in a small clone of its own: which binaries it lays out, and which versions it says they are. */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { BODY, type Mirror, startMirror } from '../fetch/server.ts';

let clone: string;
let mirror: Mirror;

beforeEach(async () => {
  mirror = await startMirror();
  clone = mkdtempSync(join(tmpdir(), 'onepack-sources-'));
  cpSync('hack/pack-folder', join(clone, 'hack/pack-folder'));
  write('build/pkgs/packages.yaml', CONFIG.replace('MIRROR', mirror.url));
  // Stands in for Debian's archive.
  write('build/pkgs/tools/debian-binaries', DEBIAN, 0o755);
});
afterEach(() => {
  mirror.close();
  rmSync(clone, { recursive: true, force: true });
});

const CONFIG = `
apiVersion: onepack/v1
version: v1.36.3
architectures: [amd64, arm64]
defaults: { maintainer: A <a@example.com>, license: MIT }
vars: { mirror: MIRROR, cni_version: 1.9.1, crictl_version: 1.36.0 }
sources:
  kubelet: { file: "bin/\${arch}/kubelet", url: "\${mirror}/good/v\${version}/\${arch}/kubelet" }
  kubectl: { file: "bin/\${arch}/kubectl", url: "\${mirror}/good/v\${version}/\${arch}/kubectl" }
  cni-plugins: { file: "bin/\${arch}/cni-plugins.tgz", url: "\${mirror}/good/\${cni_version}/\${arch}/cni", extract: true }
  crictl: { file: "bin/\${arch}/crictl.tar.gz", url: "\${mirror}/good/\${crictl_version}/\${arch}/crictl", extract: true }
packages:
  kubelet: { summary: Runs pods, contents: [{ src: "@kubelet", dst: /usr/bin/kubelet, mode: "0755" }] }
  kubectl: { summary: Speaks to a cluster, contents: [{ src: "@kubectl", dst: /usr/bin/kubectl, mode: "0755" }] }
  kubernetes-cni:
    version: \${cni_version}
    summary: Plugins
    contents: [{ src: "@cni-plugins", dst: /opt/cni/bin, type: tree }]
  cri-tools:
    version: \${crictl_version}
    summary: Speaks to a runtime
    contents: [{ src: "@crictl/crictl", dst: /usr/bin/crictl, mode: "0755" }]
`;

const DEBIAN = `#!/bin/sh
for arch in amd64 arm64; do
  mkdir -p "$1/$arch"
  echo "debian's kubectl for $arch" >"$1/$arch/kubectl"
  echo "debian's plugins for $arch" >"$1/$arch/cni-plugins.tgz"
done
printf 'kubectl 1.32.3\\ncni-plugins 1.1.1\\n' >"$1/versions"
`;

function write(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(join(clone, path)), { recursive: true });
  writeFileSync(join(clone, path), text, { mode });
}
const bin = (path: string): string => join(clone, 'build/pkgs/bin', path);
const read = (path: string): string => readFileSync(bin(path), 'utf8');

async function run(env: Record<string, string> = {}): Promise<{ exitCode?: number; flags: string[]; stderr: string }> {
  const program = resolve('build/pkgs/tools/sources.ts');
  const { exitCode, stdout, stderr } = await execa('node', [program], { cwd: clone, env, reject: false });
  return { ...(exitCode === undefined ? {} : { exitCode }), flags: stdout.split('\n').filter((line) => line), stderr };
}

const FROM_DEBIAN = [
  '--//build/pkgs:version=v1.32.3',
  '--//build/pkgs:set=vars.cni_version=1.1.1,packages.kubelet.depends.kubernetes-cni=*',
];

describe('where the mirror answers', () => {
  it('fetches what is not there, and says no version but the config’s', async () => {
    write('build/pkgs/bin/amd64/kubelet', 'mine');
    expect(await run()).toMatchObject({ exitCode: 0, flags: [] });
    expect(read('amd64/kubelet')).toBe('mine');
    expect(read('arm64/kubelet')).toBe(BODY);
    expect(mirror.asked).toHaveLength(7);
    expect((await run()).exitCode).toBe(0);
    expect(mirror.asked).toHaveLength(7);
  });

  it('fetches the version that is asked for, in place of another', async () => {
    await run();
    expect((await run({ VERSION: 'v1.37.0' })).flags).toEqual(['--//build/pkgs:version=v1.37.0']);
    expect(mirror.asked).toContain('/good/v1.37.0/amd64/kubelet');
  });

  it('stops where it answers with something else', async () => {
    write('build/pkgs/packages.yaml', CONFIG.replace('MIRROR', `${mirror.url}/no-such-file`));
    const { exitCode, stderr } = await run();
    expect(stderr).toContain('the answer is 404 Not Found');
    expect(exitCode).toBe(1);
    expect(existsSync(bin('amd64/kubectl'))).toBe(false);
  });

  it('stops where a file is not the one whose sha256 is published', async () => {
    const published = `sha256Url: "\${mirror}/sums/\${arch}/kubelet.sha256", url: "\${mirror}/good/v`;
    write(
      'build/pkgs/packages.yaml',
      CONFIG.replace('url: "${mirror}/good/v', published).replace('MIRROR', mirror.url),
    );
    const sha256 = createHash('sha256').update(BODY).digest('hex');
    mirror.texts.set('/sums/amd64/kubelet.sha256', sha256);
    mirror.texts.set('/sums/arm64/kubelet.sha256', '0'.repeat(64));
    const { exitCode, stderr } = await run();
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`kubelet for amd64: 114 kB, sha256 as ${mirror.url}/sums/amd64/kubelet.sha256 says`);
    expect(stderr).toContain(
      `kubelet for arm64: its sha256 is ${sha256}, and ${mirror.url}/sums/arm64/kubelet.sha256 says 0`,
    );
    expect(existsSync(bin('arm64/kubelet'))).toBe(false);
  });

  it('hands every setting on', async () => {
    const { flags } = await run({ REVISION: '7', ENGINE: 'fpm', SET: 'defaults.vendor=Acme' });
    expect(flags).toEqual([
      '--//build/pkgs:revision=7',
      '--//build/pkgs:engine=fpm',
      '--//build/pkgs:set=defaults.vendor=Acme',
    ]);
  });
});

describe('where it does not', () => {
  beforeEach(() => mirror.close());

  it('takes kubectl and the plugins of Debian, under their versions', async () => {
    const { flags, stderr } = await run();
    expect(flags).toEqual(FROM_DEBIAN);
    expect(stderr).toContain('the connection is refused');
    expect(stderr).toContain("packing kubectl 1.32.3 and cni-plugins 1.1.1 from Debian's archive");
    expect(read('arm64/kubectl')).toBe("debian's kubectl for arm64\n");
    expect(existsSync(bin('amd64/kubelet'))).toBe(false);
  });

  it('lays the same again', async () => {
    await run();
    expect((await run()).flags).toEqual(FROM_DEBIAN);
  });

  it('never packs under one version what was fetched for another', async () => {
    mirror = await startMirror();
    write('build/pkgs/packages.yaml', CONFIG.replace('MIRROR', mirror.url));
    await run();
    mirror.close();
    expect((await run()).flags).toEqual([]);
    expect((await run({ VERSION: 'v1.37.0' })).flags).toEqual(['--//build/pkgs:version=v1.32.3']);
    expect(read('amd64/kubectl')).toBe("debian's kubectl for amd64\n");
    expect(existsSync(bin('amd64/kubelet'))).toBe(false);
    expect(read('amd64/cni-plugins.tgz')).toBe(BODY);
  });

  it('leaves what somebody put there', async () => {
    write('build/pkgs/bin/amd64/kubectl', 'mine');
    expect((await run()).flags).toEqual([
      '--//build/pkgs:set=vars.cni_version=1.1.1,packages.kubelet.depends.kubernetes-cni=*',
    ]);
    expect(read('amd64/kubectl')).toBe('mine');
    expect(existsSync(bin('arm64/kubectl'))).toBe(false);
  });

  it('says that there is nothing at all', async () => {
    write('build/pkgs/tools/debian-binaries', '#!/bin/sh\necho no archive >&2\nexit 1\n', 0o755);
    const { exitCode, stderr } = await run();
    expect(stderr).toContain('there are no binaries');
    expect(exitCode).toBe(1);
  });
});

describe('KUBE_BINARIES', () => {
  beforeEach(() => mirror.close());

  const own = (path: string): void => write(`own/${path}`, `my own ${path}`, 0o755);

  it('packs what it has as the version of the set, and Debian’s kubectl as its own', async () => {
    own('amd64/kubelet');
    const { flags, stderr } = await run({ KUBE_BINARIES: 'own' });
    expect(flags).toEqual([
      '--//build/pkgs:set=packages.kubectl.version=v1.32.3,vars.cni_version=1.1.1,packages.kubelet.depends.kubernetes-cni=*',
    ]);
    expect(stderr).toContain('packing amd64/kubelet of own as v1.36.3');
    expect(read('amd64/kubelet')).toBe('my own amd64/kubelet');
    expect(existsSync(bin('arm64/kubelet'))).toBe(false);
    expect(read('amd64/kubectl')).toBe("debian's kubectl for amd64\n");
  });

  it('says the version that VERSION says', async () => {
    own('amd64/kubelet');
    const { flags, stderr } = await run({ KUBE_BINARIES: 'own', VERSION: 'v1.37.0-alpha.1' });
    expect(flags[0]).toBe('--//build/pkgs:version=v1.37.0-alpha.1');
    expect(stderr).toContain('packing amd64/kubelet of own as v1.37.0-alpha.1');
  });

  it('takes a program, or a folder, for the archive of its name', async () => {
    own('amd64/crictl');
    own('amd64/cni-plugins/bridge');
    await run({ KUBE_BINARIES: join(clone, 'own') });
    const { stdout: crictl } = await execa('tar', ['--list', '--file', bin('amd64/crictl.tar.gz')]);
    const { stdout: plugins } = await execa('tar', ['--list', '--file', bin('amd64/cni-plugins.tgz')]);
    expect([crictl, plugins]).toEqual(['crictl', 'bridge']);
  });

  it('is gone in the next run without it', async () => {
    own('amd64/kubelet');
    await run({ KUBE_BINARIES: 'own' });
    expect((await run()).flags).toEqual(FROM_DEBIAN);
    expect(existsSync(bin('amd64/kubelet'))).toBe(false);
  });

  it('names what it does not pack', async () => {
    own('amd64/kubelet');
    own('amd64/kubecfg');
    own('riscv64/kubelet');
    const { stderr } = await run({ KUBE_BINARIES: 'own' });
    expect(stderr).toContain('not packed: own/amd64/kubecfg; the config names kubelet, kubectl');
    expect(stderr).toContain('not packed: own/riscv64/kubelet');
  });

  it('does not choose between two', async () => {
    own('amd64/kubelet');
    write('build/pkgs/bin/amd64/kubelet', 'mine');
    const { exitCode, stderr } = await run({ KUBE_BINARIES: 'own' });
    expect(stderr).toContain('build/pkgs/bin/amd64/kubelet is there, and KUBE_BINARIES has another one');
    expect(exitCode).toBe(2);
    expect(read('amd64/kubelet')).toBe('mine');
  });

  it('says what the folder must hold', async () => {
    own('kubelet');
    const { exitCode, stderr } = await run({ KUBE_BINARIES: 'own' });
    expect(stderr).toContain('KUBE_BINARIES=own has no folder of an architecture (amd64, arm64) in it');
    expect(exitCode).toBe(2);
  });

  it('leaves links of others alone', async () => {
    own('amd64/kubelet');
    mkdirSync(bin('amd64'), { recursive: true });
    symlinkSync(join(clone, 'own/amd64/kubelet'), bin('amd64/kubelet'));
    await run();
    expect(readlinkSync(bin('amd64/kubelet'))).toBe(join(clone, 'own/amd64/kubelet'));
  });
});
