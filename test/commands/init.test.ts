/** The first config of all sorts of folders, checked and packed as it is written. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { parse } from 'yaml';
import { run } from '../command_line/running.ts';
import { elf, temporaryFolder } from '../support/packing.ts';

const top = temporaryFolder('onepack-init-');
let folder: string;
let count = 0;
beforeEach(() => {
  count += 1;
  folder = join(top, String(count), 'app');
  mkdirSync(folder, { recursive: true });
});

// What git knows of whoever runs this is no part of a test.
const GIT = { GIT_CONFIG_GLOBAL: join(top, 'gitconfig'), GIT_CONFIG_NOSYSTEM: '1', GIT_CEILING_DIRECTORIES: top };
const before = { ...process.env };
beforeAll(() => {
  writeFileSync(GIT.GIT_CONFIG_GLOBAL, '');
  Object.assign(process.env, GIT);
});
afterAll(() => void (process.env = before));

function git(...args: string[]): void {
  const who = ['-c', 'user.name=Committer', '-c', 'user.email=c@example.org'];
  execFileSync('git', ['-C', folder, ...who, ...args], { stdio: 'ignore' });
}

/** An ELF file that says it is a program for a machine: ET_EXEC, or ET_DYN as libraries are too. */
function program(machine: number, type = 2): Buffer {
  const header = elf(machine);
  header.writeUInt16LE(type, 16);
  return header;
}
const AMD64 = 62;
const ARM64 = 183;

function write(files: Readonly<Record<string, string | Buffer>>, mode = 0o644): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
    chmodSync(join(folder, name), mode);
  }
}

interface Written {
  readonly version: string;
  readonly architectures: string[];
  readonly defaults: Readonly<Record<string, string>>;
  readonly bazel?: unknown;
  readonly sources?: Readonly<Record<string, { file: string }>>;
  readonly packages: Readonly<Record<string, { summary: string; architectures?: string[]; contents?: object[] }>>;
}

/** What `init` wrote, which has no mistake and packs; `warned` are the codes of what `check` warns of. */
async function init(at = '.', ...flags: string[]): Promise<{ config: Written; text: string; said: string; warned: string[]; packed: string[] }> {
  const said = await run(['init', at, ...flags], { cwd: folder });
  expect({ ...said, stdout: '' }).toEqual({ status: 0, stdout: '', stderr: '' });
  const config = join(at, 'packages.yaml');
  const text = readFileSync(join(folder, config), 'utf8');
  const checked = await run(['check', `--config=${config}`, '--json'], { cwd: folder });
  const { problems } = JSON.parse(checked.stdout) as { problems: { code: string; severity: string }[] };
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const isBuilt = /file: '?\/\//.test(text);
  const out = join(folder, '..', 'out');
  if (!isBuilt) {
    const result = await run(['pack', `--config=${config}`, `--out=${out}`, '--warnings=off', '--quiet'], { cwd: folder });
    expect(result).toEqual({ status: 0, stdout: '', stderr: '' });
  }
  return {
    config: parse(text) as Written,
    text,
    said: said.stdout,
    warned: [...new Set(problems.map(({ code }) => code))].sort(),
    packed: isBuilt ? [] : readdirSync(out).sort(),
  };
} // prettier-ignore

describe('init', () => {
  it('marks in an empty folder all that is to be filled in, and makes nobody up', async () => {
    const { config, text, said, warned, packed } = await init();
    expect(config.version).toBe('0.0.0-dev');
    expect(config.defaults).toEqual({ maintainer: 'Not named yet <nobody@example.invalid>', license: 'LicenseRef-Unknown', changelog: 'packages.changelog', section: 'misc' }); // prettier-ignore
    expect(Object.keys(config.packages)).toEqual(['app']);
    expect(config.sources).toBeUndefined();
    const marked = text.split('\n').filter((line) => / FILL IN: /.test(line)).map((line) => line.trim().split(':')[0]); // prettier-ignore
    expect(marked).toEqual(['version', "# Go's names for them. FILL IN", 'maintainer', 'license', '# FILL IN', 'summary', 'description']); // prettier-ignore
    expect(said).toContain(
      'to fill in  version, summary, description, maintainer, license, contents: no program was found here\n',
    );
    expect(said).toMatch(/\nnext: npx onepack --config=packages.yaml\n$/);
    expect(warned).toEqual(['placeholder']);
    expect(packed).toHaveLength(2);
  });

  it('writes a version that is older than any release, to dpkg and to rpm', async () => {
    const { packed } = await init();
    const [rpm = '', deb = ''] = packed.map((name) => /[-_](0.*?)-1/.exec(name)?.[1]);
    expect([rpm, deb]).toEqual(['0.0.0~dev', '0.0.0~dev']);
    await execa('dpkg', ['--compare-versions', `${deb}-0`, 'lt', '0.0.0-0']);
    const { stdout } = await execa('rpm', ['--eval', `%{lua:print(rpm.vercmp("${rpm}", "0.0.0"))}`]);
    expect(stdout).toBe('-1');
  });

  it('takes from git and files what they know', async () => {
    write({ hello: program(AMD64) }, 0o755);
    write({ LICENSE: `Copyright 2026 Jo\n${MIT}` });
    git('init');
    git('commit', '--allow-empty', '-m', 'One');
    git('tag', 'v1.2.3');
    git('tag', 'nightly');
    git('config', 'user.name', 'Jo Døe #1');
    git('config', 'user.email', 'jo@example.org');
    git('remote', 'add', 'origin', 'https://jo:s3cret@github.com/acme/hello.git');
    const { config, text, said, warned, packed } = await init();
    expect(config).toMatchObject({
      version: '1.2.3',
      architectures: ['amd64'],
      defaults: {
        maintainer: 'Jo Døe #1 <jo@example.org>',
        vendor: 'acme',
        homepage: 'https://github.com/acme/hello',
        license: 'MIT',
      },
      sources: { hello: { file: 'hello' } },
    });
    expect(config.packages['hello']?.contents).toEqual([
      { src: '@hello', dst: '/usr/bin/hello', mode: '0755' },
      { src: 'packages.copyright', dst: '/usr/share/doc/hello/copyright', type: 'license', only: 'deb' },
      { src: 'LICENSE', dst: '/usr/share/licenses/hello/LICENSE', type: 'license', only: 'rpm' },
    ]);
    expect(text).not.toContain('s3cret');
    expect(said).toContain("  version     1.2.3, from git's tag v1.2.3\n");
    expect(said).toContain('  to fill in  summary, description\n');
    expect(warned).toEqual(['placeholder']);
    expect(packed).toEqual(['hello-1.2.3-1.x86_64.rpm', 'hello_1.2.3-1_amd64.deb']);
  });

  it.each([
    ['v1.2.3-rc.1', '1.2.3-rc.1', '1.2.3~rc.1'],
    ['2024-01-31', '2024-01-31', '2024+01+31'],
    ['v1.2', '1.2', '1.2'],
    // No version of a deb, or of an rpm.
    ['v1.2.3_beta', '0.0.0-dev', '0.0.0~dev'],
    ['1.0%x', '0.0.0-dev', '0.0.0~dev'],
    ['release-1', '0.0.0-dev', '0.0.0~dev'],
  ])("takes git's tag %s for %s", async (tag, version, packed) => {
    git('init');
    git('commit', '--allow-empty', '-m', 'One');
    git('tag', tag);
    const found = await init();
    expect(found.config.version).toBe(version);
    expect(found.packed[0]).toContain(`-${packed}-1.`);
  });

  it('counts the commits after a tag', async () => {
    git('init');
    git('commit', '--allow-empty', '-m', 'One');
    git('tag', 'v1.2.3');
    git('commit', '--allow-empty', '-m', 'Two');
    const { config, said } = await init();
    expect(config.version).toMatch(/^1\.2\.3-1-g[0-9a-f]{12}$/);
    expect(said).toContain('from git: 1 after the tag v1.2.3\n');
  });

  it('takes from package.json what git does not know', async () => {
    const npm = { name: '@acme/My_Tool', version: '2.0.0', description: 'A helper for makers.', license: 'ISC', author: 'Jo <jo@example.org> (https://jo.example)', repository: { url: 'git+https://github.com/acme/tool.git' } }; // prettier-ignore
    write({ 'package.json': JSON.stringify(npm), 'bin/tool.js': '#!/usr/bin/env node\n' });
    chmodSync(join(folder, 'bin/tool.js'), 0o755);
    const { config, warned } = await init();
    expect(config).toMatchObject({
      version: '2.0.0',
      architectures: ['all'],
      defaults: { maintainer: 'Jo <jo@example.org>', homepage: 'https://github.com/acme/tool', license: 'ISC' },
      sources: { tool: { file: 'bin/tool.js' } },
      packages: { tool: { summary: 'Helper for makers' } },
    });
    expect(warned).toEqual(['placeholder']);
  });

  it.each([
    ['no JSON', '{'],
    ['other kinds', '{"name": 7, "version": {}, "license": [], "author": [1], "repository": 1, "homepage": "javascript:x"}'],
    ["npm's own words", '{"license": "SEE LICENSE IN x", "version": "0.0.0", "description": "", "name": "@a/"}'],
    ['what no line may have', '{"description": "a\\nb", "author": "Jo\\u0000 <a@b.c>", "license": "MIT\\nx"}'],
  ])('does without a package.json of %s', async (_, text) => {
    write({ 'package.json': text });
    const { config } = await init();
    expect(config.defaults['license']).toBe('LicenseRef-Unknown');
    expect(config.defaults['maintainer']).toContain('@example.invalid');
    expect(config.packages['app']?.summary).toBe('Not described yet');
  }); // prettier-ignore

  it('makes one source of the programs of one name', async () => {
    write({ 'bin/amd64/hello': program(AMD64), 'bin/arm64/hello': program(ARM64, 3), 'debug/hello': program(AMD64) }, 0o755); // prettier-ignore
    const { config, said, packed } = await init();
    expect(config.architectures).toEqual(['amd64', 'arm64']);
    expect(config.sources).toEqual({ hello: { file: 'bin/${arch}/hello' } });
    expect(said).toContain('  left out    debug/hello (amd64): bin/${arch}/hello is packed\n');
    expect(packed).toEqual([
      'hello-0.0.0~dev-1.aarch64.rpm',
      'hello-0.0.0~dev-1.x86_64.rpm',
      'hello_0.0.0~dev-1_amd64.deb',
      'hello_0.0.0~dev-1_arm64.deb',
    ]);
  });

  it("takes Debian's and rpm's names of architectures too", async () => {
    write({ 'out/x86_64/hello': program(AMD64), 'out/aarch64/hello': program(ARM64) }, 0o755);
    expect((await init()).config.sources).toEqual({ hello: { file: 'out/${rpm_arch}/hello' } });
  });

  it('makes a package of each program, for the architectures that it has', async () => {
    write({ 'ab-linux-amd64': program(AMD64), 'ab-linux-arm64': program(ARM64), x: program(ARM64) }, 0o755);
    const { config, packed } = await init();
    expect(config.sources).toEqual({ ab: { file: 'ab-linux-${arch}' }, app: { file: 'x' } });
    expect(config.packages['app']?.architectures).toEqual(['arm64']);
    expect(packed).toHaveLength(6);
  });

  it('packs the one that it can of two that no path tells apart', async () => {
    write({ 'one/hello': program(AMD64), 'two/hello': program(ARM64) }, 0o755);
    const { config, said } = await init();
    expect(config.sources).toEqual({ hello: { file: 'one/hello' } });
    expect(said).toContain('left out    two/hello (arm64): one/hello is packed\n');
  });

  it('takes no library, object or foreign machine for a program, and follows no link', async () => {
    write({ 'lib.so': program(AMD64, 3), 'lib.so.1.2': program(AMD64, 3), 'a.o': program(AMD64, 1), odd: program(9999) }, 0o755); // prettier-ignore
    write({ data: program(AMD64, 3), 'node_modules/x/bin': program(AMD64) });
    symlinkSync('..', join(folder, 'around'));
    const { config, said } = await init();
    expect(config.sources).toBeUndefined();
    expect(said).toContain(
      'left out    odd: for an ELF machine 9999 (64 bit, little endian), which onepack does not know\n',
    );
  });

  it('names a package as both formats may be named, and the program as it is', async () => {
    write({ My_App: program(AMD64), 'g++': program(AMD64) }, 0o755);
    const { config } = await init();
    expect(Object.keys(config.packages)).toEqual(['my-app', 'g++']);
    expect(config.packages['my-app']?.contents?.[0]).toEqual({ src: '@my-app', dst: '/usr/bin/My_App', mode: '0755' });
    expect(config.packages['g++']?.contents?.[0]).toEqual({ src: '@gxx', dst: '/usr/bin/g++', mode: '0755' });
  });

  it('packs names that YAML, variables and shells read something into', async () => {
    write({ "it's ${x}: [a], #b": program(AMD64), '-n': program(AMD64), '日本': program(AMD64) }, 0o755); // prettier-ignore
    const { config } = await init();
    expect(config.sources).toEqual({
      'it-s-x-a-b': { file: "it's $${x}: [a], #b" },
      app: { file: '-n' },
    });
  });

  it('leaves out a name that no config can hold', async () => {
    const name = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x68, 0xff, 0x69])]);
    writeFileSync(name, program(AMD64), { mode: 0o755 });
    writeFileSync(join(folder, 'a\nb'), program(AMD64), { mode: 0o755 });
    const { config, said } = await init();
    expect(config.sources).toBeUndefined();
    expect(
      said.match(/left out {4}a file in this folder: its name is not UTF-8 without control characters\n/g),
    ).toHaveLength(2);
  });

  it('says what another architecture’s program is to be called, and which scripts lie beside it', async () => {
    write({ 'dist/app_linux_amd64_v1/app': program(AMD64), 'dist/app_linux_arm64_v8.0/app': program(ARM64), 'bin/app-help': '#!/bin/sh\n' }, 0o755); // prettier-ignore
    const { config, said } = await init();
    expect(config.sources).toEqual({ app: { file: 'dist/app_linux_${arch}_v1/app' } });
    expect(said).toContain(
      'left out    dist/app_linux_arm64_v8.0/app (arm64): dist/app_linux_${arch}_v1/app is packed; to pack this one too, copy it to dist/app_linux_arm64_v1/app\n',
    );
    expect(said).toContain(
      'left out    bin/app-help: a script beside programs; to pack it too, add it to `contents`\n',
    );
  });

  it('packs scripts for every architecture where there is nothing else', async () => {
    write({ 'hello.sh': '#!/bin/sh\n', 'bin/other': '#!/bin/sh\n', configure: '#!/bin/sh\n', 'hack/x': '#!/bin/sh\n' }, 0o755); // prettier-ignore
    write({ 'notes.sh': '#!/bin/sh\n' });
    const { config, packed } = await init();
    expect(config.architectures).toEqual(['all']);
    expect(config.sources).toEqual({ hello: { file: 'hello.sh' }, other: { file: 'bin/other' } });
    expect(packed).toContain('hello_0.0.0~dev-1_all.deb');
  });

  it('takes the program that it is told of', async () => {
    write({ 'build/x': program(ARM64) }, 0o755);
    const { config } = await init('pkgs', '--source=hello=build/x');
    expect(config).toMatchObject({ architectures: ['arm64'], sources: { hello: { file: '../build/x' } } });
    const wrong = await run(['init', 'other', '--source=hello=build/y'], { cwd: folder });
    expect(wrong).toMatchObject({ status: 2 });
    expect(wrong.stderr).toContain('`--source=hello=build/y`: there is no such file [bad-flag]');
    const label = await run(['init', 'other', '--source=hello=//a b'], { cwd: folder });
    expect(label.stderr).toContain('"//a b" is not a label: `//folder:target`');
    expect(existsSync(join(folder, 'other'))).toBe(false);
    const again = await init('again', '--source=hello=//x', '--source=hello=build/x');
    expect(again.config.sources).toEqual({ hello: { file: '../build/x' } });
  });

  it('takes each program that it is told of for its machine, executable or not', async () => {
    write({ g: program(AMD64), pie: program(ARM64, 3), 'run.sh': '#!/bin/sh\n' });
    const { config } = await init('pkgs', '--source=g++=g', '--source=pie=pie', '--source=run=run.sh');
    expect(config.sources).toEqual({ gxx: { file: '../g' }, pie: { file: '../pie' }, run: { file: '../run.sh' } });
    expect(Object.values(config.packages).map(({ architectures }) => architectures)).toEqual([['amd64'], ['arm64'], ['all']]); // prettier-ignore
  });

  const COLLIDES = 'a name that a package cannot have is replaced by that of the folder';
  it.each([
    ['two that take the name of the folder', ['x=a', 'y=b'], 'y=b`: its source would be called "o2", like that of `--source=x=a`', COLLIDES],
    ['one that is called as the folder', ['o2=a', 'y=b'], 'y=b`: its source would be called "o2", like that of `--source=o2=a`', COLLIDES],
    ['two names of one package', ['My_App=a', 'my-app=b'], 'my-app=b`: its source would be called "my-app", like that of `--source=My_App=a`'],
    ['two names of one source', ['g++=a', 'gxx=b'], 'gxx=b`: its source would be called "gxx", like that of `--source=g++=a`'],
    ['a machine without a name', ['foo=odd'], 'foo=odd`: it is for an ELF machine 4660 (64 bit, little endian), which onepack does not know'],
    ['an object', ['foo=a.o'], 'foo=a.o`: it is an ELF file but not a program'],
    ['a folder', ['foo=.'], 'foo=.`: it is a folder, not a program'],
    ['a pipe', ['foo=pipe'], 'foo=pipe`: it is a named pipe, not a program'],
    ['a path of two lines', ['foo=a\nb'], 'foo=a\nb`: a config cannot hold a path with a control character'],
    ['a name that is a path', ['a/b=a'], 'a/b=a`: "a/b" is not the name of a program, which consists of letters, digits, ".", "_", "-" and "+"'],
    ['a name of a label that is none', ['..=//a'], '..=//a`: ".." is not the name of a program, which consists of letters, digits, ".", "_", "-" and "+"'],
  ])('refuses to be told of %s', async (_, flags, message, hint = '') => {
    write({ a: program(AMD64), b: program(AMD64), 'a\nb': program(AMD64), odd: program(4660), 'a.o': program(AMD64, 1) }, 0o755);
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const { status, stderr } = await run(['init', 'o2', ...flags.map((flag) => `--source=${flag}`)], { cwd: folder });
    const said = `error: \`--source=${message} [bad-flag]\n${hint === '' ? '' : `  hint: ${hint}\n`}`;
    expect({ status, stderr }).toEqual({ status: 2, stderr: said });
    expect(existsSync(join(folder, 'o2'))).toBe(false);
  }); // prettier-ignore

  it('says all that is wrong with what it is told', async () => {
    const { stdout } = await run(['init', '--json', '--source=a/b=x', '--source=foo=y'], { cwd: folder });
    const { problems } = JSON.parse(stdout) as { problems: { code: string }[] };
    expect(problems.map(({ code }) => code)).toEqual(['bad-flag', 'bad-flag']);
  });

  it.each([
    ['the file of another day', 'mine: yes\n'],
    ['its own', undefined],
  ])('changes nothing where packages.yaml is there: %s', async (_, text) => {
    if (text === undefined) await init();
    else write({ 'packages.yaml': text });
    const was = readFileSync(join(folder, 'packages.yaml'), 'utf8');
    expect(await run(['init'], { cwd: folder })).toEqual({
      status: 0,
      stdout: 'packages.yaml exists already, so nothing is written\nnext: npx onepack --config=packages.yaml\n',
      stderr: '',
    });
    expect(readFileSync(join(folder, 'packages.yaml'), 'utf8')).toBe(was);
    const own = text === undefined ? ['packages.changelog', 'packages.copyright'] : [];
    expect(readdirSync(folder)).toEqual([...own, 'packages.yaml']);
  });

  it('takes a link that leads nowhere for a file of the user', async () => {
    symlinkSync('/nowhere/at/all', join(folder, 'packages.yaml'));
    expect((await run(['init'], { cwd: folder })).stdout).toContain('exists already');
  });

  it('names the schema where npm has it', async () => {
    write({ '../node_modules/onepack/packages.schema.json': '{}' });
    expect((await init()).text).toMatch(/^# yaml-language-server: \$schema=\.\.\/node_modules\/onepack\/packages\.schema\.json\n/); // prettier-ignore
  });

  it('writes the same text twice, whatever else is different', async () => {
    write({ 'bin/amd64/b': program(AMD64), 'bin/arm64/b': program(ARM64), a: program(AMD64) }, 0o755);
    const one = await init();
    renameSync(join(folder, 'packages.yaml'), join(folder, 'one.yaml'));
    process.env['TZ'] = 'Asia/Kathmandu';
    expect((await init()).text).toBe(one.text);
  });

  it('has examples behind its # that are right', async () => {
    write({ hello: program(AMD64) }, 0o755);
    write({ 'hello.conf': '', 'hello.service': '[Service]\nExecStart=/usr/bin/hello\n', 'postinstall.sh': '#!/bin/sh\n' });
    const { text } = await init();
    write({ 'packages.yaml': text.replace(/^( *)# (?=[ -]|[a-z]+:)/gm, '$1') });
    expect(parse(readFileSync(join(folder, 'packages.yaml'), 'utf8'))).toMatchObject({
      defaults: { vendor: 'Acme', homepage: 'https://example.com' },
      packages: { hello: { description: expect.any(String), depends: { libc6: {} }, systemd: {}, scripts: {} } },
    });
    const checked = await run(['check'], { cwd: folder });
    expect(checked).toMatchObject({ status: 0 });
  }); // prettier-ignore

  it('writes who holds the copyright, and under which terms', async () => {
    write({ 'LICENSE-MIT': `MIT License\n\nCopyright (c) 2026 Jo Doe\n\n${MIT}`, 'LICENSE-APACHE': 'Apache License\nVersion 2.0, January 2004\nCopyright [yyyy] [name]\n' }); // prettier-ignore
    write({ 'package.json': '{"license": "MIT OR Apache-2.0", "name": "tool"}' });
    await init();
    expect(readFileSync(join(folder, 'packages.copyright'), 'utf8')).toBe(`Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: tool

Files: *
Copyright: 2026 Jo Doe
License: MIT or Apache-2.0
 On Debian systems, the text of the license Apache-2.0 is in
 /usr/share/common-licenses/Apache-2.0.
 .
 MIT License
 .
 Copyright (c) 2026 Jo Doe
 .
${MIT.trimEnd().replace(/^/gm, ' ')}
`); // prettier-ignore
  });

  it('dates the changelog by the commit, and leaves one that is there', async () => {
    git('init');
    const env = { ...process.env, GIT_COMMITTER_DATE: '2026-03-01T12:00:00+0100' };
    const who = ['-c', 'user.name=C', '-c', 'user.email=c@example.org'];
    execFileSync('git', ['-C', folder, ...who, 'commit', '--quiet', '--allow-empty', '--message=One'], { env });
    git('tag', 'v1.2.3-rc.1');
    write({ 'packages.copyright': 'mine\n' });
    await init();
    expect(readFileSync(join(folder, 'packages.changelog'), 'utf8')).toBe(`app (1.2.3~rc.1-1) unstable; urgency=medium

  * First package.

 -- Not named yet <nobody@example.invalid>  Sun, 01 Mar 2026 11:00:00 +0000
`);
    expect(readFileSync(join(folder, 'packages.copyright'), 'utf8')).toBe('mine\n');
  });

  it.each([
    ['#!/usr/bin/python3', { python3: '*' }],
    ['#!/usr/bin/env -S node --no-warnings', { nodejs: '*' }],
    ['#! /usr/bin/Rscript', { 'r-base-core': { rpm: 'R-core' } }],
    ['#!/bin/bash -e', undefined],
    ['#!/opt/acme/bin/constructor', undefined],
  ])('depends on what runs a script: %s', async (line, depends) => {
    write({ hello: `${line}\n` }, 0o755);
    expect((await init()).config.packages['hello']).toMatchObject(depends === undefined ? {} : { depends });
    if (depends === undefined) expect((await init('again', '--source=hello=hello')).config.packages['hello']).not.toHaveProperty('depends');
  }); // prettier-ignore

  it('needs no git', async () => {
    const { PATH } = process.env;
    process.env['PATH'] = '/nowhere';
    try {
      expect((await init()).config.version).toBe('0.0.0-dev');
    } finally {
      process.env['PATH'] = PATH;
    }
  });

  it('tells machines what it wrote', async () => {
    const { stdout } = await run(['init', '--json'], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual({
      problems: [],
      written: ['packages.yaml', 'packages.copyright', 'packages.changelog'],
    });
    expect(await run(['init', '--quiet'], { cwd: folder })).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});

describe('init in a Bazel workspace', () => {
  const PLATFORMS = readFileSync('e2e/bzlmod-7.7.1/platforms/BUILD.bazel', 'utf8');

  it.each([
    ['WORKSPACE', 'workspace(name = "acme")\n'],
    ['WORKSPACE.bazel', '# As onepack wants it.\nworkspace(name = "acme") # not onepack\n'],
    ['MODULE.bazel', 'module(name = "acme")\n'],
  ])('writes the first BUILD.bazel beside it: %s', async (file, text) => {
    write({ [file]: text, 'platforms/BUILD.bazel': PLATFORMS, LICENSE: MIT });
    const { config, said } = await init('pkgs', '--source=hello=//hello');
    expect(config).toMatchObject({
      architectures: ['amd64', 'arm64'],
      bazel: { platforms: { amd64: '//platforms:linux_amd64', arm64: '//platforms:linux_arm64' } },
      defaults: { license: 'MIT' },
      sources: { hello: { file: '//hello' } },
    });
    // A file outside of the package is none that Bazel sees; the copyright has its text, for both formats.
    expect(config.packages['hello']?.contents?.[1]).toEqual({ src: 'packages.copyright', dst: '/usr/share/doc/hello/copyright', type: 'license' });
    expect(readFileSync(join(folder, 'pkgs/packages.copyright'), 'utf8')).toContain("\nLicense: MIT\n Permission is hereby granted");
    expect(said).toContain('wrote pkgs/BUILD.bazel\n');
    expect(said).toContain(`for Bazel: ${file} does not name onepack yet`);
    expect(said).toMatch(/\nnext: bazel build \/\/pkgs:all\n$/);
    const build = readFileSync(join(folder, 'pkgs/BUILD.bazel'), 'utf8');
    expect(build).toContain('load("@onepack//bazel:defs.bzl", "onepack_set")\n');
    const checked = await run(['generate', '--check', '--config=pkgs/packages.yaml', '--warnings=off'], { cwd: folder });
    expect(checked).toEqual({ status: 0, stdout: '', stderr: '' });
    expect((await run(['init', 'pkgs'], { cwd: folder })).stdout).toBe(
      'pkgs/packages.yaml exists already, so nothing is written\nnext: bazel build //pkgs:all\n',
    );
  }); // prettier-ignore

  it('takes files of the tree, and says nothing of a dependency that is there', async () => {
    write({ 'MODULE.bazel': 'bazel_dep(name = "onepack", version = "0.1.0")\n' });
    write({ 'bin/amd64/hello': program(AMD64), 'bin/arm64/hello': program(ARM64) }, 0o755);
    const { config, said } = await init();
    expect(config.bazel).toBeUndefined();
    expect(said).not.toContain('for Bazel');
    expect(said).toMatch(/\nnext: bazel build \/\/:all\n$/);
    expect(readFileSync(join(folder, 'BUILD.bazel'), 'utf8')).toContain('"amd64": "bin/amd64/hello"');
  });

  it.each(['http_archive(name = "onepack", url = "https://example.com/#x")', 'x("#", "onepack") # it'])(
    'finds onepack in %s',
    async (line) => {
      write({ 'MODULE.bazel': '', WORKSPACE: `# One\n${line}\n` });
      expect((await init()).said).not.toContain('for Bazel');
    },
  );

  it.each(['BUILD', 'BUILD.bazel'])("leaves the user's %s as it is", async (file) => {
    write({ WORKSPACE: '', [file]: '# mine\n' });
    const { said } = await init();
    expect(said).toContain('for Bazel: this folder has a BUILD file of yours');
    expect(said).toMatch(/\nnext: npx onepack --config=packages.yaml\n$/);
    expect(readFileSync(join(folder, file), 'utf8')).toBe('# mine\n');
    expect(readdirSync(folder).filter((name) => name.startsWith('BUILD'))).toEqual([file]);
  });
});

describe('init where nothing can be written', () => {
  const isRoot = process.getuid?.() === 0;

  it('says so, and leaves nothing', async () => {
    const program = join(top, 'onepack.cjs');
    await execa('node', ['hack/bundle.mjs', `--out=${program}`]);
    chmodSync(top, 0o755);
    chmodSync(folder, 0o555);
    const anybody = isRoot ? ['setpriv', '--reuid=65534', '--clear-groups'] : [];
    const [command = '', ...args] = [...anybody, process.execPath, program, 'init'];
    const { exitCode, stderr } = await execa(command, args, { cwd: folder, reject: false });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: packages\.copyright cannot be written: permission denied/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says that a file is no folder', async () => {
    write({ file: '' });
    const { status, stderr } = await run(['init', 'file'], { cwd: folder });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'error: file is a file, not a folder [bad-flag]\n',
    });
  });
});

describe('a command without --config', () => {
  it('takes ./packages.yaml, and says how to have one where it is not there', async () => {
    const missing = await run(['check'], { cwd: folder });
    expect(missing.status).toBe(2);
    expect(missing.stderr).toBe(`error: there is no packages.yaml here, and no --config=FILE [bad-flag]
  hint: \`npx onepack init\` writes the first one
`);
    await init();
    for (const command of ['check', 'explain', 'fetch', 'generate', 'pack']) {
      const { status, stderr } = await run([command, '--quiet'], { cwd: folder });
      expect({ command, status, stderr: status === 0 ? '' : stderr }).toEqual({ command, status: 0, stderr: '' });
    }
    expect(await run(['patch', '--out=x.yaml', '--warnings=off'], { cwd: folder })).toMatchObject({ status: 0 });
  });
});

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"). The above copyright notice and this permission notice shall be included in all copies.
`;
