/** Who runs the scripts of a finished package, beside rpmbuild, and that they run. */
import { existsSync, mkdirSync, readFileSync, lstatSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Plan } from '../../src/plan/plan.ts';
import { file, named, planOf, problemsOf, run, symlink, temporaryFolder, writeFiles } from '../support/packing.ts';
import { packIn } from './sample.ts';

const folder = temporaryFolder();
const native = { engine: 'native' } as const;

/** Each with the program of an rpm that says the same, as a spec names it. */
const SCRIPTS = {
  preinstall: ['#!/bin/bash\ntrue\n', '/bin/bash'],
  postinstall: ['#!/bin/sh -e\ntrue\n', '"/bin/sh -e"'],
  preremove: ['#!/usr/bin/env python3\nimport os\n', '"/usr/bin/env python3"'],
  postremove: ['#! /usr/bin/env -S python3 -u\nimport os\n', `"/usr/bin/env '-S python3 -u'"`],
  pretrans: ['#!<lua>\nprint("hello")\n', '<lua>'],
  posttrans: ['true\n', '/bin/sh'],
  verify: ['#!/usr/bin/perl\n1;\n', '/usr/bin/perl'],
} as const;
const SECTIONS = {
  preinstall: 'pre',
  postinstall: 'post',
  preremove: 'preun',
  postremove: 'postun',
  pretrans: 'pretrans',
  posttrans: 'posttrans',
  verify: 'verifyscript',
} as const;

beforeAll(() => {
  writeFiles(folder, {
    data: 'data\n',
    ...Object.fromEntries(Object.entries(SCRIPTS).map(([kind, [text]]) => [kind, text])),
    'trigger-lua': '#!<lua>\nprint("x")\n',
    'trigger-bash': '#!/bin/bash\ntrue\n',
  });
});

const TRIGGERS = [
  { kind: 'triggerin', on: named('bash'), script: 'trigger-bash' },
  { kind: 'triggerun', on: named('zsh'), script: 'trigger-lua' },
] as const;

function spec(): string {
  const sections = Object.entries(SCRIPTS).map(
    ([kind, [text, program]]) =>
      `%${SECTIONS[kind as keyof typeof SECTIONS]} -p ${program}\n${text.replace('#!<lua>\n', '')}`,
  );
  return [
    'Name: own\nVersion: 1.2.3\nRelease: 0\nSummary: s\nLicense: MIT\nBuildArch: noarch\n%description\ns\n',
    ...sections,
    '%triggerin -p /bin/bash -- bash\n#!/bin/bash\ntrue\n',
    '%triggerun -p <lua> -- zsh\nprint("x")\n',
    '%files\n',
  ].join('');
}

describe('the interpreters of an rpm', () => {
  it('are those of the scripts, with what they need, as rpmbuild writes them', async () => {
    const scripts = Object.fromEntries(Object.keys(SCRIPTS).map((kind) => [kind, kind]));
    const ours = await packIn(folder, planOf({ format: 'rpm', ...native, scripts, triggers: [...TRIGGERS] }));
    writeFileSync(join(folder, 'own.spec'), spec());
    const top = join(folder, 'top');
    await run('rpmbuild', [
      '-bb',
      '--define',
      `_topdir ${top}`,
      '--define',
      `_rpmdir ${top}`,
      join(folder, 'own.spec'),
    ]);
    const theirs = join(top, 'noarch/own-1.2.3-0.noarch.rpm');
    const needs = '[%{REQUIRENAME} %{REQUIREFLAGS} %{REQUIREVERSION}\\n]';
    const read = async (rpm: string) => ({
      scripts: await run('rpm', ['-qp', '--scripts', rpm]),
      triggers: await run('rpm', ['-qp', '--triggers', rpm]),
      needs: (await run('rpm', ['-qp', '--queryformat', needs, rpm])).split('\n'),
    });
    const [own, wanted] = [await read(ours), await read(theirs)];
    expect(own).toEqual(wanted);
    expect(own.needs).toContain('rpmlib(ScriptletInterpreterArgs) 16777226 4.0.3-1');
    expect(own.needs).toContain('rpmlib(BuiltinLuaScripts) 16777226 4.2.2-1');
    expect(own.needs).toContain('/usr/bin/env 2304 ');
  });
});

describe('what a format cannot start', () => {
  const codesOf = async (more: Partial<Plan> & Pick<Plan, 'format'>, text: string): Promise<string[]> => {
    writeFileSync(join(folder, 'odd'), text);
    const plan = planOf({ ...native, scripts: { postinstall: 'odd' }, ...more });
    return (await problemsOf(packIn(folder, plan))).map(({ code, message }) => `${code} ${message}`);
  };
  const onTrigger = { scripts: {}, triggers: [{ kind: 'triggerin', on: named('bash'), script: 'odd' }] } as const;

  it.each<[string, Partial<Plan> & Pick<Plan, 'format'>, string, string]>([
    ['<lua> in a deb', { format: 'deb' }, '#!<lua>\n', 'script-interpreter odd is for <lua>, which only rpm has'],
    ['a name in a deb', { format: 'deb' }, '#!bash\n', 'script-interpreter odd is for "bash", which is not an absolute path'],
    ['a name in an rpm', { format: 'rpm' }, '#!bash\n', 'script-interpreter odd is for "bash", which is not an absolute path'],
    ['Lua with an argument', { format: 'rpm' }, '#!<lua> -e\n', 'script-interpreter odd is for <lua> -e, but <lua> has no arguments'],
    [
      'an argument in a trigger',
      { format: 'rpm', ...onTrigger, triggers: [...onTrigger.triggers] },
      '#!/bin/sh -e\n',
      'script-interpreter odd is for /bin/sh -e, but rpm gives the interpreter of a trigger no arguments',
    ],
    ['a mark in a deb', { format: 'deb' }, '\uFEFF#!/bin/sh\n', 'script-encoding a script cannot begin with a byte order mark'],
    ['a mark in an rpm', { format: 'rpm' }, '\uFEFF#!/bin/sh\n', 'script-encoding a script cannot begin with a byte order mark'],
    ['CRLF in a deb', { format: 'deb' }, '#!/bin/sh\ntrue\r\n', 'script-encoding a script cannot have the line ends of Windows'],
    ['CRLF in an rpm', { format: 'rpm' }, 'true\r\n', 'script-encoding a script cannot have the line ends of Windows'],
    ['NUL in an rpm', { format: 'rpm' }, 'true\n\0\n', 'script-encoding a script cannot have NUL characters'],
    [
      'bash with fpm',
      { format: 'rpm', engine: 'fpm' },
      '#!/bin/bash\n',
      'engine-limit odd is for /bin/bash, but fpm has no flag for the interpreter of a scriptlet, which is then /bin/sh',
    ],
    [
      'an argument with fpm',
      { format: 'rpm', engine: 'fpm' },
      '#!/bin/sh -e\n',
      'engine-limit odd is for /bin/sh -e, but fpm has no flag for the interpreter of a scriptlet, which is then /bin/sh',
    ],
    [
      '<lua> with fpm',
      { format: 'rpm', engine: 'fpm' },
      '#!<lua>\n',
      'engine-limit odd is for <lua>, but fpm has no flag for the interpreter of a scriptlet, which is then /bin/sh',
    ],
  ])('is refused: %s', async (_, more, text, said) => {
    expect(await codesOf(more, text)).toEqual([said]);
  }); // prettier-ignore

  it.each(['deb', 'rpm'] as const)(
    'is refused: shell of a key beside a script that is none, in a %s',
    async (format) => {
      const systemd = {
        units: [{ name: 'a.service', enable: 'preset', start: true, restartOnUpgrade: true }],
      } as unknown as Plan['systemd'];
      const said = await codesOf({ format, systemd }, '#!/usr/bin/python3\n');
      expect(said).toEqual(['script-shell odd is for /usr/bin/python3, but `systemd` must add shell code to it']);
    },
  );
});

const canInstall = process.getuid?.() === 0;
if (!canInstall) console.log('left out: scripts that run, which needs root');

(canInstall ? describe : describe.skip)('a script runs', () => {
  const SCRIPT =
    '#!/bin/bash -e\necho "${BASH_VERSION:+bash} $-" | grep -o "^bash .*e" >>"$OUT"\nfalse\necho no >>"$OUT"\n';

  // The packages have no files and a database of their own.
  it.each(['deb', 'rpm'] as const)('by the same interpreter with the same argument in a %s', async (format) => {
    const out = join(folder, `ran-${format}`);
    writeFileSync(join(folder, 'bash'), SCRIPT.replaceAll('"$OUT"', `'${out}'`));
    const pack = await packIn(folder, planOf({ format, ...native, package: 'runs', scripts: { postinstall: 'bash' } }));
    const root = join(folder, `root-${format}`);
    for (const name of ['info', 'updates', 'triggers'])
      mkdirSync(join(root, 'var/lib/dpkg', name), { recursive: true });
    writeFileSync(join(root, 'var/lib/dpkg/status'), '');
    const path = { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };
    // `false` ends it with an error, after which both say that the script has failed.
    const installing =
      format === 'deb'
        ? run('dpkg', [`--root=${root}`, '--force-script-chrootless', '--install', pack], path)
        : run('rpm', [`--dbpath=${root}/db`, '-i', '--nodeps', '--ignorearch', pack]);
    await installing.catch(() => undefined);
    expect(readFileSync(out, 'utf8')).toMatch(/^bash \S*e\n$/);
  });

  /** The scripts of the recipe. */
  const recipe = (language: 'sh' | 'lua'): string => {
    const blocks = readFileSync('docs/cookbook.md', 'utf8').matchAll(
      new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'),
    );
    return [...blocks].map(([, text = '']) => text).find((text) => text.includes('/usr/share/hello/data')) ?? '';
  };

  it.each(['deb', 'rpm'] as const)('of the cookbook: a folder becomes a link in a %s', async (format) => {
    const root = join(folder, `link-${format}`);
    for (const name of ['info', 'updates', 'triggers'])
      mkdirSync(join(root, 'var/lib/dpkg', name), { recursive: true });
    writeFileSync(join(root, 'var/lib/dpkg/status'), '');
    writeFileSync(join(folder, 'recipe'), recipe(format === 'deb' ? 'sh' : 'lua'));
    const path = { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };
    const install = async (more: Partial<Plan>) => {
      const pack = await packIn(folder, planOf({ format, ...native, package: 'hello', ...more }));
      if (format === 'deb') await run('dpkg', [`--root=${root}`, '--force-script-chrootless', '--install', pack], path);
      else await run('rpm', [`--root=${root}`, '-U', '--nodeps', '--ignorearch', pack]);
    };
    const data = join(root, 'usr/share/hello/data');
    await install({ contents: [file('/usr/share/hello/data/old', 'data')] });
    expect(lstatSync(data).isDirectory()).toBe(true);
    const scripts = { preinstall: 'recipe', postinstall: 'recipe', postremove: 'recipe' };
    await install({
      version: '1.3.0',
      contents: [file('/usr/share/hello-data/new', 'data'), symlink('/usr/share/hello/data', '../hello-data')],
      scripts: format === 'deb' ? scripts : { pretrans: 'recipe' },
    });
    expect(readlinkSync(data)).toBe('../hello-data');
    expect(existsSync(join(data, 'new'))).toBe(true);
    expect(existsSync(join(data, 'old'))).toBe(false);
  });
});
