/**
 * Everybody's objects inherit `constructor`, `toString` and others from `Object.prototype`. Wherever a user can write a name, each
 * of these is one like any other: what comes of it is what comes of a plain word there, or a problem that says what is wrong. Each name is tried in each place by `check`, which plans all; a function and
 * an object of the prototype by every command, and with ONEPACK_LONG=1 every name.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { main } from '../src/main.ts';
import { temporaryFolder, writeFiles } from './support/packing.ts';

const NAMES = Object.getOwnPropertyNames(Object.prototype);
const isLong = process.env['ONEPACK_LONG'] === '1';

/** How many commands are tried with a name. */
function commandCount(name: string): number {
  return isLong || name === 'constructor' || name === '__proto__' ? Infinity : 1;
}

const CONFIG = `apiVersion: onepack/v1
version: v1.2.3
architectures: [amd64]
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT, section: utils }
sources: { tool: { file: bin } }
packages:
  tool:
    summary: Does it
    contents: [{ src: '@tool', dst: /opt/tool/run }]
`;

/** What is laid over the config: every place where a name can stand. */
const OVERLAYS: Readonly<Record<string, (name: string) => object>> = {
  'a key of the config': (name) => ({ [name]: 'x' }),
  'a default': (name) => ({ defaults: { [name]: 'x' } }),
  'a warning code': (name) => ({ warnings: { [name]: 'error' } }),
  'a warning code of a package': (name) => ({ packages: { tool: { warnings: { [name]: 'error' } } } }),
  'a package': (name) => ({
    packages: { [name]: { summary: 'Does it', contents: [{ src: 'bin', dst: '/opt/x/${package}' }] } },
  }),
  'a package of an rpm alone': (name) => ({
    packages: {
      [name]: { summary: 'Does it', formats: ['rpm'], contents: [{ src: 'bin', dst: '/opt/x/${package}' }] },
    },
  }),
  'a key of a package': (name) => ({ packages: { tool: { [name]: 'x' } } }),
  'a format in overrides': (name) => ({ packages: { tool: { overrides: { [name]: {} } } } }),
  'a key in overrides': (name) => ({ packages: { tool: { overrides: { deb: { [name]: 'x' } } } } }),
  'a format': (name) => ({ formats: [name] }),
  'an architecture': (name) => ({ architectures: [name] }),
  'an architecture with names': (name) => ({
    architectures: [name],
    architectureNames: { [name]: { deb: 'mine', rpm: 'mine' } },
  }),
  'an architecture of a package': (name) => ({ packages: { tool: { architectures: [name] } } }),
  'an architecture in architectureNames': (name) => ({ architectureNames: { [name]: { deb: 'mine' } } }),
  'the name of an architecture in rpm': (name) => ({ architectureNames: { amd64: { rpm: name } } }),
  'a platform': (name) => ({ bazel: { platforms: { [name]: '//a:b' } } }),
  'a source': (name) => ({ sources: { [name]: { file: 'bin' } }, packages: { tool: one({ src: `@${name}` }) } }),
  'a source that nothing uses': (name) => ({ sources: { [name]: { file: 'bin' } } }),
  'a source that is not there': (name) => ({ packages: { tool: one({ src: `@${name}` }) } }),
  'a member of a source': (name) => ({ packages: { tool: one({ src: `@tool/${name}` }) } }),
  'a key of a source': (name) => ({ sources: { tool: { [name]: 'x' } } }),
  'an architecture of a sha256': (name) => ({ sources: { tool: { sha256: { [name]: '0'.repeat(64) } } } }),
  'a variable': (name) => ({ vars: { [name]: 'value' }, packages: { tool: one({ dst: `/opt/x/\${${name}}` }) } }),
  'a variable that is not there': (name) => ({ packages: { tool: one({ dst: `/opt/x/\${${name}}` }) } }),
  'a relation': (name) => ({ packages: { tool: { depends: { [name]: '>= 1.0' } } } }),
  'a relation of an rpm': (name) => ({
    packages: { tool: { recommends: { [name]: { only: 'rpm', version: '>= 1.0' } } } },
  }),
  'a relation in a range': (name) => ({
    packages: { tool: { depends: { [name]: [{ when: '>=1.0.0', version: '*' }] } } },
  }),
  'a range': (name) => ({ packages: { tool: { depends: { libc6: [{ when: name, version: '*' }] } } } }),
  'a constraint': (name) => ({ packages: { tool: { depends: { libc6: name } } } }),
  'an alternative': (name) => ({ packages: { tool: { depends: { libc6: { any: [name, 'musl'] } } } } }),
  'a key of a relation': (name) => ({ packages: { tool: { depends: { libc6: { [name]: '*' } } } } }),
  'a relation that upstream renames': (name) => ({
    packages: { tool: { provides: { libc6: { deb: 'libc6', rpm: name } } } },
  }),
  'a key of an entry': (name) => ({ packages: { tool: one({ [name]: 'x' }) } }),
  'a type of an entry': (name) => ({ packages: { tool: one({ type: name }) } }),
  'an owner': (name) => ({ packages: { tool: one({ owner: name, group: name }) } }),
  'a path': (name) => ({ packages: { tool: one({ dst: `/opt/x/${name}` }) } }),
  'a config file': (name) => ({ packages: { tool: one({ dst: `/etc/${name}`, type: 'config' }) } }),
  'a top folder': (name) => ({ packages: { tool: one({ dst: `/${name}` }) } }),
  'a path over contents': (name) => ({ packages: { tool: { contents: { [name]: null } } } }),
  'a file': (name) => ({ packages: { tool: one({ src: name }) } }),
  'a licence': (name) => ({ defaults: { license: name } }),
  'a section and a priority': (name) => ({ defaults: { section: name, priority: name } }),
  'a version': (name) => ({ version: name }),
  'a revision': (name) => ({ revision: name }),
  'a field of a deb': (name) => ({ packages: { tool: { fields: { deb: { [name]: 'x' } } } } }),
  'a field of an rpm': (name) => ({ packages: { tool: { fields: { rpm: { [name]: 'x' } } } } }),
  'a script': (name) => ({ packages: { tool: { scripts: { [name]: 'bin' } } } }),
  'a trigger': (name) => ({ packages: { tool: { triggers: { deb: { interest: [name] } } } } }),
  'a kind of trigger': (name) => ({ packages: { tool: { triggers: { deb: { [name]: ['x'] } } } } }),
  'a trigger of an rpm': (name) => ({
    packages: { tool: { triggers: { rpm: { triggerin: [{ package: name, script: 'bin' }] } } } },
  }),
  'a unit': (name) => ({ packages: { tool: { systemd: { units: [`${name}.service`] } } } }),
  'a unit that is a file': (name) => ({ packages: { tool: { systemd: { units: [name] } } } }),
  'a key of systemd': (name) => ({ packages: { tool: { systemd: { units: [{ src: 'a.service', [name]: true }] } } } }),
  'an alternative link': (name) => ({
    packages: {
      tool: {
        alternatives: {
          [name]: {
            link: `/usr/bin/${name}`,
            path: '/opt/tool/run',
            priority: 1,
            slaves: { [name]: { link: `/usr/lib/${name}`, path: '/opt/tool/run' } },
          },
        },
      },
    },
  }),
  'a user': (name) => ({ packages: { tool: { sysusers: { users: { [name]: {} } } } } }),
  'a group': (name) => ({
    packages: { tool: { sysusers: { users: { tool: { group: name, groups: [name] } }, groups: { [name]: {} } } } },
  }),
  'an engine': (name) => ({ engine: name }),
  'a compression': (name) => ({ compression: name }),
  'a format of a compression': (name) => ({ compression: { [name]: 'gzip' } }),
  'a format of a revision': (name) => ({ revision: { [name]: '1', deb: '1', rpm: '1' } }),
};

function one(entry: object): object {
  return { contents: [{ src: 'bin', dst: '/opt/x/run', ...entry }] };
}

/** Flags by themselves. */
const FLAGS: readonly ((name: string) => string[])[] = [
  (name) => [`--set=${name}.x=1`],
  (name) => [`--set=${name}=1`],
  (name) => [`--set=packages.${name}.summary=x`],
  (name) => [`--set=packages.tool.${name}.x=1`],
  (name) => [`--set=packages.tool.depends.${name}=>= 1`],
  (name) => [`--set=vars.${name}=1`],
  (name) => [`--set=sources.${name}={file: bin}`],
  (name) => [`--set=packages.tool.depends={"${name}": "*"}`],
  (name) => [`--set=packages.tool.contents[0].${name}=1`],
  (name) => [`--set=${name}=null`],
  (name) => [`--source=${name}=bin`],
  (name) => [`--source=tool=${name}`],
  (name) => [`--package=${name}`],
  (name) => [`--arch=${name}`],
  (name) => [`--format=${name}`],
  (name) => [`--version=${name}`],
  (name) => [`--revision=${name}`],
  (name) => [`--engine=${name}`],
  (name) => [`--warnings=${name}`],
  (name) => [`--${name}`],
  (name) => [`--no-${name}`],
  (name) => [`--${name}=x`],
  (name) => [`--overlay=${name}`],
];

const folder = temporaryFolder();

/** Exit status and everything that was said. */
async function onepack(...argv: string[]): Promise<{ status: number; said: string }> {
  let said = '';
  const say = (text: string): void => void (said += text);
  return { status: await main(argv, { stdout: say, stderr: say, isTTY: false, cwd: folder }), said };
}

// JSON.stringify has an own key `__proto__`, which an object literal with a computed key makes, as YAML has it.
function overlay(value: object): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  writeFiles(folder, {
    'packages.yaml': CONFIG,
    'over.yaml': JSON.stringify(value),
    bin: '#!/bin/sh\necho hello\n',
    'MODULE.bazel': '',
  });
}

/** Nothing is ours, and what is wrong has a code. */
function expectAnswer({ status, said }: { status: number; said: string }, what: string): void {
  const isProblem = /\[[a-z0-9-]+\]$/m.test(said) || /^error: /m.test(said);
  expect({ what, said, isInternal: /internal error|\[object |\bfunction\b.*\{|native code/.test(said) }).toEqual({
    what,
    said,
    isInternal: false,
  });
  expect({ what, said, status: status === 0 || (status === 2 && isProblem) }).toEqual({ what, said, status: true });
}

const OVER = ['--config=packages.yaml', '--overlay=over.yaml'];

const commandsOver = (name: string): string[][] => [
  ['check', ...OVER],
  ['pack', ...OVER, '--out=out'],
  ['explain', ...OVER, '--format=rpm', '--arch=amd64'],
  ['explain', ...OVER, '--format=deb', `packages.tool.depends.${name}`],
  ['generate', ...OVER],
  ['fetch', ...OVER],
  ['patch', ...OVER, '--out=patched.yaml', '--plans=plans', '--wrappers=wrappers', '--versions=versions'],
  ['check', '--config=patched.yaml'],
];

/** A word that nothing has a meaning for, with the same kinds of characters, for those decide what a name may be. */
function plainWord(name: string): string {
  const word = /[A-Z]/.test(name) ? 'quuxQuux' : 'quux';
  return name.startsWith('__') ? `__${word}__` : word;
}

// Without times, sizes and columns, which are the run's or the name's, hints, which are others where a name is near, and the lines of the config, which
// are cut; in no order, for lists are sorted and columns as wide as their names.
function essence(said: string): string {
  const lines = said.split('\n').filter((line) => !/^ {4}|^ {2}hint:/.test(line));
  return lines
    .map((line) =>
      line
        .replace(/ \([0-9.]+ kB, .*/, '')
        .replace(/, \d+(?:\.\d)? s$/gm, '')
        .replace(/:\d+:\d+:/, ':')
        .replace(/\s+/g, ' '),
    )
    .sort()
    .join('\n');
}

async function answers(name: string, of: (name: string) => object, commands: number): Promise<string[]> {
  overlay(of(name));
  const found: string[] = [];
  for (const command of commandsOver(name).slice(0, commands)) {
    const answer = await onepack(...command);
    expectAnswer(answer, `${command.join(' ')} over ${readFileSync(join(folder, 'over.yaml'), 'utf8')}`);
    found.push(`${command[0]} ${answer.status}: ${essence(answer.said.replaceAll(name, 'NAME'))}`);
  }
  return found;
}

describe('each name of Object.prototype is', () => {
  it.each(Object.entries(OVERLAYS))('%s', async (_, of) => {
    const ofWords = new Map<string, string[]>();
    for (const name of NAMES) {
      const commands = commandCount(name);
      const found = await answers(name, of, commands);
      // The one name that no key can have.
      if (name === '__proto__' && found[0]?.includes('[bad-key]') === true) continue;
      const word = plainWord(name);
      const key = `${word} ${commands}`;
      if (!ofWords.has(key)) ofWords.set(key, await answers(word, of, commands));
      expect({ name, found }).toEqual({ name, found: ofWords.get(key) });
    }
  });

  it.each(FLAGS.map((flags) => [flags('NAME').join(' '), flags] as const))('in %s', async (_, flags) => {
    for (const name of NAMES) {
      overlay({});
      for (const command of ['check', 'pack', 'explain', 'generate', 'fetch', 'patch'].slice(0, commandCount(name))) {
        expectAnswer(
          await onepack(command, '--config=packages.yaml', ...flags(name)),
          `${command} ${flags(name).join(' ')}`,
        );
      }
    }
  });
  it.each(NAMES)('a path of explain, a command, a name of init: %s', async (name) => {
    overlay({});
    for (const path of [name, `packages.${name}`, `packages.tool.${name}`, `packages.tool.contents[0].${name}`]) {
      expectAnswer(await onepack('explain', path), `explain ${path}`);
    }
    expectAnswer(await onepack(name), name);
    expectAnswer(await onepack('help', name), `help ${name}`);
    expectAnswer(await onepack('init', `new/${name}`, `--source=${name}=bin`), `init ${name}`);
  });
});
