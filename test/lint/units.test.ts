import { describe, expect, it } from '@jest/globals';
import { misspelledPath } from '../../src/lint/shipped.ts';
import { shippedBy } from '../../src/lint/shipped.ts';
import { isUnit, unitPaths } from '../../src/lint/units.ts';
import { run } from '../command_line/running.ts';
import { dir, file, planOf } from '../support/packing.ts';

describe('isUnit', () => {
  it.each([
    ['/usr/lib/systemd/system/a.service', true],
    ['/lib/systemd/system/a.socket', true],
    ['/usr/lib/systemd/user/a.service', true],
    ['/etc/systemd/system/a.service.d/10-b.conf', true],
    ['/usr/lib/systemd/system/a.conf', false],
    ['/usr/lib/systemd/system-preset/90-a.preset', false],
    ['/usr/share/a.service', false],
  ])('%s: %s', (path, is) => {
    expect(isUnit(path)).toBe(is);
  });
});

describe('unitPaths', () => {
  const found = (text: string): string[] =>
    unitPaths(text).map(({ key, path, isOptional, start }) => {
      expect(text.slice(start, start + path.length)).toBe(path);
      return `${key} ${isOptional ? '-' : ''}${path}`;
    });

  it.each([
    ['ExecStart=/usr/bin/a --b /c', ['ExecStart /usr/bin/a']],
    ['ExecStart = /usr/bin/a', ['ExecStart /usr/bin/a']],
    ['ExecStart=-/usr/bin/a', ['ExecStart -/usr/bin/a']],
    ['ExecStartPre=!!/usr/bin/a', ['ExecStartPre /usr/bin/a']],
    ['ExecStop=@/usr/bin/a b', ['ExecStop /usr/bin/a']],
    ['ExecReload=+"/usr/bin/a" b', ['ExecReload /usr/bin/a']],
    ['ExecStart=/bin/a b ; -/bin/c d', ['ExecStart /bin/a', 'ExecStart -/bin/c']],
    ['ExecStart=/bin/a b\\;c ;/bin/d', ['ExecStart /bin/a']],
    ['ExecStart=/bin/a \\\n  /b ; \\\n  /bin/c', ['ExecStart /bin/a', 'ExecStart /bin/c']],
    ['ExecStart=\nExecStart=a\nExecStart=%h/a\nExecStart=/a/%i\nExecStart=$A', []],
    ['#ExecStart=/a\n;ExecStart=/a\nDescription=/a\nWorkingDirectory=/a', []],
    [
      'EnvironmentFile=-/etc/a\nEnvironmentFile=/etc/b*\nEnvironmentFile=/etc/c',
      ['EnvironmentFile -/etc/a', 'EnvironmentFile /etc/c'],
    ],
    ['', []],
    ['ExecStart=/bin/a\\', ['ExecStart /bin/a']],
  ])('%j', (text, paths) => {
    expect(found(text)).toEqual(paths);
  });
});

describe('misspelt', () => {
  it.each([
    ['/usr/bin/kubelt', '/usr/bin/kubelet', true],
    ['/usr/bin/kubelets', '/usr/bin/kubelet', true],
    ['/usr/bin/kublete', '/usr/bin/kubelet', true],
    ['/usr/bin/kubectl', '/usr/bin/kubelet', false],
    ['/usr/sbin/kubelt', '/usr/bin/kubelet', false],
    ['/usr/bin/kubelet-wrapper', '/usr/bin/kubelet', false],
    ['/usr/bin/shim-runc-v1', '/usr/bin/shim-runc-v2', false],
    ['/usr/bin/ls', '/usr/bin/ln', false],
    ['/usr/bin/kube-contoller-manger', '/usr/bin/kube-controller-manager', true],
  ])('%s is %s: %s', (path, known, is) => {
    expect(misspelledPath(path, ['/usr/bin/other', known])).toBe(is ? known : undefined);
  });
});

describe('shippedBy', () => {
  it('has the links of alternatives, which a deb brings in its scripts alone', () => {
    const slaves = [{ name: 'ed.1', link: '/usr/share/man/man1/ed.1', path: '/usr/share/man/man1/small.1' }];
    const alternatives = [{ name: 'ed', link: '/bin/ed', path: '/usr/bin/small', priority: 1, slaves }];
    const links = shippedBy([planOf({ format: 'deb', alternatives })], ['tool']);
    expect(['/usr/bin/ed', '/usr/share/man/man1/ed.1', '/usr/bin/small'].map((path) => links.has(path))).toEqual([
      true,
      true,
      false,
    ]);
  });

  const tree = { type: 'tree', dst: '/opt/cni/bin', src: { file: 'x' }, owner: 'root', group: 'root' } as const;
  const shipped = shippedBy(
    [planOf({ format: 'deb', contents: [file('/bin/a', 'a'), dir('/var/lib/a/b'), tree, file('/etc/a/a.conf', 'a')] })],
    ['a'],
  );

  it('has files, folders, what lies in trees, and /bin as /usr/bin', () => {
    for (const path of ['/usr/bin/a', '/bin/a', '/var/lib/a', '/var/lib/a/b', '/opt/cni/bin/bridge', '/etc/a/a.conf']) {
      expect([path, shipped.has(path)]).toEqual([path, true]);
    }
    for (const path of ['/usr/bin/b', '/var/lib/a/c', '/opt/cni/c'])
      expect([path, shipped.has(path)]).toEqual([path, false]);
  });

  it('tells the folders of its own from those of everyone', () => {
    expect([...shipped.folders].sort()).toEqual(['/etc/a', '/opt/cni', '/opt/cni/bin', '/var/lib/a', '/var/lib/a/b']);
  });
});

describe('the units of this repository', () => {
  const check = (...flags: string[]) => run(['check', '--config=build/pkgs/packages.yaml', ...flags]);
  const dropIn = 'packages.kubeadm.contents["/usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf"]';

  it('name what is shipped, kubeadm what kubelet ships', async () => {
    expect((await check()).stderr).toBe('');
  });

  it('would be refused where kubelet lands at another path', async () => {
    const { status, stderr } = await check('--set=packages.kubelet.contents["/usr/bin/kubelet"].dst=/usr/bin/kubelte');
    expect(status).toBe(2);
    const lines = stderr.split('\n').filter((line) => line.endsWith('[unit-path]'));
    const where = ['kubelet.service:8:11', '10-kubeadm.deb.conf:11:11', '10-kubeadm.rpm.conf:11:11'];
    expect(lines).toEqual(
      where.map((at) =>
        expect.stringMatching(
          `^build/pkgs/files/${at}: error: ExecStart= names /usr/bin/kubelet, which no \\w+ of the set`,
        ),
      ),
    );
    expect(stderr).toContain('hint: did you mean `/usr/bin/kubelte`?');
  });

  // As it was from 2023 to 2024: the drop-in of the deb read a file that only the rpm had.
  it('would be warned of where the drop-in of one format reads the file of the other', async () => {
    const { status, stderr } = await check(`--set=${dropIn}.overrides.rpm=null`);
    expect(status).toBe(0);
    expect(stderr).toContain(
      'build/pkgs/files/10-kubeadm.deb.conf:9:18: warning: EnvironmentFile= names /etc/default/kubelet, which no rpm of the set ships [unit-path-not-shipped]\n',
    );
    expect(stderr).toContain('hint: did you mean `/etc/sysconfig/kubelet`?');
  });
});
