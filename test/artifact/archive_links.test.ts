/** Hard links of an archive in finished packages, as dpkg-deb and rpm lay them out. */
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Plan, PlanContent } from '../../src/plan/plan.ts';
import { dir, file, planOf, run, temporaryFolder, writeFiles } from '../support/packing.ts';
import { packIn } from './sample.ts';

const folder = temporaryFolder();
const TEXT = 'of many names\n'.repeat(20_000);
writeFiles(folder, { 'in/bin/git': TEXT, 'in/libexec/x': '', 'in/bin/other': 'other' });
for (const name of ['bin/git-add', 'bin/git-log', 'libexec/git'])
  linkSync(join(folder, 'in/bin/git'), join(folder, 'in', name));
execFileSync('tar', ['-czf', join(folder, 'git.tgz'), '-C', join(folder, 'in'), '.']);

const owned = { owner: 'root', group: 'root' } as const;
const tree = (dst: string, member?: string, include?: string[]): PlanContent => ({ type: 'tree', dst, src: { source: 's', ...(member && { member }) }, ...owned, ...(include && { include }) }); // prettier-ignore
const taken = (dst: string, member: string, more: Partial<Plan['contents'][number] & { type: 'file' }> = {}): PlanContent => ({ ...file(dst, ''), src: { source: 's', member }, ...more }); // prettier-ignore

/** Which paths below `/` are one file, each group as a list. */
async function groupsIn(format: 'deb' | 'rpm', engine: 'native' | 'fpm', contents: PlanContent[]): Promise<string[][]> {
  const sources = { s: { file: 'git.tgz', extract: true } };
  const path = await packIn(
    folder,
    planOf({ format, engine, contents, sources, compression: 'gzip' }),
    mkdtempSync(join(folder, 'out-')),
  );
  const root = mkdtempSync(join(folder, 'root-'));
  if (format === 'deb') await run('dpkg-deb', ['--extract', path, root]);
  else await run('sh', ['-c', 'cd "$2" && rpm2cpio "$1" | cpio --quiet -idm', 'sh', path, root]);
  const found = new Map<number, string[]>();
  for (const name of (await run('sh', ['-c', 'cd "$1" && find . -type f -size +1k', 'sh', root])).split('\n').sort()) {
    expect(readFileSync(join(root, name), 'utf8')).toBe(TEXT);
    const { ino } = statSync(join(root, name));
    found.set(ino, [...(found.get(ino) ?? []), name.slice(1)]);
  }
  return [...found.values()];
}

const ENGINES = (['native', 'fpm'] as const).flatMap((engine) =>
  (['deb', 'rpm'] as const).map((format) => [engine, format] as const),
);

describe.each(ENGINES)('hard links of an archive: %s, %s', (engine, format) => {
  it.each<[string, PlanContent[], string[][]]>([
    ['stay in a tree', [tree('/opt/git')], [['/opt/git/bin/git', '/opt/git/bin/git-add', '/opt/git/bin/git-log', '/opt/git/libexec/git']]],
    ['stay where some names are taken', [tree('/opt/git', 'bin', ['git-*'])], [['/opt/git/git-add', '/opt/git/git-log']]],
    ['stay between two trees', [tree('/usr/bin', 'bin', ['git']), tree('/usr/lib/git', 'libexec')], [['/usr/bin/git', '/usr/lib/git/git']]],
    ['stay between files', [taken('/usr/bin/git', 'bin/git'), taken('/usr/bin/git-log', 'bin/git-log')], [['/usr/bin/git', '/usr/bin/git-log']]],
    ['are files where modes differ', [taken('/usr/bin/git', 'bin/git'), taken('/usr/bin/git-log', 'bin/git-log', { mode: '0755' })], [['/usr/bin/git'], ['/usr/bin/git-log']]],
    ['are none where one name is taken twice', [taken('/usr/bin/git', 'bin/git'), taken('/usr/bin/git-log', 'bin/git')], [['/usr/bin/git'], ['/usr/bin/git-log']]],
    ['are files where one is a config file', [taken('/etc/git', 'bin/git', { config: 'replace' }), taken('/usr/bin/git-log', 'bin/git-log')], [['/etc/git'], ['/usr/bin/git-log']]],
    ['have more names by an entry', [tree('/opt/git', 'bin', ['git-*']), { type: 'hardlink', dst: '/usr/bin/git', target: '/opt/git/git-log' }], [['/opt/git/git-add', '/opt/git/git-log', '/usr/bin/git']]],
  ])('%s', async (_, contents, expected) => {
    expect(await groupsIn(format, engine, contents)).toEqual(expected);
  }); // prettier-ignore
});

describe('hard links of a folder on disk', () => {
  it('are files, as Bazel has them', async () => {
    mkdirSync(join(folder, 'disk'));
    writeFiles(folder, { 'disk/a': TEXT });
    linkSync(join(folder, 'disk/a'), join(folder, 'disk/b'));
    const contents: PlanContent[] = [
      { type: 'tree', dst: '/opt/disk', src: { file: 'disk' }, ...owned },
      dir('/var/x'),
    ];
    expect(await groupsIn('deb', 'native', contents)).toEqual([['/opt/disk/a'], ['/opt/disk/b']]);
  });
});
