/** From `systemd` to the units of a plan, and the contents that bring their files. */
import { describe, expect, it } from '@jest/globals';
import type { Layers } from '../../../src/config/load.ts';
import { resolvePlans } from '../../../src/plan/resolve.ts';
import { load } from '../../config/loading.ts';

const HEAD = `apiVersion: onepack/v1
version: v1.2.3
architectures: [amd64]
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT }
sources: { unit: { file: built.service }, archive: { file: a.tgz, extract: true } }
packages:
  hello:
    summary: Says hello
`;

type More = Omit<Layers, 'config'>;

async function planOf(
  body: string,
  format: 'deb' | 'rpm' = 'deb',
  more: More = {},
  files: Record<string, string> = {},
) {
  const { plans, problems } = resolvePlans(await load({ 'packages.yaml': `${HEAD}${body}`, ...files }, more));
  expect(problems).toEqual([]);
  const plan = plans.find((one) => one.format === format);
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

async function unitsOf(body: string, format: 'deb' | 'rpm' = 'deb', more: More = {}) {
  return (await planOf(body, format, more)).systemd?.units;
}

const DEFAULT = { enable: 'preset', start: true, restartOnUpgrade: true };

describe('a package without systemd', () => {
  it('has nothing of it in its plan', async () => {
    expect(await planOf('')).not.toHaveProperty('systemd');
  });
});

describe('a unit', () => {
  it('brings its file, to the same place in both formats', async () => {
    const body = '    systemd: { units: [files/hello.service] }\n';
    for (const format of ['deb', 'rpm'] as const) {
      const { contents, systemd } = await planOf(body, format);
      expect(contents).toEqual([
        {
          type: 'file',
          src: { file: 'files/hello.service' },
          dst: '/usr/lib/systemd/system/hello.service',
          mode: '0644',
          owner: 'root',
          group: 'root',
        },
      ]);
      const style = format === 'deb' ? { style: 'deb-systemd-helper' } : {};
      expect(systemd).toEqual({ ...style, units: [{ name: 'hello.service', ...DEFAULT }] });
    }
  });

  it.each([
    ["[{ src: '@unit', name: hello.service }]", { source: 'unit' }, 'hello.service'],
    ["['@archive/units/hello.timer']", { source: 'archive', member: 'units/hello.timer' }, 'hello.timer'],
    [
      "[{ src: 'files/${package}.${arch}', name: '${package}@.socket' }]",
      { file: 'files/hello.amd64' },
      'hello@.socket',
    ],
    ["['files/dev-mapper-a\\x2db.mount']", { file: 'files/dev-mapper-a\\x2db.mount' }, 'dev-mapper-a\\x2db.mount'],
  ])('may be %s', async (units, src, name) => {
    const { contents, systemd, sources } = await planOf(`    systemd: { units: ${units} }\n`);
    expect(contents).toMatchObject([{ src, dst: `/usr/lib/systemd/system/${name}` }]);
    expect(systemd?.units.map((unit) => unit.name)).toEqual([name]);
    expect(Object.keys(sources)).toEqual('source' in src ? [src.source] : []);
  });

  it.each([
    ['named', '{ name: hello.service }'],
    ['whose file it is', 'files/hello.service'],
  ])('may be in contents, %s, which then say all of it', async (_, unit) => {
    const { contents, systemd } = await planOf(
      `    contents: [{ src: files/hello.service, dst: '/lib/systemd/system/\${package}.service', mode: '0600' }]\n` +
        `    systemd: { units: [${unit}] }\n`,
    );
    expect(contents).toMatchObject([{ dst: '/lib/systemd/system/hello.service', mode: '0600' }]);
    expect(systemd?.units.map(({ name }) => name)).toEqual(['hello.service']);
  });

  it('may lie in a tree, which is not opened yet', async () => {
    const { systemd } = await planOf(
      "    contents: [{ src: '@archive', dst: /usr, type: tree }]\n    systemd: { units: [{ name: hello.service }] }\n",
    );
    expect(systemd?.units).toHaveLength(1);
  });

  it('has its own settings before those of the package, and a template is never started', async () => {
    const units = '[a.service, { src: b.timer, start: true, enable: none }, c@.service]';
    expect(await unitsOf(`    systemd: { units: ${units}, start: false, restartOnUpgrade: stop-start }\n`)).toEqual([
      { name: 'a.service', enable: 'preset', start: false, restartOnUpgrade: 'stop-start' },
      { name: 'b.timer', enable: 'none', start: true, restartOnUpgrade: 'stop-start' },
      { name: 'c@.service', enable: 'preset', start: false, restartOnUpgrade: 'stop-start' },
    ]);
  });
});

describe('layers', () => {
  const body =
    '    systemd: { units: [files/a.service, files/b.service], start: false, style: systemctl }\n' +
    '    overrides:\n' +
    '      deb: { systemd: { enable: enable, style: null } }\n' +
    '      rpm: { systemd: { start: null, units: [files/c.service] } }\n';

  it('merge what differs in a format', async () => {
    expect((await planOf(body)).systemd?.style).toBe('deb-systemd-helper');
    expect(await unitsOf(body)).toEqual(
      ['a', 'b'].map((name) => ({ ...DEFAULT, name: `${name}.service`, enable: 'enable', start: false })),
    );
    expect(await unitsOf(body, 'rpm')).toEqual([{ ...DEFAULT, name: 'c.service' }]);
  });

  it('take settings by path, of one unit, too', async () => {
    const set = ['packages.hello.systemd.start=true,packages.hello.systemd.units[1].restartOnUpgrade=false'];
    expect(await unitsOf(body, 'deb', { set })).toEqual([
      { ...DEFAULT, name: 'a.service', enable: 'enable' },
      { ...DEFAULT, name: 'b.service', enable: 'enable', restartOnUpgrade: false },
    ]);
    const stop = ['packages.hello.systemd.restartOnUpgrade=stop-start'];
    expect((await unitsOf(body, 'deb', { set: stop }))?.[0]?.restartOnUpgrade).toBe('stop-start');
  });

  it('take the key away', async () => {
    const plan = await planOf('    systemd: { units: [a.service] }\n', 'deb', { set: ['packages.hello.systemd=null'] });
    expect([plan.systemd, plan.contents]).toEqual([undefined, []]);
    const only = '    systemd: { units: [a.service] }\n    overrides: { rpm: { systemd: null } }\n';
    expect(await unitsOf(only, 'rpm')).toBeUndefined();
  });

  it('leave a path to the file that wrote it, and to a patched config the same file', async () => {
    const over =
      'packages: { hello: { systemd: { units: [acme.service, { src: sub/b.timer }, "@archive/c.path"] } } }\n';
    const layers = { overlays: ['acme/over.yaml'] };
    const files = { 'acme/over.yaml': over };
    const plan = await planOf('    systemd: { units: [a.service] }\n', 'deb', layers, files);
    const sources = plan.contents.map((content) => ('src' in content ? content.src : undefined));
    expect(sources).toEqual([
      { file: 'acme/acme.service' },
      { file: 'acme/sub/b.timer' },
      { source: 'archive', member: 'c.path' },
    ]);
    const loaded = await load({ 'packages.yaml': `${HEAD}    systemd: { units: [a.service] }\n`, ...files }, layers);
    const text = loaded.patchedText('.');
    expect(text).toContain('acme/acme.service');
    const again = resolvePlans(await load({ 'packages.yaml': text }));
    expect(again.problems).toEqual([]);
    expect(again.plans.find(({ format }) => format === 'deb')?.contents).toEqual(plan.contents);
  });
});
