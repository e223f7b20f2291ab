/**
 * What the scripts of a finished package call, for everything that dpkg and rpm do with it. The scripts are those that dpkg-deb
 * and rpm read from the package; the programs that they call are recorders.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { file, planOf, run, temporaryFolder, writeFiles } from '../support/packing.ts';
import { hasShellcheck, SHELLS } from '../support/shells.ts';
import { packIn } from './sample.ts';
import { CASES, DEB_EVENTS, type Event, RPM_EVENTS } from './systemd_calls.ts';

const folder = temporaryFolder();
/** Stands for /run/systemd/system, which is there where systemd runs. */
const running = join(folder, 'running');
const log = join(folder, 'calls');
const names = Object.keys(CASES);
const OWN = { preinstall: 'own.sh', postinstall: 'own.sh', preremove: 'own.sh', postremove: 'own.sh' };

/** By package and by what its tools call a script. */
const scripts = new Map<string, Readonly<Record<string, string>>>();

beforeAll(async () => {
  writeFiles(folder, { unit: '[Unit]\n', 'own.sh': '#!/bin/sh\nrecord own "$1"\nexit "${OWN:-0}"\n' });
  const recorder = (name: string, answer = ''): string =>
    `#!/bin/sh\nline='${name}'\nfor word; do line="$line $word"; done\necho "$line" >>'${log}'\n${answer}\nexit \${STATUS:-0}\n`;
  writeFiles(join(folder, 'bin'), {
    systemctl: recorder('systemctl', 'test "$1" != is-enabled || echo "${IS_ENABLED-enabled}"'),
    'deb-systemd-helper': recorder('helper', 'test "$1" != debian-installed || exit "${FIRST:-0}"'),
    'deb-systemd-invoke': recorder('invoke'),
    record: recorder('record'),
  });
  await run('chmod', ['-R', 'a+x', join(folder, 'bin')]);
  for (const [index, name] of names.entries()) {
    const { format, systemd } = CASES[name] ?? fail(name);
    const contents = systemd.units.map((unit) => file(`/usr/lib/systemd/system/${unit.name}`, 'unit'));
    const plan = planOf({ format, package: `p${index}`, contents, systemd });
    scripts.set(name, await scriptsOf(await packIn(folder, plan)));
    const withOwn = planOf({ ...plan, package: `own${index}`, scripts: OWN });
    scripts.set(`${name}, own`, await scriptsOf(await packIn(folder, withOwn)));
  }
}, 120_000);

function fail(name: string): never {
  throw new Error(`no ${name}`);
}

const TAGS = { pre: 'PREIN', post: 'POSTIN', preun: 'PREUN', postun: 'POSTUN' };

/** Paths by name, with `running` in the place of systemd's own folder. */
async function scriptsOf(artifact: string): Promise<Record<string, string>> {
  const into = `${artifact}.scripts`;
  mkdirSync(into);
  if (artifact.endsWith('.deb')) await run('dpkg-deb', ['--control', artifact, into]);
  for (const [script, tag] of Object.entries(artifact.endsWith('.rpm') ? TAGS : {})) {
    const text = await run('rpm', ['-qp', '--queryformat', `%{${tag}}`, artifact]);
    if (text !== '(none)') writeFileSync(join(into, script), text);
  }
  const paths = ['preinst', 'postinst', 'prerm', 'postrm', ...Object.keys(TAGS)]
    .map((script) => [script, join(into, script)] as const)
    .filter(([, path]) => existsSync(path));
  for (const [, path] of paths) {
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('/run/systemd/system', running));
  }
  return Object.fromEntries(paths);
}

interface Around {
  readonly shell?: string;
  /** Whether systemd runs. */
  readonly isRunning?: boolean;
  readonly path?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const paths = new Map<string, string>();

async function pathOf(command: string): Promise<string> {
  const path = paths.get(command) ?? (await run('sh', ['-c', 'command -v "$1"', 'sh', command]));
  paths.set(command, path);
  return path;
}

/** What the scripts of a package call, and their statuses. */
async function callsOf(name: string, words: string, around: Around = {}) {
  const { shell = 'sh', isRunning = true, path = join(folder, 'bin'), env = {} } = around;
  for (const gone of [log, running]) rmSync(gone, { recursive: true, force: true });
  if (isRunning) mkdirSync(running);
  const [command = '', ...flags] = shell.split(' ');
  const interpreter = await pathOf(command);
  const statuses: (number | undefined)[] = [];
  for (const call of words.split('; ')) {
    const [kind = '', ...args] = call.split(' ').map((word) => (word === "''" ? '' : word));
    const script = scripts.get(name)?.[kind];
    if (script === undefined) continue;
    const options = { env: { PATH: path, ...env }, extendEnv: false, reject: false } as const;
    statuses.push((await execa(interpreter, [...flags, script, ...args], options)).exitCode);
  }
  const calls = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : [];
  return { calls, isFine: statuses.every((status) => status === 0) };
}

function eventsOf(name: string): Readonly<Record<string, string>> {
  return CASES[name]?.format === 'rpm' ? RPM_EVENTS : DEB_EVENTS;
}

function wordsOf(name: string, event: string): string {
  return eventsOf(name)[event] ?? fail(event);
}

const expected = Object.entries(CASES).flatMap(([name, { calls }]) =>
  Object.entries(calls).map(([event, text]) => [name, event as Event, text === '' ? [] : text.split('; ')] as const),
);
const both = ['a deb', 'an rpm that stops and starts'].flatMap((name) =>
  Object.keys(eventsOf(name)).map((event) => [name, event] as const),
);
const everything = names.flatMap((name) => Object.keys(eventsOf(name)).map((event) => [name, event] as const));

describe.each(SHELLS.map((shell) => shell.join(' ')))('run by %s,', (shell) => {
  it.each(expected)('%s calls on %s what the table has', async (name, event, calls) => {
    expect(await callsOf(name, wordsOf(name, event), { shell })).toEqual({ calls, isFine: true });
  });
});

describe('whatever fails', () => {
  it.each(everything)('%s does not on %s', async (name, event) => {
    const words = wordsOf(name, event);
    const env = { STATUS: '1', FIRST: '1', IS_ENABLED: '' };
    expect((await callsOf(name, words, { env })).isFine).toBe(true);
    expect(await callsOf(name, words, { path: '/nowhere' })).toEqual({ calls: [], isFine: true });
  });
});

describe('where no systemd runs', () => {
  it.each(everything)('%s on %s starts, stops and reloads nothing', async (name, event) => {
    const { calls, isFine } = await callsOf(name, wordsOf(name, event), { isRunning: false });
    expect(isFine).toBe(true);
    expect(calls.filter((call) => /^invoke|start|stop|daemon-reload/.test(call))).toEqual([]);
  });

  it.each(['a deb', 'a deb of kubelet as it is now', 'an rpm'])('%s is enabled all the same', async (name) => {
    const { calls } = await callsOf(name, wordsOf(name, 'install'), { isRunning: false });
    expect(calls.at(-1)).toMatch(/^(helper enable|systemctl preset) k\.service$/);
  });
});

describe('in the root of another machine', () => {
  it.each(names.filter((name) => CASES[name]?.format === 'deb'))('%s leaves this one alone', async (name) => {
    for (const words of Object.values(DEB_EVENTS)) {
      const { calls, isFine } = await callsOf(name, words, { env: { DPKG_ROOT: '/mnt' } });
      expect(isFine).toBe(true);
      expect(calls.filter((call) => !call.startsWith('helper') && !call.startsWith('systemctl --root=/mnt'))).toEqual(
        [],
      );
    }
  });
});

describe('a unit', () => {
  it.each(['a deb that calls systemctl', 'an rpm'])('that is not enabled is not started: %s', async (name) => {
    for (const answer of ['disabled', 'static', 'masked', '']) {
      const { calls } = await callsOf(name, wordsOf(name, 'install'), { env: { IS_ENABLED: answer } });
      expect(calls).not.toContain('systemctl start k.service');
    }
  });

  it('that was disabled stays so, where deb-systemd-helper remembers it', async () => {
    const { calls } = await callsOf('a deb', 'postinst configure 1.0', { env: { STATUS: '1' } });
    expect(calls).toContain('helper update-state k.service');
    expect(calls).not.toContain('helper enable k.service');
  });

  it('is enabled against its preset the first time only', async () => {
    const first = await callsOf('a deb of many units', "postinst configure ''", { env: { FIRST: '1' } });
    expect(first.calls).toContain('systemctl --root=/ enable f.mount');
    expect(first.calls.filter((call) => call.endsWith('e.path'))).toEqual([
      'helper debian-installed e.path',
      'helper update-state e.path',
    ]);
    const later = await callsOf('a deb of many units', 'postinst configure 1.0');
    expect(later.calls).not.toContain('systemctl --root=/ enable f.mount');
  });
});

describe('with a script of its own', () => {
  it.each(both)('%s calls on %s the same, and that script once for each call', async (name, event) => {
    const words = wordsOf(name, event);
    const plain = await callsOf(name, words);
    const { calls, isFine } = await callsOf(`${name}, own`, words);
    expect(isFine).toBe(true);
    expect(calls.filter((call) => !call.startsWith('record'))).toEqual(plain.calls);
    expect(calls.filter((call) => call.startsWith('record'))).toEqual(
      words.split('; ').map((call) => `record own ${call.split(' ')[1]}`.replace("''", '')),
    );
  });

  it.each([
    ['a deb', 'prerm remove', ['invoke stop k.service', 'record own remove']],
    ['a deb', 'postrm remove', ['record own remove', 'systemctl --system daemon-reload', 'helper mask k.service']],
    ['an rpm of kubelet as it is now', 'post 1', ['record own 1', 'systemctl preset k.service']],
    ['an rpm that stops and starts', 'pre 2', ['systemctl stop k.service', 'record own 2']],
  ])('%s: %s', async (name, words, calls) => {
    expect((await callsOf(`${name}, own`, words)).calls).toEqual(calls);
  });

  it.each(['a deb', 'an rpm'])('%s ends where that fails', async (name) => {
    const words = CASES[name]?.format === 'deb' ? 'postinst configure 1.0' : 'post 1';
    const { calls, isFine } = await callsOf(`${name}, own`, words, { env: { OWN: '3' } });
    expect(isFine).toBe(false);
    expect(calls).toHaveLength(1);
  });
});

describe('every script', () => {
  (hasShellcheck ? it : it.skip)('is faultless to shellcheck', async () => {
    const paths = names.flatMap((name) => Object.values(scripts.get(name) ?? {}));
    expect(paths.length).toBeGreaterThan(20);
    await run('shellcheck', ['--shell=sh', ...paths]);
  });
});
