/** Triggers of a finished package, and that they fire when another is installed. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { file, named, planOf, problemsOf, run, temporaryFolder, writeFiles } from '../support/packing.ts';
import { packIn, SCRIPT } from './sample.ts';

const folder = temporaryFolder();

beforeAll(() => void writeFiles(folder, { script: SCRIPT, data: 'data\n' }));

describe('triggers', () => {
  it('are in a deb as the plan has them', async () => {
    const triggers = [
      { kind: 'interest', on: '/usr/share/greetings' },
      { kind: 'interest_await', on: 'say-hello' },
      { kind: 'interest_noawait', on: '/usr/share/a.b' },
      { kind: 'activate', on: 'a+b' },
      { kind: 'activate_await', on: 'ldconfig' },
      { kind: 'activate_noawait', on: 'c-d' },
    ] as const;
    const deb = await packIn(folder, planOf({ format: 'deb', triggers: [...triggers] }));
    expect(await run('dpkg-deb', ['--info', deb, 'triggers'])).toBe(
      [
        'interest /usr/share/greetings',
        'interest-await say-hello',
        'interest-noawait /usr/share/a.b',
        'activate a+b',
        'activate-await ldconfig',
        'activate-noawait c-d',
      ].join('\n'),
    );
    const list = await run('sh', ['-c', 'dpkg-deb --ctrl-tarfile "$1" | tar -tv', 'sh', deb]);
    expect(list).toMatch(/^-rw-r--r-- .* \.\/triggers$/m);
  });

  it('are in an rpm as the plan has them, each with its script as it is written', async () => {
    const triggers = [
      { kind: 'triggerprein', on: named('bash', ['<', '1:3']), script: 'script' },
      { kind: 'triggerin', on: named('bash', ['>=', '5.0-1']), script: 'script' },
      { kind: 'triggerin', on: named('zsh'), script: 'script' },
      { kind: 'triggerun', on: named('Foo_bar'), script: 'script' },
      { kind: 'triggerpostun', on: named('bash'), script: 'script' },
    ] as const;
    const rpm = await packIn(folder, planOf({ format: 'rpm', triggers: [...triggers] }));
    const on = ['bash < 1:3', 'bash >= 5.0-1', 'zsh', 'Foo_bar', 'bash'];
    const said = triggers.map(({ kind }, at) => `${kind} scriptlet (using /bin/sh) -- ${on[at]}\n${SCRIPT.trimEnd()}`);
    expect(await run('rpm', ['-qp', '--triggers', rpm])).toBe(said.join('\n'));
  });

  it('refuses a script that would run as something else', async () => {
    writeFileSync(join(folder, 'python'), '#!/usr/bin/python3\n');
    const plan = planOf({ format: 'rpm', triggers: [{ kind: 'triggerin', on: named('bash'), script: 'python' }] });
    expect((await problemsOf(packIn(folder, plan))).map(({ code }) => code)).toEqual(['engine-limit']);
  });
});

const canInstall = process.getuid?.() === 0;
if (!canInstall) console.log('left out: triggers that fire, which needs root');

(canInstall ? describe : describe.skip)('a trigger fires', () => {
  it('of a deb, for a file of another and for its name', async () => {
    const root = join(folder, 'deb-root');
    for (const name of ['info', 'updates', 'triggers'])
      mkdirSync(join(root, 'var/lib/dpkg', name), { recursive: true });
    writeFileSync(join(root, 'var/lib/dpkg/status'), '');
    writeFileSync(join(folder, 'fired'), '#!/bin/sh\necho "$@" >>"$DPKG_ROOT/fired"\n');
    const waiting = planOf({
      format: 'deb',
      package: 'waiting',
      scripts: { postinstall: 'fired' },
      triggers: [
        { kind: 'interest_await', on: 'say-hello' },
        { kind: 'interest_noawait', on: '/usr/share/greetings' },
      ],
    });
    const other = planOf({
      format: 'deb',
      package: 'other',
      contents: [file('/usr/share/greetings/danish', 'data')],
      triggers: [{ kind: 'activate_await', on: 'say-hello' }],
    });
    const path = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;
    for (const plan of [waiting, other]) {
      const deb = await packIn(folder, plan);
      await run('dpkg', [`--root=${root}`, '--force-script-chrootless', '--install', deb], { PATH: path });
    }
    const [first, second, ...more] = readFileSync(join(root, 'fired'), 'utf8').trimEnd().split('\n');
    expect([first, more]).toEqual(['configure ', []]);
    expect(second?.split(' ').sort()).toEqual(['/usr/share/greetings', 'say-hello', 'triggered']);
  });

  // The script runs in this system, so the packages have no files and a database of their own.
  it('of an rpm, for another package of a version', async () => {
    const db = join(folder, 'rpm-db');
    const fired = join(folder, 'rpm-fired');
    writeFileSync(join(folder, 'on'), `echo "$1 $2 100%" >>'${fired}'\n`);
    const waiting = planOf({
      format: 'rpm',
      package: 'waiting',
      triggers: [
        { kind: 'triggerin', on: named('other', ['>=', '1.2']), script: 'on' },
        { kind: 'triggerin', on: named('other', ['>=', '7']), script: 'on' },
      ],
    });
    for (const plan of [waiting, planOf({ format: 'rpm', package: 'other' })]) {
      expect(existsSync(fired)).toBe(false);
      await run('rpm', [`--dbpath=${db}`, '-i', '--nodeps', '--ignorearch', await packIn(folder, plan)]);
    }
    expect(readFileSync(fired, 'utf8')).toBe('1 1 100%\n');
  });
});
