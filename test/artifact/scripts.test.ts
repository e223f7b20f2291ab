/** Maintainer scripts and scriptlets of a finished package, and what they say when it is installed. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { planOf, problemsOf, run, temporaryFolder } from '../support/packing.ts';
import { type Packages, SCRIPT, packIn, packSample } from './sample.ts';

const folder = temporaryFolder();
let sample: Packages;

beforeAll(async () => {
  sample = await packSample(folder);
});

function withScript(format: 'deb' | 'rpm', text: string): Promise<string> {
  writeFileSync(join(folder, 'script'), text);
  return packIn(folder, planOf({ format, package: 'scripted', scripts: { postinstall: 'script' } }));
}

describe('scripts', () => {
  it.each(['preinst', 'postinst', 'prerm', 'postrm'])('has %s in a deb as it is written', async (name) => {
    expect(`${await run('dpkg-deb', ['--info', sample.deb, name])}\n`).toBe(SCRIPT);
  });

  it('has no other member in the control archive of a deb', async () => {
    const list = await run('sh', [
      '-c',
      'dpkg-deb --ctrl-tarfile "$1" | tar -tv | sed "s/^\\(\\S*\\).* /\\1 /"',
      'sh',
      sample.deb,
    ]);
    expect(list.split('\n').sort()).toEqual([
      '-rw-r--r-- ./conffiles',
      '-rw-r--r-- ./control',
      '-rw-r--r-- ./md5sums',
      '-rwxr-xr-x ./postinst',
      '-rwxr-xr-x ./postrm',
      '-rwxr-xr-x ./preinst',
      '-rwxr-xr-x ./prerm',
      'drwxr-xr-x ./',
    ]);
  });

  it.each(['PREIN', 'POSTIN', 'PREUN', 'POSTUN'])('has %s in an rpm as it is written', async (tag) => {
    const text = await run('rpm', ['-qp', '--queryformat', `%{${tag}}|%{${tag}PROG}`, sample.rpm]);
    expect(text).toBe(`${SCRIPT.trimEnd()}|/bin/sh`);
  });

  it('has no trigger and no script of a transaction in an rpm', async () => {
    const text = await run('rpm', [
      '-qp',
      '--triggers',
      '--queryformat',
      '%{PRETRANS}%{POSTTRANS}%{VERIFYSCRIPT}',
      sample.rpm,
    ]);
    expect(text).toBe('(none)(none)(none)');
  });

  it.each(['pretrans', 'posttrans', 'verify'] as const)('has %s in an rpm as it is written', async (kind) => {
    writeFileSync(join(folder, 'script'), SCRIPT);
    const rpm = await packIn(folder, planOf({ format: 'rpm', package: kind, scripts: { [kind]: 'script' } }));
    const tag = { pretrans: 'PRETRANS', posttrans: 'POSTTRANS', verify: 'VERIFYSCRIPT' }[kind];
    const text = await run('rpm', ['-qp', '--queryformat', `%{${tag}}|%{${tag}PROG}`, rpm]);
    expect(text).toBe(`${SCRIPT.trimEnd()}|/bin/sh`);
  });

  it('has config and templates in a deb as they are written', async () => {
    const templates = 'Template: asking/name\nType: string\nDescription: Whom to greet? 100% %{name}\n';
    writeFileSync(join(folder, 'script'), SCRIPT);
    writeFileSync(join(folder, 'templates'), templates);
    const scripts = { config: 'script', templates: 'templates' };
    const deb = await packIn(folder, planOf({ format: 'deb', package: 'asking', scripts }));
    expect(`${await run('dpkg-deb', ['--info', deb, 'config'])}\n`).toBe(SCRIPT);
    expect(`${await run('dpkg-deb', ['--info', deb, 'templates'])}\n`).toBe(templates);
    const list = await run('sh', ['-c', 'dpkg-deb --ctrl-tarfile "$1" | tar -tv', 'sh', deb]);
    expect(list).toMatch(/^-rwxr-xr-x .* \.\/config$/m);
    expect(list).toMatch(/^-rw-r--r-- .* \.\/templates$/m);
  });

  it.each([
    ['deb', 'echo no interpreter\n', 'script-interpreter'],
    ['rpm', '#!/bin/bash\ntrue\n', 'engine-limit'],
    ['rpm', 'cat <<E\n%files\nE\n', 'engine-limit'],
    ['rpm', '  %if 1\n', 'engine-limit'],
  ] as const)('refuses what would run as something else: %s %j', async (format, text, code) => {
    expect((await problemsOf(withScript(format, text))).map((problem) => problem.code)).toEqual([code]);
  });

  it('takes a script without an interpreter in an rpm, which has its own', async () => {
    const rpm = await withScript('rpm', 'echo 1 \\\n  2\n');
    expect(await run('rpm', ['-qp', '--queryformat', '%{POSTIN}|%{POSTINPROG}', rpm])).toBe('echo 1 \\\n  2|/bin/sh');
  });
});

const canInstall = process.getuid?.() === 0;
if (!canInstall) console.log('left out: installing into an empty root, which needs root');

(canInstall ? describe : describe.skip)('installing into an empty root', () => {
  it('puts the files of a deb there', async () => {
    const root = join(folder, 'deb-root');
    for (const name of ['info', 'updates', 'triggers'])
      mkdirSync(join(root, 'var/lib/dpkg', name), { recursive: true });
    writeFileSync(join(root, 'var/lib/dpkg/status'), '');
    const plan = planOf({
      format: 'deb',
      package: 'installed',
      contents: [
        { type: 'file', dst: '/usr/bin/it', src: { file: 'program' }, mode: '0755', owner: 'root', group: 'root' },
      ],
    });
    const deb = await packIn(folder, plan);
    const path = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;
    await run('dpkg', [`--root=${root}`, '--force-script-chrootless', '--install', deb], { PATH: path });
    expect(readFileSync(join(root, 'usr/bin/it'))).toEqual(readFileSync(join(folder, 'program')));
    expect(await run('dpkg-query', [`--root=${root}`, '-W', '-f', '${Status} ${Version}', 'installed'])).toBe(
      'install ok installed 1.2.3-0',
    );
    expect(await run('dpkg', [`--root=${root}`, '--verify', 'installed'])).toBe('');
  });

  it('puts the files of an rpm there', async () => {
    const root = join(folder, 'rpm-root');
    mkdirSync(root);
    await run('rpm', [`--root=${root}`, '-i', '--nodeps', '--noscripts', '--ignorearch', sample.rpm]);
    expect(readFileSync(join(root, 'usr/bin/sample'))).toEqual(readFileSync(join(folder, 'program')));
    expect(existsSync(join(root, 'usr/lib/.build-id'))).toBe(false);
    expect(
      await run('rpm', [`--root=${root}`, '-V', '--nodeps', '--noscripts', '--nouser', '--nogroup', 'sample']),
    ).toBe('');
  });
});
