/** Scripts, triggers, units, users, links, and a changelog: keys that become shell or files of their own. */
import { SCRIPT_KINDS } from '../../src/schema/scripts.ts';
import { DEB_TRIGGER_KINDS, RPM_TRIGGER_KINDS } from '../../src/stanza/triggers/kinds.ts';
import type { Random } from '../support/random.ts';
import { type Entry, type Inputs, isPlain } from './contents.ts';

const BODIES = [
  'exit 0\n', '', '\n\n  \n', 'echo "100%" %{name} %%\n', 'a=${1%%.*}\n# %post stays\n\techo tab\n', "cat <<'END'\n%{x} \\\nEND\n", 'echo ünï\n',
  'true', 'echo "$@" `id` $HOME {{x}}\n\n\n',
]; // prettier-ignore

function scriptFile(random: Random, inputs: Inputs): string {
  const name = `scripts/s${random.below(6)}`;
  inputs.files[name] ??= { text: `#!/bin/sh\n${random.pick(['', 'set -e\n', '\n'])}${random.pick(BODIES)}` };
  return name;
}

export function scripts(random: Random, inputs: Inputs): object {
  const kinds = random.some(SCRIPT_KINDS, 0, random.oneIn(4) ? SCRIPT_KINDS.length : 3);
  if (kinds.length === 0) return {};
  inputs.files['scripts/templates'] = { text: TEMPLATES };
  const files = kinds.map((kind) => [kind, kind === 'templates' ? 'scripts/templates' : scriptFile(random, inputs)]);
  return { scripts: Object.fromEntries(files) as object };
}

const TEMPLATES = 'Template: pkg/name\nType: string\nDefault: 100%\nDescription: For whom?\n Für Jörg.\n .\n $HOME\n';

const DEB_ON = ['ldconfig', 'some-trigger', '/usr/share/x', '/usr/share/%y*', 'man-db'];
const RPM_ON = ['zsh', 'bash >= 5.1', 'Foo_Bar < 2:1.0~rc', 'a.b == 1-1', 'fish'];

export function triggers(random: Random, inputs: Inputs): object {
  if (!random.oneIn(4)) return {};
  const deb = random.some(DEB_TRIGGER_KINDS, 0, 3).map((kind) => [kind, random.some(DEB_ON, 1, 2)]);
  const rpm = random
    .some(RPM_TRIGGER_KINDS, 0, 3)
    .map((kind) => [
      kind,
      random.some(RPM_ON, 1, 3).map((on) => ({ package: on, script: scriptFile(random, inputs) })),
    ]);
  return { triggers: { deb: Object.fromEntries(deb) as object, rpm: Object.fromEntries(rpm) as object } };
}

const UNITS = ['pkg.service', 'pkg.timer', 'pkg@.service', 'with\\x2ddash.mount'];

export function systemd(random: Random, inputs: Inputs): object {
  if (!random.oneIn(4)) return {};
  const units = random.some(UNITS, 1, 3).map((name) => {
    inputs.files[`units/${name}`] = { text: '[Unit]\nDescription=100% x\n[Install]\nWantedBy=multi-user.target\n' };
    const settings = name.includes('@') ? {} : { start: random.oneIn(2) };
    return random.oneIn(2) ? `units/${name}` : { src: `units/${name}`, ...settings };
  });
  return {
    systemd: {
      units,
      enable: random.pick(['preset', 'enable', 'none']),
      restartOnUpgrade: random.pick([true, false, 'stop-start']),
      style: random.pick(['deb-systemd-helper', 'systemctl']),
    },
  };
}

export function sysusers(random: Random): object {
  if (!random.oneIn(4)) return {};
  const users = {
    pkg: random.pick([
      {},
      { uid: 470, comment: 'Ünï (100%)' },
      { group: 'others', groups: ['audio'], home: '/var/lib/pkg', shell: '/bin/sh' },
    ]),
  };
  return { sysusers: random.pick([{ users }, { groups: { others: { gid: 480 } } }, { users, groups: { extra: {} } }]) };
}

export function alternatives(random: Random, contents: readonly Entry[]): object {
  const paths = contents.filter((entry) => isPlain(entry) && entry['only'] === undefined).map(({ dst }) => dst);
  if (paths.length === 0 || !random.oneIn(3)) return {};
  const path = random.pick(paths);
  const slaves = { 'pkg-editor.1': { link: '/usr/share/man/man1/pkg-editor.1', path: random.pick(paths) } };
  const first = { link: '/usr/bin/pkg-editor', path, priority: random.pick([-1, 0, 50]) };
  return {
    alternatives: {
      'pkg-editor': { ...first, ...(random.oneIn(2) ? { slaves } : {}) },
      ...(random.oneIn(2) ? { visual: { link: '/usr/bin/pkg-visual', path: random.pick(paths), priority: 7 } } : {}),
    },
  };
}

const DATES = ['Wed, 20 Mar 2019 12:00:00 +0000', 'Tue, 19 Mar 2019 23:30:00 -0100', 'Sat, 01 Jan 2000 00:00:00 +0000'];
const CHANGES = [
  '* Do 100% of it',
  '* %{name} %post',
  '# a hash',
  '[ Jörg ]',
  '%files',
  '- dash',
  '** two',
  '*bold*',
  'tab\tin',
  '$HOME `id`',
];

export function changelog(random: Random, inputs: Inputs): object {
  if (!random.oneIn(3)) return {};
  const entries = random.some(DATES, 1, 3).map((date, at) => {
    const lines = random.some(CHANGES, 1, 5).map((text) => `  ${text}\n${random.oneIn(4) ? '\n' : ''}`);
    return `pkg (1:1.${9 - at}~rc-1) stable; urgency=medium\n\n${lines.join('')}\n -- Jö Doe <jo@example.com>  ${date}\n`;
  });
  inputs.files['logs/changelog'] = { text: entries.join('\n') };
  return { changelog: 'logs/changelog' };
}
