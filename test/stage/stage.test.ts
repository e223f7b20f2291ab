import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Plan } from '../../src/plan/plan.ts';
import { stage } from '../support/staging.ts';
import { dir, elf, file, planOf, problemsOf, run, symlink, temporaryFolder, writeFiles } from '../support/packing.ts';

const folder = writeFiles(temporaryFolder(), {
  text: 'text\n',
  script: '#!/bin/sh\n',
  arm: elf(183),
  amd: elf(62),
  'tree/sub/file': 'below\n',
  'tree/tool': '#!/bin/sh\n',
  'mixed/lib/foreign': elf(183),
  'pack/bridge': elf(62),
  'pack/dir/loopback': elf(62),
});
execFileSync('chmod', ['755', join(folder, 'tree/tool')]);
symlinkSync('sub/file', join(folder, 'tree/inside'));
execFileSync('tar', ['-C', join(folder, 'pack'), '-czf', join(folder, 'pack.tgz'), '.']);
execFileSync('mkfifo', [join(folder, 'pipe')]);

function staging(contents: Plan['contents'], more: Partial<Plan> = {}, sources: Record<string, string> = {}) {
  const work = mkdtempSync(join(folder, 'work-'));
  return stage(planOf({ format: 'rpm', contents, ...more }), { sources, work, cwd: folder });
}

const tree = (src: string, more: object = {}): Plan['contents'][number] => ({
  type: 'tree',
  dst: '/opt/t',
  src: { file: src },
  owner: 'root',
  group: 'root',
  ...more,
});

const packed = { pack: { file: 'pack.tgz', extract: true } };
const member = (name?: string) => ({ source: 'pack', ...(name === undefined ? {} : { member: name }) });

describe('a staged tree', () => {
  it('has the modes of the plan and its one time, whatever the umask', async () => {
    const contents = [
      dir('/etc/t', '2750'),
      file('/etc/t/a', 'text', { mode: '0640' }),
      symlink('/etc/t/l', 'a'),
      file('/usr/bin/t', 'script', { mode: '4755' }),
      tree('tree'),
    ];
    const before = process.umask(0o077);
    const { root } = await staging(contents).finally(() => process.umask(before));
    const list = await run('find', [root, '-mindepth', '1', '-printf', '%M %T@ /%P\\n']);
    expect(list.split('\n').sort()).toEqual(
      [
        'drwxr-xr-x /etc',
        'drwxr-s--- /etc/t',
        '-rw-r----- /etc/t/a',
        'lrwxrwxrwx /etc/t/l',
        'drwxr-xr-x /opt',
        'drwxr-xr-x /opt/t',
        'lrwxrwxrwx /opt/t/inside',
        'drwxr-xr-x /opt/t/sub',
        '-rw-r--r-- /opt/t/sub/file',
        '-rwxr-xr-x /opt/t/tool',
        'drwxr-xr-x /usr',
        'drwxr-xr-x /usr/bin',
        '-rwsr-xr-x /usr/bin/t',
      ]
        .map((line) => line.replace(' ', ' 315532800.0000000000 '))
        .sort(),
    );
  });

  it('has the bytes that a plan says itself, with mode and time like those of any other', async () => {
    const before = process.umask(0o077);
    const said = { ...file('/usr/lib/a.conf', ''), src: { text: 'ünï $HOME %n\n' }, mode: '0640' };
    const { root } = await staging([said], { sourceDateEpoch: 7 }).finally(() => process.umask(before));
    expect(readFileSync(join(root, 'usr/lib/a.conf'), 'utf8')).toBe('ünï $HOME %n\n');
    const { mode, mtimeMs } = lstatSync(join(root, 'usr/lib/a.conf'));
    expect([mode & 0o7777, mtimeMs]).toEqual([0o640, 7000]);
    const twice = [tree('tree', { dst: '/usr/lib' }), { ...said, dst: '/usr/lib/tool' }];
    expect((await problemsOf(staging(twice))).map(({ code }) => code)).toEqual(['path-twice']);
  });

  it('leaves the inputs as they are', async () => {
    utimesSync(join(folder, 'text'), 1e9, 1e9);
    const { root } = await staging([file('/a', 'text', { mode: '0600' })]);
    expect(lstatSync(join(folder, 'text')).mtimeMs).toBe(1e12);
    expect(lstatSync(join(root, 'a')).ino).not.toBe(lstatSync(join(folder, 'text')).ino);
  });

  it('takes a source from where a flag says, and else from where the plan says', async () => {
    const contents = [file('/a', '', { src: { source: 'tool' } })];
    const sources = { tool: { file: 'text', extract: false } };
    const { root } = await staging(contents, { sources });
    expect(readFileSync(join(root, 'a'), 'utf8')).toBe('text\n');
    const { root: other } = await staging(contents, { sources }, { tool: join(folder, 'script') });
    expect(readFileSync(join(other, 'a'), 'utf8')).toBe('#!/bin/sh\n');
  });

  it.each([
    ['an archive', {}],
    ['a folder in its place', { pack: 'pack' }],
  ])('takes members and all of %s', async (_, sources) => {
    const contents = [file('/bin/bridge', '', { src: member('bridge') }), { ...tree(''), src: member() } as never];
    const { root, work } = await staging(contents, { sources: packed }, sources);
    expect(readFileSync(join(root, 'bin/bridge'))).toEqual(elf(62));
    expect(readFileSync(join(root, 'opt/t/dir/loopback'))).toEqual(elf(62));
    expect((await run('ls', [work])).split('\n')).toEqual(['changelog', 'root']);
  });

  it('follows a link that a src is, and none of a tree', async () => {
    const linked = join(folder, 'linked');
    mkdirSync(linked);
    symlinkSync(join(folder, 'tree/sub/file'), join(linked, 'file'));
    const { root } = await staging([file('/a', 'linked/file')]);
    expect(readFileSync(join(root, 'a'), 'utf8')).toBe('below\n');
    expect(readlinkSync(join((await staging([tree('linked')])).root, 'opt/t/file'))).toBe(
      join(folder, 'tree/sub/file'),
    );
  });

  it('lets a program for another machine in where the entry says so', async () => {
    await staging([file('/a', 'arm', { anyMachine: true }), tree('mixed', { anyMachine: true })]);
  });
});

describe('what cannot be staged', () => {
  it.each<[string, Plan['contents'], Partial<Plan>, string, RegExp]>([
    ['a file that is not there', [file('/a', 'nothing')], {}, 'missing-file', /^nothing is not there$/],
    ['a folder for a file', [file('/a', 'tree')], {}, 'not-a-file', /^tree is a folder, not a file$/],
    ['a pipe', [file('/a', 'pipe')], {}, 'not-a-file', /^pipe is a named pipe/],
    ['a device', [file('/a', '/dev/null')], {}, 'not-a-file', /^\/dev\/null is a device/],
    ['a file for a tree', [tree('text')], {}, 'not-a-folder', /^text is a file, not a folder$/],
    [
      'a foreign program',
      [file('/a', 'arm')],
      {},
      'wrong-machine',
      /^arm is a program for arm64, but the package is for amd64$/,
    ],
    ['one in a tree', [tree('mixed')], {}, 'wrong-machine', /^lib\/foreign in mixed is a program for arm64/],
    [
      'any program for all',
      [file('/a', 'amd')],
      { architecture: 'all' },
      'wrong-machine',
      /amd64, but the package is for all$/,
    ],
    ['a path twice', [tree('tree'), file('/opt/t/tool', 'text')], {}, 'path-twice', /two entries .* \/opt\/t\/tool$/],
    [
      'a path twice, by way of /lib',
      [tree('tree', { dst: '/lib' }), file('/usr/lib/tool', 'text')],
      {},
      'path-twice',
      /at \/usr\/lib\/tool, which is \/lib\/tool too$/,
    ],
    [
      'a file below a link, by way of /lib',
      [symlink('/lib', 'usr/lib'), file('/usr/lib/tool', 'text')],
      {},
      'content-inside-file',
      /^"\/usr\/lib\/tool" lies below "\/usr\/lib", which is "\/lib" too, a symlink$/,
    ],
    ['a link twice', [tree('tree'), symlink('/opt/t/tool', 'x')], {}, 'path-twice', /two entries .* \/opt\/t\/tool$/],
    [
      'a script that is not there',
      [],
      { scripts: { preinstall: 'nothing' } },
      'missing-script',
      /nothing is not there$/,
    ],
    ['a script that is a pipe', [], { scripts: { preinstall: 'pipe' } }, 'missing-script', /pipe is a named pipe/],
  ])('%s', async (_, contents, more, code, message) => {
    const problems = await problemsOf(staging(contents, more));
    expect(problems).toEqual([
      expect.objectContaining({ code, message: expect.stringMatching(message) as unknown }) as unknown,
    ]);
  });

  it.each([
    ['`npx onepack fetch --config=packages.yaml`', { isFetched: true }],
    ['put it there', {}],
  ] as const)('names the source, its file and what brings it: %s', async (bring, more) => {
    const contents = [file('/a', '', { src: { source: 'tool' } }), file('/b', '', { src: { source: 'tool' } })];
    const sources = { tool: { file: 'bin/amd64/tool', extract: false, ...more } };
    expect(await problemsOf(staging(contents, { sources }))).toEqual([
      {
        code: 'missing-source',
        message: 'the file of the source "tool", bin/amd64/tool, is not there',
        path: ['packages', 'tool', 'contents', '/a'],
        hint: `${bring}, or name one: --source=tool=PATH`,
      },
    ]);
  });

  it('names the members that there are', async () => {
    const contents = [file('/a', '', { src: member('brigde') })];
    const [problem] = await problemsOf(staging(contents, { sources: packed }));
    expect(problem).toMatchObject({
      code: 'missing-member',
      message: expect.stringContaining('"brigde" in pack.tgz') as unknown,
    });
    expect(problem?.hint).toBe('did you mean `bridge`? It has bridge, dir, dir/loopback');
  });

  it('is told all at once', async () => {
    const contents = [file('/a', 'nothing'), file('/b', 'arm'), file('/c', 'pipe')];
    const codes = (await problemsOf(staging(contents))).map(({ code }) => code);
    expect(codes).toEqual(['missing-file', 'wrong-machine', 'not-a-file']);
  });
});
