/** Capabilities of programs in finished packages: in an rpm as rpmbuild's %caps has them, in a deb as shell and a relation. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Plan } from '../../src/plan/plan.ts';
import { ENGINES } from '../../src/schema/schema.ts';
import { file, named, planOf, run, temporaryFolder, writeFiles } from '../support/packing.ts';
import { packIn } from './sample.ts';

const folder = temporaryFolder('onepack-capabilities-');

const CAPABILITIES: Readonly<Record<string, string>> = {
  '/usr/bin/bind': 'cap_net_bind_service=ep',
  '/usr/bin/bind-again': 'cap_net_bind_service=ep',
  '/usr/bin/inherits': 'cap_kill=i cap_chown,cap_net_raw+p',
  "/usr/bin/o'dd $(id) x": 'cap_chown=eip cap_kill+ei',
  '/usr/bin/plain': '',
  '/usr/bin/trusted': '=ep cap_net_raw-ep',
};

const CONTENTS: Plan['contents'] = Object.entries(CAPABILITIES).map(([path, capabilities]) =>
  path === '/usr/bin/bind-again'
    ? { type: 'hardlink', dst: path, target: '/usr/bin/bind' }
    : file(path, 'program', { mode: '0755', ...(capabilities === '' ? {} : { capabilities }) }),
);

const ASKED = '[%{FILENAMES}\\t%{FILECAPS}\\n]';

async function capabilitiesOf(rpm: string): Promise<Record<string, string>> {
  const lines = (await run('rpm', ['-qp', '--queryformat', ASKED, rpm])).split('\n');
  return Object.fromEntries(lines.map((line) => line.split('\t')) as [string, string][]);
}

async function featuresOf(rpm: string): Promise<string[]> {
  const asked = '[%{REQUIRENAME} %{REQUIREFLAGS} %{REQUIREVERSION}\\n]';
  const lines = (await run('rpm', ['-qp', '--queryformat', asked, rpm])).split('\n');
  return lines.filter((line) => line.includes('FileCaps'));
}

/** The same files as rpmbuild packs them. */
async function buildReference(): Promise<string> {
  const top = join(folder, 'reference');
  const paths = Object.keys(CAPABILITIES).filter((path) => !path.includes("'"));
  const spec = [
    'Name: reference',
    'Version: 1',
    'Release: 1',
    'Summary: Reference',
    'License: MIT',
    'BuildArch: noarch',
    '%description',
    '%install',
    'mkdir -p %{buildroot}/usr/bin',
    ...paths.map((path) => `echo > %{buildroot}${path}`),
    '%files',
    ...paths.map((path) => `${CAPABILITIES[path] === '' ? '' : `%caps(${CAPABILITIES[path]}) `}${path}`),
  ];
  mkdirSync(top, { recursive: true });
  writeFileSync(join(top, 'reference.spec'), `${spec.join('\n')}\n`);
  const define = ['--define', `_topdir ${top}`, '--define', `_rpmdir ${top}`];
  await run('rpmbuild', ['-bb', '--quiet', ...define, join(top, 'reference.spec')]);
  return join(top, 'noarch/reference-1-1.noarch.rpm');
}

beforeAll(() => void writeFiles(folder, { program: '#!/bin/sh\n', own: '#!/bin/sh\necho own\n' }));

describe.each(ENGINES.filter((engine) => engine !== 'fpm-container'))('capabilities by %s', (engine) => {
  const plan = (format: 'deb' | 'rpm'): Plan =>
    planOf({
      format,
      engine,
      package: 'able',
      architecture: 'all',
      contents: CONTENTS,
      scripts: { postinstall: 'own' },
    });

  it('are in an rpm what rpmbuild writes', async () => {
    const rpm = await packIn(folder, plan('rpm'));
    expect(await capabilitiesOf(rpm)).toEqual(CAPABILITIES);
    const reference = await buildReference();
    expect(Object.entries(CAPABILITIES)).toEqual(
      expect.arrayContaining(Object.entries(await capabilitiesOf(reference))),
    );
    expect(await featuresOf(rpm)).toEqual(await featuresOf(reference));
    expect(await featuresOf(rpm)).toHaveLength(1);
  });

  it('are given in a deb before its own postinst, and no program is setuid', async () => {
    const relations = { depends: [named('libcap2-bin')] };
    const deb = await packIn(folder, { ...plan('deb'), relations });
    const script = await run('dpkg-deb', ['-I', deb, 'postinst']);
    const granted = [...script.matchAll(/^ *grant ('.*?') ('.*')$/gm)].map(([, capabilities, path]) => [
      path,
      capabilities,
    ]);
    expect(granted).toEqual([
      ["'/usr/bin/bind'", "'cap_net_bind_service=ep'"],
      ["'/usr/bin/inherits'", "'cap_kill=i cap_chown,cap_net_raw+p'"],
      ["'/usr/bin/o'\\''dd $(id) x'", "'cap_chown=eip cap_kill+ei'"],
      ["'/usr/bin/trusted'", "'=ep cap_net_raw-ep'"],
    ]);
    expect(script.indexOf('grant')).toBeLessThan(script.indexOf('echo own'));
    expect(script).not.toContain('chmod');
    expect(await run('dpkg-deb', ['-c', deb])).not.toMatch(/^-..s/m);
  });
});

it('says in an rpm without capabilities nothing of them', async () => {
  const plain = planOf({
    format: 'rpm',
    engine: 'native',
    package: 'plain',
    contents: [file('/usr/bin/plain', 'program')],
  });
  const rpm = await packIn(folder, plain);
  expect(await featuresOf(rpm)).toEqual([]);
  expect(await run('rpm', ['-qp', '--queryformat', '%{FILECAPS}', rpm])).toBe('(none)');
});
