/** Alternatives: what the scripts of a finished package call, and what update-alternatives, dpkg and rpm then make of it. */
import { existsSync, mkdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Format } from '../../src/format/format.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { file, planOf, run, temporaryFolder, writeFiles } from '../support/packing.ts';
import { hasShellcheck, SHELLS } from '../support/shells.ts';
import { callsOf, scriptsOf, writeRecorders } from './recorded.ts';
import { packIn } from './sample.ts';
import { DEB_EVENTS, RPM_EVENTS } from './systemd_calls.ts';

const folder = temporaryFolder();
const bin = join(folder, 'bin');
const log = join(folder, 'calls');

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.log('left out, for root alone: installations into a root of their own');

/** Two of the link `/usr/bin/edit`, and one with a name that a shell would take apart. */
const ODD = "o$dd'";

function planFor(format: Format, name: string, priority: number): Plan {
  const link = '/usr/bin/edit';
  const manual = '/usr/share/man/man1/edit.1.gz';
  const program = `/usr/bin/${name}`;
  const alternatives = [
    {
      name: 'editor',
      link,
      path: program,
      priority,
      slaves: [{ name: 'edit.1.gz', link: manual, path: `/usr/share/man/man1/${name}.1.gz` }],
    },
    { name: ODD, link: '/usr/share/edit/an odd $link', path: '/usr/share/edit', priority: -5, slaves: [] },
  ];
  const ghosts = [link, '/usr/share/edit/an odd $link', manual].map((dst) => ({
    type: 'ghost' as const,
    dst,
    mode: '0644',
    owner: 'root',
    group: 'root',
  }));
  const contents = [
    file(program, 'program', { mode: '0755' }),
    file(`/usr/share/man/man1/${name}.1.gz`, 'manual'),
    ...(format === 'rpm' ? ghosts : []),
  ];
  return planOf({ format, package: name, architecture: 'all', contents, alternatives });
}

const artifacts = new Map<string, string>();
const scripts = new Map<string, Record<string, string>>();

beforeAll(async () => {
  writeFiles(folder, { program: '#!/bin/sh\n', manual: 'manual' });
  writeRecorders(bin, log, { 'update-alternatives': 'echo "update-alternatives: using it"' });
  for (const format of ['deb', 'rpm'] as const) {
    for (const [name, priority] of [
      ['ed', 50],
      ['vi', 60],
    ] as const) {
      const artifact = await packIn(folder, planFor(format, name, priority));
      artifacts.set(`${name} ${format}`, artifact);
      scripts.set(`${name} ${format}`, await scriptsOf(artifact));
    }
  }
}, 120_000);

const scriptsFor = (format: Format): Record<string, string> => scripts.get(`ed ${format}`) ?? {};

const IN =
  'update-alternatives --install /usr/bin/edit editor /usr/bin/ed 50 ' +
  '--slave /usr/share/man/man1/edit.1.gz edit.1.gz /usr/share/man/man1/ed.1.gz; ' +
  `update-alternatives --install /usr/share/edit/an odd $link ${ODD} /usr/share/edit -5`;
const OUT = `update-alternatives --remove editor /usr/bin/ed; update-alternatives --remove ${ODD} /usr/share/edit`;

/** Every event that the format has. */
const CALLS = {
  deb: {
    install: IN,
    'install after a removal': IN,
    upgrade: IN,
    downgrade: IN,
    remove: OUT,
    purge: '',
    'upgrade that the old prerm stops': IN,
    'upgrade that the new preinst stops': IN,
    'upgrade that the old postrm stops': IN,
    'upgrade that the new postrm saves': IN,
    'removal that prerm stops': `${OUT}; ${IN}`,
    'removal for another package that prerm stops': `${OUT}; ${IN}`,
    deconfiguration: `${OUT}; ${IN}`,
    disappearance: '',
    'installation that preinst stops': '',
  } satisfies Record<keyof typeof DEB_EVENTS, string>,
  rpm: { install: IN, upgrade: IN, erase: OUT } satisfies Record<keyof typeof RPM_EVENTS, string>,
};
const EVENTS: Readonly<Record<Format, Readonly<Record<string, string>>>> = { deb: DEB_EVENTS, rpm: RPM_EVENTS };
const cases = (['deb', 'rpm'] as const).flatMap((format) =>
  Object.entries(CALLS[format]).map(
    ([event, text]) => [format, event, EVENTS[format][event] ?? '', text === '' ? [] : text.split('; ')] as const,
  ),
);

describe.each(SHELLS.map((shell) => shell.join(' ')))('run by %s,', (shell) => {
  it.each(cases)('a %s calls on %s what the table has, and prints nothing', async (format, _, words, calls) => {
    expect(await callsOf(scriptsFor(format), words, log, { shell, path: bin })).toEqual({
      calls,
      isFine: true,
      printed: '',
    });
  });
});

describe('where update-alternatives', () => {
  it.each(cases)('is not there, a %s goes on with %s', async (format, _, words) => {
    const around = { path: '/nowhere' };
    expect(await callsOf(scriptsFor(format), words, log, around)).toEqual({ calls: [], isFine: true, printed: '' });
  });

  it('fails, a deb says so, as Debian has it, and an rpm goes on', async () => {
    const around = { path: bin, env: { STATUS: '2' } };
    expect((await callsOf(scriptsFor('deb'), "postinst configure ''", log, around)).isFine).toBe(false);
    for (const words of ['post 1', 'postun 0']) {
      expect(await callsOf(scriptsFor('rpm'), words, log, around)).toMatchObject({ isFine: true });
    }
  });
});

(isRoot ? describe : describe.skip)('installed by dpkg', () => {
  const root = join(folder, 'debs');
  const dpkg = (...args: string[]): Promise<string> => {
    const flags = ['--force-script-chrootless', '--force-depends', `--root=${root}`, '--log=/dev/null'];
    return run('dpkg', [...flags, ...args]);
  };
  const leadsTo = (link = '/usr/bin/edit'): string[] => {
    const chosen = join(root, link);
    if (!existsSync(join(root, 'etc/alternatives/editor')) && !isLink(chosen)) return [];
    const name = readlinkSync(chosen);
    return [name, readlinkSync(join(root, name))];
  };

  it('the link leads to the best, then to the one that is left, then it is gone', async () => {
    writeFiles(join(root, 'var/lib/dpkg'), { status: '', 'info/format': '1\n', 'updates/.keep': '' });
    mkdirSync(join(root, 'var/lib/dpkg/alternatives'), { recursive: true });
    mkdirSync(join(root, 'etc/alternatives'), { recursive: true });
    mkdirSync(join(root, 'usr/share/edit'), { recursive: true });
    await dpkg('--install', artifacts.get('ed deb') ?? '');
    expect(leadsTo()).toEqual(['/etc/alternatives/editor', '/usr/bin/ed']);
    await dpkg('--install', artifacts.get('vi deb') ?? '');
    expect(leadsTo()).toEqual(['/etc/alternatives/editor', '/usr/bin/vi']);
    expect(leadsTo('/usr/share/man/man1/edit.1.gz')[1]).toBe('/usr/share/man/man1/vi.1.gz');
    await dpkg('--remove', 'vi');
    expect(leadsTo()).toEqual(['/etc/alternatives/editor', '/usr/bin/ed']);
    await dpkg('--purge', 'ed');
    expect(leadsTo()).toEqual([]);
  });
});

function isLink(path: string): boolean {
  try {
    return readlinkSync(path) !== '';
  } catch {
    return false;
  }
}

describe('rpm', () => {
  it('has the link in both packages, as a ghost', async () => {
    const both = ['ed rpm', 'vi rpm'].map((name) => artifacts.get(name) ?? '');
    for (const artifact of both) {
      const flags = await run('rpm', ['-qp', '--queryformat', '[%{FILENAMES} %{FILEFLAGS:fflags}\\n]', artifact]);
      expect(flags.split('\n')).toContain('/usr/bin/edit g');
    }
  });

  (isRoot ? it : it.skip)('installs both, and has nothing to say of links in the place of ghosts', async () => {
    const root = join(folder, 'rpms');
    mkdirSync(root);
    const rpm = (...args: string[]): Promise<string> => run('rpm', ['--root', root, ...args]);
    await rpm('--initdb');
    await rpm('--nodeps', '--noscripts', '--install', artifacts.get('ed rpm') ?? '', artifacts.get('vi rpm') ?? '');
    await run('ln', ['-s', '/etc/alternatives/editor', join(root, 'usr/bin/edit')]);
    expect((await rpm('-q', '--queryformat', '%{NAME}\n', '-f', '/usr/bin/edit')).split('\n').sort()).toEqual([
      'ed',
      'vi',
    ]);
    const verified = await run('sh', ['-c', 'rpm --root "$1" --nodeps --noscripts --verify ed vi || :', 'sh', root]);
    expect(verified).not.toContain('/usr/bin/edit');
    await rpm('--nodeps', '--noscripts', '--erase', 'vi');
    expect(isLink(join(root, 'usr/bin/edit'))).toBe(true);
  });
});

describe('every script', () => {
  (hasShellcheck ? it : it.skip)('is faultless to shellcheck', async () => {
    const paths = [...scripts.values()].flatMap((each) => Object.values(each));
    expect(paths.length).toBeGreaterThan(7);
    await run('shellcheck', ['--shell=sh', '--exclude=SC2016', ...paths]);
  });
});
