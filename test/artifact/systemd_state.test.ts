/** The scripts of a deb with the real deb-systemd-helper, in a root of their own: which units are enabled and masked afterwards. */
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { file, planOf, run, temporaryFolder } from '../support/packing.ts';
import { packIn } from './sample.ts';

const tools = ['/usr/bin/deb-systemd-helper', '/usr/bin/systemctl'];
const missing = tools.filter((tool) => !existsSync(tool));
if (missing.length > 0) console.log(`left out, not installed: ${missing.join(', ')}`);

const folder = temporaryFolder();
const root = join(folder, 'root');
const etc = join(root, 'etc/systemd/system');
const wants = join(etc, 'multi-user.target.wants');

const UNIT = '[Service]\nExecStart=/bin/true\n\n[Install]\nWantedBy=multi-user.target\n';

beforeAll(async () => {
  for (const name of ['preset', 'enable', 'none']) writeFileSync(join(folder, `${name}.service`), UNIT);
  writeFileSync(join(folder, 'static.service'), '[Service]\nExecStart=/bin/true\n');
  const units = ['preset', 'enable', 'none', 'static'].map((name) => ({
    name: `${name}.service`,
    enable: name === 'static' ? ('preset' as const) : (name as 'preset'),
    start: true,
    restartOnUpgrade: true,
  }));
  const contents = units.map(({ name }) => file(`/usr/lib/systemd/system/${name}`, name));
  const plan = planOf({ format: 'deb', contents, systemd: { style: 'deb-systemd-helper', units } });
  const deb = await packIn(folder, plan);
  await run('dpkg-deb', ['--control', deb, join(folder, 'control')]);
  await run('dpkg-deb', ['--extract', deb, root]);
  // Where the root has a systemctl, deb-systemd-helper asks it about presets.
  mkdirSync(join(root, 'usr/bin'), { recursive: true });
  symlinkSync('/usr/bin/systemctl', join(root, 'usr/bin/systemctl'));
  mkdirSync(etc, { recursive: true });
});

async function scripts(...calls: string[]): Promise<void> {
  for (const call of calls) {
    const [script = '', ...args] = call.split(' ');
    const env = { DPKG_ROOT: root, DPKG_MAINTSCRIPT_PACKAGE: 'tool' };
    await run('sh', [join(folder, 'control', script), ...args], env);
  }
}

const list = (path: string): string[] => (existsSync(path) ? readdirSync(path).sort() : []);
const enabled = (): string[] => list(wants);
const masked = (): string[] => list(etc).filter((name) => name.endsWith('.service'));

(missing.length === 0 ? describe : describe.skip)('a deb with deb-systemd-helper', () => {
  it('enables what presets allow and what is to be', async () => {
    await scripts('postinst configure ');
    expect(enabled()).toEqual(['enable.service', 'preset.service']);
  });

  it('leaves what was disabled and enabled since, through an upgrade', async () => {
    rmSync(join(wants, 'enable.service'));
    await run('systemctl', [`--root=${root}`, 'enable', 'none.service']);
    await scripts('prerm upgrade 2.0', 'postrm upgrade 2.0', 'postinst configure 1.0');
    expect(enabled()).toEqual(['none.service', 'preset.service']);
  });

  it('masks them where it is removed, and not for good', async () => {
    await scripts('prerm remove', 'postrm remove');
    expect(masked()).toEqual(['enable.service', 'none.service', 'preset.service', 'static.service']);
    await scripts('postinst configure 1.0');
    expect([masked(), enabled()]).toEqual([[], ['none.service', 'preset.service']]);
  });

  it('leaves nothing where it is purged', async () => {
    await scripts('prerm remove', 'postrm remove', 'postrm purge');
    expect([masked(), enabled()]).toEqual([[], []]);
    expect(await run('find', [join(root, 'var'), '-type', 'f'])).toBe('');
  });

  it('obeys a preset of the administrator', async () => {
    const presets = join(root, 'etc/systemd/system-preset');
    mkdirSync(presets, { recursive: true });
    writeFileSync(join(presets, '00-none.preset'), 'disable *\n');
    await scripts('postinst configure ');
    expect(enabled()).toEqual(['enable.service']);
  });
});
