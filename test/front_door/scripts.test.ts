/** What the scripts in hack/ and .ci/ say and leave, as far as that needs neither root nor a network. */
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onepack-front-door-'));
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string, mode = 0o644): string {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text, { mode });
  return file;
}

describe('hack/patiently', () => {
  const script = (line: string): string =>
    `set -o errexit -o nounset -o pipefail; . hack/patiently; sleep() { command sleep 0.2; }; ${line}`;

  it('says every few seconds that a silent command still runs, and ends with it', async () => {
    const { stderr } = await execa('bash', ['-c', script("patiently 'setup: npm ci' command sleep 1; echo done >&2")]);
    expect(stderr).toMatch(/^(setup: npm ci: \d s so far\n){2,}done$/);
  });

  it.each([
    ['patiently it true; exit 4', 4],
    ['patiently it false; exit 4', 1],
    ['stop() { exit 3; }; patiently it stop; exit 4', 3],
    ['patiently it false || exit 5', 5],
  ])('%s: %d', async (line, status) => {
    expect((await execa('bash', ['-c', script(line)], { reject: false })).exitCode).toBe(status);
  });
});

describe('hack/setup', () => {
  /** A folder with every program that the machine itself has, but some. Those of node_modules/.bin are npm's, in `npm run`. */
  function pathWithout(...absent: string[]): string {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    const places = (process.env['PATH'] ?? '').split(delimiter).filter((place) => /^\/(usr|s?bin)\b/.test(place));
    for (const place of places.reverse()) {
      for (const name of existing(place)) {
        rmSync(join(bin, name), { force: true });
        if (!absent.includes(name)) symlinkSync(resolve(place, name), join(bin, name));
      }
    }
    return bin;
  }

  it.each([
    { engine: 'fpm', missing: ['zstd', 'rpmbuild'], packages: 'rpm zstd' },
    { engine: 'fpm-container', missing: ['docker', 'podman', 'newuidmap', 'rpmbuild'], packages: 'podman runc uidmap' },
  ])('says what to install for $engine where that needs root', async ({ engine, missing, packages }) => {
    for (const name of ['setup', 'patiently']) cpSync(`hack/${name}`, join(folder, 'clone/hack', name));
    const path = pathWithout(...missing, 'sudo');
    // Anybody but root will do; root itself would install it.
    const anybody = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--clear-groups'] : [];
    const [command = '', ...args] = [...anybody, 'bash', join(folder, 'clone/hack/setup')];
    const { exitCode, stderr } = await execa(command, args, { env: { PATH: path, ENGINE: engine }, reject: false });
    expect(stderr).toBe(
      `setup: installing Debian packages needs root; then run this again:\n  sudo apt-get install ${packages}`,
    );
    expect(exitCode).toBe(1);
  });
});

function existing(place: string): string[] {
  try {
    return readdirSync(place);
  } catch {
    return [];
  }
}

describe('hack/pack-folder', () => {
  const list = async (archive: string): Promise<string[]> => {
    const { stdout } = await execa('tar', ['--list', '--verbose', '--numeric-owner', '--utc', '--file', archive]);
    return stdout.split('\n').map((line) => line.replace(/ +/g, ' '));
  };

  it('puts the files of a folder at the top, the same bytes each time', async () => {
    for (const [name, when] of Object.entries({ a: 1e9, b: 1.5e9 })) {
      for (const file of name === 'a' ? ['vlan', 'bridge'] : ['bridge', 'vlan']) {
        utimesSync(write(`${name}/${file}`, file, 0o755), when, when);
      }
      await execa('hack/pack-folder', [join(folder, name), join(folder, `${name}.tgz`)]);
    }
    expect(await list(join(folder, 'a.tgz'))).toEqual([
      '-rwxr-xr-x 0/0 6 1970-01-01 00:00 bridge',
      '-rwxr-xr-x 0/0 4 1970-01-01 00:00 vlan',
    ]);
    expect(readFileSync(join(folder, 'a.tgz'))).toEqual(readFileSync(join(folder, 'b.tgz')));
  });

  it('packs one file, and what a link means', async () => {
    write('real', 'bytes', 0o755);
    symlinkSync('real', join(folder, 'crictl'));
    write('other', 'not this');
    await execa('hack/pack-folder', [join(folder, 'crictl'), join(folder, 'crictl.tar.gz')]);
    expect(await list(join(folder, 'crictl.tar.gz'))).toEqual(['-rwxr-xr-x 0/0 5 1970-01-01 00:00 crictl']);
  });
});

describe('build/pkgs/tools/debian-layout', () => {
  /** A real deb with one program that says its version, as kubectl does. */
  async function deb(name: string, architecture: string, version: string, program: string): Promise<void> {
    const tree = `tree/${name}-${architecture}`;
    const said = version.replace(/[+-].*$/, '');
    write(`${tree}/DEBIAN/control`, control(name, architecture, version));
    write(`${tree}/${program}`, `#!/bin/sh\necho "Client Version: v${said} (${architecture})"\n`, 0o755);
    const file = join(folder, 'debs', `${name}_${version}_${architecture}.deb`);
    mkdirSync(join(folder, 'debs'), { recursive: true });
    await execa('dpkg-deb', ['--root-owner-group', '--build', join(folder, tree), file]);
  }

  const control = (name: string, architecture: string, version: string): string =>
    `Package: ${name}\nVersion: ${version}\nArchitecture: ${architecture}\nMaintainer: A <a@example.com>\nDescription: x\n`;

  async function archive(odd: Record<string, string> = {}): Promise<void> {
    for (const architecture of ['amd64', 'arm64', 'ppc64el', 's390x']) {
      await deb('kubectl', architecture, odd[architecture] ?? '1.32.3+ds-2', 'usr/bin/kubectl');
      await deb('containernetworking-plugins', architecture, '1.1.1+ds1-3+b17', 'usr/lib/cni/bridge');
    }
  }

  const layOut = (): Promise<{ exitCode?: number; stderr: string }> =>
    execa('build/pkgs/tools/debian-layout', [join(folder, 'debs'), join(folder, 'out')], { reject: false });

  it('names files as the config does, and says the real versions', async () => {
    await archive();
    expect(await layOut()).toMatchObject({ exitCode: 0, stderr: '' });
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['amd64', 'arm64', 'ppc64le', 's390x', 'versions']);
    expect(readdirSync(join(folder, 'out/ppc64le')).sort()).toEqual(['cni-plugins.tgz', 'kubectl']);
    expect(readFileSync(join(folder, 'out/ppc64le/kubectl'), 'utf8')).toContain('(ppc64el)');
    expect(readFileSync(join(folder, 'out/versions'), 'utf8')).toBe('kubectl 1.32.3\ncni-plugins 1.1.1\n');
  });

  it('refuses an architecture of another version, and leaves nothing', async () => {
    await archive({ s390x: '1.33.0-1' });
    expect(await layOut()).toMatchObject({
      exitCode: 1,
      stderr: 'debian-layout: s390x has other versions than amd64: kubectl 1.33.0, cni-plugins 1.1.1',
    });
    expect(readdirSync(folder).sort()).toEqual(['debs', 'tree']);
  });

  it('refuses a program that says another version than its package', async () => {
    await archive();
    const { stdout: machine } = await execa('dpkg', ['--print-architecture']);
    const file = join(folder, `tree/kubectl-${machine}/usr/bin/kubectl`);
    writeFileSync(file, '#!/bin/sh\necho "Client Version: v1.20.2"\n');
    const package_ = join(folder, `debs/kubectl_1.32.3+ds-2_${machine}.deb`);
    await execa('dpkg-deb', ['--root-owner-group', '--build', join(folder, `tree/kubectl-${machine}`), package_]);
    expect(await layOut()).toMatchObject({
      exitCode: 1,
      stderr: "debian-layout: the kubectl of Debian's 1.32.3 says: Client Version: v1.20.2",
    });
  });

  it('names a package that is not there', async () => {
    await deb('kubectl', 'amd64', '1.32.3-1', 'usr/bin/kubectl');
    expect(await layOut()).toMatchObject({
      exitCode: 1,
      stderr: `debian-layout: no containernetworking-plugins for amd64 in ${folder}/debs`,
    });
  });
});

describe('build/pkgs/tools/binaries-from-source', () => {
  /** In a new clone, on a machine without Go that has these programs, and those written to bin/. */
  function build(programs: readonly string[], ...before: string[]) {
    for (const name of ['build/pkgs/tools/binaries-from-source', 'hack/apt-apart'])
      cpSync(name, join(folder, 'clone', name));
    mkdirSync(join(folder, 'bin'), { recursive: true });
    for (const name of ['bash', 'dirname', 'readlink', 'realpath', ...programs]) {
      symlinkSync(`/usr/bin/${name}`, join(folder, 'bin', name));
    }
    const [command = '', ...args] = [...before, 'bash', join(folder, 'clone/build/pkgs/tools/binaries-from-source')];
    return execa(command, args, { env: { PATH: join(folder, 'bin') }, reject: false });
  }

  it('says that Go needs root to be installed, and leaves nothing', async () => {
    const anybody = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--clear-groups'] : [];
    const { exitCode, stderr } = await build(['id', 'setpriv'], ...anybody);
    expect(stderr).toBe(
      'binaries-from-source: there is no Go here, and installing it needs root; then run this again: ' +
        'sudo apt-get install golang-go',
    );
    expect(exitCode).toBe(1);
    expect(readdirSync(join(folder, 'clone'))).toEqual(['build', 'hack']);
  });

  it('shows what apt-get says where it does not install Go for root', async () => {
    write('bin/id', '#!/bin/sh\necho 0\n', 0o755);
    write('bin/apt-get', `#!/bin/sh\necho "$*" >>${folder}/calls\necho "E: $*"\nexit 100\n`, 0o755);
    const { exitCode, stderr } = await build(['cat', 'mkdir', 'rm']);
    expect(stderr.split('\n')).toEqual([
      'installing golang-go',
      'E: --quiet --yes --no-install-recommends install golang-go',
      'binaries-from-source: apt-get could not install golang-go',
    ]);
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toMatch(
      /^.* install golang-go\n.* update\n.* install golang-go\n$/,
    );
    expect(exitCode).toBe(1);
  });
});

describe('.ci/run', () => {
  it.each([
    ['counts what passed', 0, 'Tests:       29 passed, 29 total', '29 passed, 0 failed'],
    ['counts what failed', 2, 'Tests:       2 failed, 1 skipped, 29 passed, 32 total', '29 passed, 2 failed'],
    ['counts a failure that is no test', 2, 'Code style issues found', '0 passed, 1 failed'],
  ])('%s', async (_, status, said, last) => {
    cpSync('.ci/run', join(folder, 'clone/.ci/run'));
    write('bin/make', `#!/bin/sh\necho "$@"\necho '${said}' >&2\nexit ${status}\n`, 0o755);
    const path = `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`;
    const { exitCode, stdout } = await execa(join(folder, 'clone/.ci/run'), { env: { PATH: path }, reject: false });
    expect(stdout.split('\n')).toEqual(['test', said, '', last]);
    expect(exitCode).toBe(status);
  });
});

describe('make', () => {
  it('says what there is', async () => {
    const { stdout } = await execa('make', ['--no-print-directory']);
    const targets = stdout.split('\n').map((line) => line.trim().split(/\s+/)[1]);
    const expected = [
      'help',
      'setup',
      'packages',
      'image',
      'dist',
      'binaries-from-source',
      'test',
      'test-all',
      'bench',
      'clean',
    ];
    expect(targets).toEqual(expected);
  });
});
