/** What a deb gives to a user of its own: as it is installed, upgraded, downgraded and purged by dpkg, in a Debian and in the root of another. */
import {
  chownSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import type { Plan } from '../../src/plan/plan.ts';
import { packIn } from '../artifact/sample.ts';
import { dir, file, named, planOf, run, temporaryFolder, writeFiles } from '../support/packing.ts';
import { createDebianRoot, type DebianRoot } from '../support/roots/debian.ts';
import { describeIn, isThere } from '../support/roots/left_out.ts';

const folder = temporaryFolder('onepack-owners-');
const OWN = { owner: 'own', group: 'own' };
const SYSUSERS: Plan['sysusers'] = {
  groups: [{ name: 'own' }],
  users: [{ name: 'own', group: 'own', memberOf: [], home: '/var/lib/own', shell: '/usr/sbin/nologin', comment: '' }],
};

const ABLE = 'cap_net_bind_service,cap_net_raw=ep';
const CONF = '/etc/own/own.conf';
const CONTENTS: Plan['contents'] = [
  file(CONF, 'plain', { group: 'own', mode: '0640', config: 'noreplace' }),
  file('/etc/own/theirs', 'plain', { config: 'noreplace' }),
  file('/usr/bin/own', 'plain', { ...OWN, mode: '6755' }),
  { type: 'hardlink', dst: '/usr/bin/own-again', target: '/usr/bin/own' },
  file('/usr/bin/own-able', 'plain', { ...OWN, mode: '0755', capabilities: ABLE }),
  { type: 'symlink', dst: '/usr/bin/own-link', target: '/etc/own/theirs', ...OWN },
  file('/usr/share/own/mail', 'plain', { owner: 'own', group: 'mail' }),
  file("/usr/share/own/o'dd $(id) [x]*", 'plain', OWN),
  file('/usr/share/own/overridden', 'plain', OWN),
  file('/usr/share/own/diverted', 'plain', OWN),
  file('/usr/share/own/theirs', 'plain'),
  { type: 'tree', dst: '/usr/share/own/tree', src: { file: 'tree' }, ...OWN },
  dir('/var/lib/own', '2750', 'own', 'own'),
  dir('/var/lib/own/moved', '0755', 'own', 'own'),
];

/** As `ls` has it, for each path. */
const GIVEN: Readonly<Record<string, string>> = {
  [CONF]: '640 root:own',
  '/etc/own/theirs': '644 root:root',
  '/usr/bin/own': '6755 own:own',
  '/usr/bin/own-again': '6755 own:own',
  '/usr/bin/own-able': '755 own:own',
  '/usr/bin/own-link': '777 own:own',
  '/usr/share/own/mail': '644 own:mail',
  "/usr/share/own/o'dd $(id) [x]*": '644 own:own',
  '/usr/share/own/overridden': '644 own:own',
  '/usr/share/own/diverted': '644 own:own',
  '/usr/share/own/theirs': '644 root:root',
  '/usr/share/own/tree': '755 own:own',
  '/usr/share/own/tree/sub': '755 own:own',
  '/usr/share/own/tree/sub/a b': '644 own:own',
  '/usr/share/own/tree/link': '777 own:own',
  '/var/lib/own': '2750 own:own',
  '/var/lib/own/moved': '755 own:own',
};

const plan = (version: string, more: Partial<Plan> = {}): Plan =>
  planOf({
    format: 'deb',
    package: 'own',
    architecture: 'all',
    version,
    engine: 'native',
    relations: { depends: [named('passwd'), named('libcap2-bin')] },
    contents: CONTENTS,
    sysusers: SYSUSERS,
    ...more,
  });

/** By the names of the machine that `root` is. */
function ownersIn(root: string): Record<string, string> {
  const names = (database: string): Map<string, string> =>
    new Map(
      readFileSync(join(root, 'etc', database), 'utf8')
        .split('\n')
        .map((line) => line.split(':'))
        .map(([name = '', , id = '']) => [id, name]),
    );
  const [users, groups] = [names('passwd'), names('group')];
  const entries = Object.keys(GIVEN).map((path) => {
    const { mode, uid, gid } = lstatSync(join(root, path));
    return [path, `${(mode & 0o7777).toString(8)} ${users.get(`${uid}`)}:${groups.get(`${gid}`)}`];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

let first: string;
let second: string;
/** Of a time without a user. */
let without: string;

async function packAll(): Promise<void> {
  writeFiles(folder, { plain: 'plain\n', 'tree/sub/a b': 'below\n' });
  if (!existsSync(join(folder, 'tree/link'))) symlinkSync('sub', join(folder, 'tree/link'));
  const rooted = CONTENTS.map((content) =>
    content.type === 'hardlink' ? content : { ...content, owner: 'root', group: 'root' },
  );
  first = await packIn(folder, plan('1.0.0'));
  second = await packIn(folder, plan('2.0.0'));
  const old = plan('0.9.0', { contents: rooted });
  delete old.sysusers;
  without = await packIn(folder, old);
}

const hasSysusers = isThere('systemd-sysusers');
if (!hasSysusers) console.log('left out, not installed: systemd-sysusers');

describeIn('deb')('a deb', () => {
  let root: DebianRoot;
  beforeAll(async () => {
    [root] = await Promise.all([createDebianRoot(join(folder, 'debian')), packAll()]);
  }, 600_000);
  const at = (path: string): string => join(root.folder, path);

  it('gives files to its user when it is installed first', async () => {
    await root.installFiles(first);
    expect(ownersIn(root.folder)).toEqual(GIVEN);
    expect(await root.verify('own')).toBe('');
    expect(await root.run('getcap', '/usr/bin/own-able')).toBe(`/usr/bin/own-able ${ABLE}`);
  });

  it('gives them again in an upgrade, and leaves what is an administrator’s', async () => {
    await root.run('dpkg-statoverride', '--update', '--add', 'daemon', 'root', '0600', '/usr/share/own/overridden');
    chownSync(at(CONF), 1, 1);
    lchownSync(at('/var/lib/own'), 0, 0);
    await root.installFiles(second);
    const kept = { [CONF]: '640 daemon:daemon', '/usr/share/own/overridden': '600 daemon:root' };
    expect(ownersIn(root.folder)).toEqual({ ...GIVEN, ...kept });
  });

  it('leaves what an administrator put in the place of a folder or of a file', async () => {
    const moved = at('/var/lib/own/moved');
    await root.run('dpkg-divert', '--add', '--rename', '/usr/bin/own-able');
    writeFileSync(at('/usr/bin/own-able'), 'theirs\n');
    await root.run('dpkg-divert', '--add', '--rename', '/usr/share/own/diverted');
    writeFileSync(at('/usr/share/own/diverted'), 'theirs\n');
    mkdirSync(at('/srv/moved'));
    renameSync(moved, at('/srv/was'));
    symlinkSync('/srv/moved', moved);
    await root.installFiles(first);
    const uid = (path: string): number => lstatSync(at(path)).uid;
    expect(['/usr/share/own/diverted', '/var/lib/own/moved', '/srv/moved'].map(uid)).toEqual([0, 0, 0]);
    expect(uid('/usr/share/own/diverted.distrib')).toBe(uid('/var/lib/own'));
    expect(uid('/var/lib/own')).not.toBe(0);
    const able = await root.run('getcap', '/usr/bin/own-able', '/usr/bin/own-able.distrib');
    expect(able).toBe(`/usr/bin/own-able.distrib ${ABLE}`);
  });

  it('leaves nothing but the user when it is purged', async () => {
    await root.purge('own');
    // Which now is another's.
    expect(Object.keys(GIVEN).filter((path) => root.has(path))).toEqual([
      '/usr/bin/own-able',
      '/usr/share/own/diverted',
    ]);
    expect(root.read('/etc/passwd')).toMatch(/^own:/m);
  });

  it('gives a conffile, too, in the upgrade that brings the user', async () => {
    const fresh = await createDebianRoot(join(folder, 'fresh'));
    await fresh.installFiles(without);
    expect(new Set(Object.values(ownersIn(fresh.folder)).map((each) => each.split(' ')[1]))).toEqual(
      new Set(['root:root']),
    );
    await fresh.installFiles(second);
    expect(ownersIn(fresh.folder)).toEqual(GIVEN);
  }, 120_000);

  (hasSysusers ? it : it.skip)('gives files to the user that the root of another machine has, by number', async () => {
    const other = writeFiles(join(folder, 'other'), {
      'etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
      'etc/group': 'root:x:0:\nmail:x:8:\n',
      'etc/shadow': 'root:*::0:99999:7:::\n',
      'etc/gshadow': 'root:*::\n',
      'usr/lib/sysusers.d/own.conf': 'g own -\nu own - - /var/lib/own /usr/sbin/nologin\n',
      'var/lib/dpkg/status': '',
      'var/lib/dpkg/info/format': '1\n',
      'var/lib/dpkg/updates/.keep': '',
    });
    const flags = ['--force-script-chrootless', '--force-depends', `--root=${other}`, '--log=/dev/null'];
    await run('dpkg-statoverride', [`--root=${other}`, '--add', '#1', 'root', '0600', '/usr/share/own/overridden']);
    for (const deb of [first, second]) {
      await run('dpkg', [...flags, '--install', deb]);
      expect(ownersIn(other)).toEqual({ ...GIVEN, '/usr/share/own/overridden': '600 undefined:root' });
      const able = join(other, '/usr/bin/own-able');
      expect(await run('getcap', [able])).toBe(`${able} ${ABLE}`);
    }
  });
});
