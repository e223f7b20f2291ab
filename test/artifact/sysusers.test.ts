/** Users and groups: what the scripts of a finished package call, and what systemd-sysusers, useradd and dpkg then make of it. */
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Format } from '../../src/format/format.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { PlanSysusers } from '../../src/stanza/sysusers/schema.ts';
import { sysusersText } from '../../src/stanza/sysusers/plan.ts';
import { planOf, run, temporaryFolder, writeFiles } from '../support/packing.ts';
import { hasShellcheck, SHELLS } from '../support/shells.ts';
import { callsOf, scriptsOf, writeRecorders } from './recorded.ts';
import { packIn } from './sample.ts';
import { DEB_EVENTS, RPM_EVENTS } from './systemd_calls.ts';

const folder = temporaryFolder();
const log = join(folder, 'calls');
/** With and without systemd-sysusers. */
const withIt = join(folder, 'with');
const without = join(folder, 'without');

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.log('left out, for root alone: users and groups in a root of their own');
const hasSysusers = existsSync('/usr/bin/systemd-sysusers');
if (!hasSysusers) console.log('left out, not installed: systemd-sysusers');

const SAYS: PlanSysusers = {
  groups: [{ name: 'kube', gid: 470 }, { name: 'docker' }],
  users: [
    {
      name: 'kube',
      uid: 470,
      group: 'kube',
      memberOf: ['docker'],
      home: '/var/lib/kube',
      shell: '/usr/sbin/nologin',
      comment: "100% Kube's $HOME `id`",
    },
    { name: 'side', group: 'docker', memberOf: [], home: '/', shell: '/bin/sh', comment: '' },
  ],
};

function planFor(format: Format): Plan {
  const dst = '/usr/lib/sysusers.d/tool.conf';
  const src = { text: sysusersText('tool', SAYS) };
  const contents: Plan['contents'] = [{ type: 'file', src, dst, mode: '0644', owner: 'root', group: 'root' }];
  const scripts = format === 'deb' ? { postinstall: 'own.sh' } : { preinstall: 'own.sh' };
  return planOf({ format, architecture: 'all', contents, sysusers: SAYS, scripts });
}

const artifacts = new Map<Format, string>();
const scripts = new Map<Format, Record<string, string>>();
const scriptsFor = (format: Format): Record<string, string> => scripts.get(format) ?? {};

beforeAll(async () => {
  writeFiles(folder, { 'own.sh': '#!/bin/sh\nif command -v record >/dev/null; then record own; fi\n' });
  const accounts = { getent: 'test "${HAS-}" = all || case "${HAS-}" in *"$2"*) exit 0 ;; *) exit 2 ;; esac' };
  const programs = { ...accounts, groupadd: '', useradd: '', usermod: '', id: 'echo "${IN-}"', record: '' };
  writeRecorders(without, log, programs);
  writeRecorders(withIt, log, { ...programs, 'systemd-sysusers': '' });
  for (const format of ['deb', 'rpm'] as const) {
    const artifact = await packIn(folder, planFor(format));
    artifacts.set(format, artifact);
    scripts.set(format, await scriptsOf(artifact));
  }
}, 120_000);

const USERADD =
  'useradd --system --uid 470 --gid kube --no-create-home --home-dir /var/lib/kube --shell /usr/sbin/nologin ' +
  "--comment 100% Kube's $HOME `id` kube";
const MADE = [
  'getent group kube',
  'getent group 470',
  'groupadd --system --gid 470 kube',
  'getent group docker',
  'groupadd --system docker',
  'getent passwd kube',
  'getent passwd 470',
  USERADD,
  'id -Gn kube',
  'usermod --append --groups docker kube',
  'getent passwd side',
  'useradd --system --gid docker --no-create-home --home-dir / --shell /bin/sh side',
];

/** How often each event makes them. */
const TIMES = {
  deb: {
    install: 1,
    'install after a removal': 1,
    upgrade: 1,
    downgrade: 1,
    remove: 0,
    purge: 0,
    'upgrade that the old prerm stops': 1,
    'upgrade that the new preinst stops': 1,
    'upgrade that the old postrm stops': 1,
    'upgrade that the new postrm saves': 1,
    'removal that prerm stops': 1,
    'removal for another package that prerm stops': 1,
    deconfiguration: 1,
    disappearance: 0,
    'installation that preinst stops': 0,
  } satisfies Record<keyof typeof DEB_EVENTS, number>,
  rpm: { install: 1, upgrade: 1, erase: 0 } satisfies Record<keyof typeof RPM_EVENTS, number>,
};
const EVENTS: Readonly<Record<Format, Readonly<Record<string, string>>>> = { deb: DEB_EVENTS, rpm: RPM_EVENTS };
const cases = (['deb', 'rpm'] as const).flatMap((format) =>
  Object.entries(TIMES[format]).map(([event, times]) => [format, event, EVENTS[format][event] ?? '', times] as const),
);

describe.each(SHELLS.map((shell) => shell.join(' ')))('run by %s,', (shell) => {
  it.each(cases)('a %s on %s makes them before its own script', async (format, _, words, times) => {
    const { calls, isFine, printed } = await callsOf(scriptsFor(format), words, log, { shell, path: without });
    expect([calls, isFine, printed]).toEqual([times === 0 ? [] : [...MADE, 'record own'], true, '']);
  });
});

describe('a deb', () => {
  it.each(cases.filter(([format]) => format === 'deb'))(
    '%s: on %s leaves it to systemd-sysusers',
    async (_, __, words, times) => {
      const { calls } = await callsOf(scriptsFor('deb'), words, log, { path: withIt });
      expect(calls).toEqual(times === 0 ? [] : ['systemd-sysusers tool.conf', 'record own']);
    },
  );

  it('has it work in the root of another machine, and fails where it is not there', async () => {
    const env = { DPKG_ROOT: '/mnt/of it' };
    const words = "postinst configure ''";
    const { calls } = await callsOf(scriptsFor('deb'), words, log, { path: withIt, env });
    expect(calls).toEqual(['systemd-sysusers --root=/mnt/of it tool.conf', 'record own']);
    expect(await callsOf(scriptsFor('deb'), words, log, { path: without, env })).toMatchObject({
      calls: [],
      isFine: false,
    });
  });
});

describe.each([
  ['deb', "postinst configure ''"],
  ['rpm', 'pre 1'],
] as const)('a %s', (format, words) => {
  it('leaves what is there', async () => {
    const env = { HAS: 'all', IN: 'kube docker' };
    const { calls } = await callsOf(scriptsFor(format), words, log, { path: without, env });
    expect(calls).toEqual([
      'getent group kube',
      'getent group docker',
      'getent passwd kube',
      'id -Gn kube',
      'getent passwd side',
      'record own',
    ]);
  });

  it('takes another number where one is taken', async () => {
    const { calls } = await callsOf(scriptsFor(format), words, log, { path: without, env: { HAS: '470' } });
    expect(calls).toContain('groupadd --system kube');
    expect(calls).toContain(USERADD.replace(' --uid 470', ''));
  });

  it('fails where a user cannot be made', async () => {
    const { calls, isFine } = await callsOf(scriptsFor(format), words, log, { path: without, env: { STATUS: '4' } });
    expect(isFine).toBe(false);
    expect(calls.at(-1)).toBe('groupadd --system --gid 470 kube');
  });
});

/** What both ways must come to; numbers that are not fixed are the system's. */
function checkAccounts(root: string): void {
  const etc = (name: string): string[][] =>
    readFileSync(join(root, 'etc', name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split(':'));
  const groups = new Map(etc('group').map(([name = '', , gid, members]) => [name, { gid, members }]));
  expect(groups.get('kube')).toEqual({ gid: '470', members: '' });
  expect(groups.get('docker')?.members).toBe('kube');
  const users = new Map(etc('passwd').map(([name = '', , ...rest]) => [name, rest]));
  expect(users.get('kube')).toEqual(['470', '470', "100% Kube's $HOME `id`", '/var/lib/kube', '/usr/sbin/nologin']);
  expect(users.get('side')?.slice(1)).toEqual([groups.get('docker')?.gid, '', '/', '/bin/sh']);
  const locked = new Map(etc('shadow').map(([name = '', password = '']) => [name, password]));
  expect([locked.get('kube')?.[0], locked.get('side')?.[0]]).toEqual(['!', '!']);
}

const EMPTY = {
  'etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
  'etc/group': 'root:x:0:\n',
  'etc/shadow': 'root:*::0:99999:7:::\n',
  'etc/gshadow': 'root:*::\n',
};

(isRoot ? describe : describe.skip)('for real', () => {
  (hasSysusers ? it : it.skip)('dpkg and systemd-sysusers make them', async () => {
    const root = writeFiles(join(folder, 'debs'), {
      ...EMPTY,
      'var/lib/dpkg/status': '',
      'var/lib/dpkg/info/format': '1\n',
      'var/lib/dpkg/updates/.keep': '',
    });
    const flags = ['--force-script-chrootless', '--force-depends', `--root=${root}`, '--log=/dev/null'];
    await run('dpkg', [...flags, '--install', artifacts.get('deb') ?? '']);
    checkAccounts(root);
    await run('dpkg', [...flags, '--purge', 'tool']);
    checkAccounts(root);
  });

  it('the scriptlet of an rpm and useradd make them, once', async () => {
    const root = writeFiles(join(folder, 'rpms'), { ...EMPTY, 'etc/login.defs': '' });
    const bin = join(folder, 'prefixed');
    for (const tool of ['groupadd', 'useradd', 'usermod']) {
      writeFiles(bin, { [tool]: `#!/bin/sh\nexec /usr/sbin/${tool} --prefix '${root}' "$@"\n` });
    }
    const find = `grep -E "^($2:|[^:]*:[^:]*:$2:)" '${root}/etc/'"$1"\n`;
    const member = `grep -E ":(.*,)?$2(,|$)" '${root}/etc/group' | cut -d: -f1 | tr '\\n' ' '\n`;
    writeFiles(bin, { getent: `#!/bin/sh\n${find}`, id: `#!/bin/sh\n${member}` });
    for (const tool of ['groupadd', 'useradd', 'usermod', 'getent', 'id']) chmodSync(join(bin, tool), 0o755);
    const env = { PATH: `${bin}:/usr/bin:/bin` };
    await run('sh', [scriptsFor('rpm')['pre'] ?? '', '1'], env);
    checkAccounts(root);
    const before = readFileSync(join(root, 'etc/passwd'), 'utf8');
    await run('sh', [scriptsFor('rpm')['pre'] ?? '', '2'], env);
    expect(readFileSync(join(root, 'etc/passwd'), 'utf8')).toBe(before);
    checkAccounts(root);
  });

  it('both packages bring the file', async () => {
    const text = sysusersText('tool', SAYS);
    expect(
      await run('dpkg-deb', ['--fsys-tarfile', artifacts.get('deb') ?? '']).then((tar) => tar.includes(text)),
    ).toBe(true);
    const cpio = await run('sh', [
      '-c',
      'rpm2cpio "$1" | cpio -i --to-stdout --quiet "*/tool.conf"',
      'sh',
      artifacts.get('rpm') ?? '',
    ]);
    expect(`${cpio}\n`).toBe(text);
  });
});

describe('every script', () => {
  (hasShellcheck ? it : it.skip)('is faultless to shellcheck', async () => {
    const paths = [...scripts.values()].flatMap((each) => Object.values(each));
    expect(paths).toHaveLength(2);
    await run('shellcheck', ['--shell=sh', '--exclude=SC2016', ...paths]);
  });
});
