/**
 * What the scripts of a finished package call, for everything that dpkg and rpm do with it. The scripts are those that dpkg-deb
 * and rpm read from the package; the programs that they call are recorders.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { file, planOf, run, temporaryFolder, writeFiles } from '../support/packing.ts';
import { hasShellcheck, SHELLS } from '../support/shells.ts';
import { type Around, callsOf as recordedCalls, scriptsOf, writeRecorders } from './recorded.ts';
import { packIn } from './sample.ts';
import { CASES, DEB_EVENTS, type Event, RPM_EVENTS } from './systemd_calls.ts';

const folder = temporaryFolder();
/** Stands for /run/systemd/system, which is there where systemd runs. */
const running = join(folder, 'running');
const log = join(folder, 'calls');
const bin = join(folder, 'bin');
const names = Object.keys(CASES);
const OWN = { preinstall: 'own.sh', postinstall: 'own.sh', preremove: 'own.sh', postremove: 'own.sh' };

/** By package and by what its tools call a script. */
const scripts = new Map<string, Readonly<Record<string, string>>>();

beforeAll(async () => {
  writeFiles(folder, { unit: '[Unit]\n', 'own.sh': '#!/bin/sh\nrecord own "$1"\nexit "${OWN:-0}"\n' });
  writeRecorders(bin, log, {
    systemctl: 'test "$1" != is-enabled || echo "${IS_ENABLED-enabled}"',
    'deb-systemd-helper': 'test "$1" != debian-installed || exit "${FIRST:-0}"',
    'deb-systemd-invoke': '',
    record: '',
  });
  const edit = (text: string): string => text.replaceAll('/run/systemd/system', running);
  for (const [index, name] of names.entries()) {
    const { format, systemd } = CASES[name] ?? fail(name);
    const contents = systemd.units.map((unit) => file(`/usr/lib/systemd/system/${unit.name}`, 'unit'));
    const plan = planOf({ format, package: `p${index}`, contents, systemd });
    scripts.set(name, await scriptsOf(await packIn(folder, plan), edit));
    const withOwn = planOf({ ...plan, package: `own${index}`, scripts: OWN });
    scripts.set(`${name}, own`, await scriptsOf(await packIn(folder, withOwn), edit));
  }
}, 120_000);

function fail(name: string): never {
  throw new Error(`no ${name}`);
}

interface AroundSystemd extends Partial<Around> {
  /** Whether systemd runs. */
  readonly isRunning?: boolean;
}

/** What the scripts of a package call, and whether they end well. */
async function callsOf(name: string, words: string, { isRunning = true, ...around }: AroundSystemd = {}) {
  rmSync(running, { recursive: true, force: true });
  if (isRunning) mkdirSync(running);
  const { calls, isFine } = await recordedCalls(scripts.get(name) ?? {}, words, log, { path: bin, ...around });
  return { calls, isFine };
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
