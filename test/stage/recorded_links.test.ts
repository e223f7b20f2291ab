/** Links in archives and folders: data about the installed system. Nothing that a link leads to gets into a package by itself. */
import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { PlanContent } from '../../src/plan/plan.ts';
import { type RecordedLinks } from '../../src/stage/recorded_links.ts';
import { stage } from '../support/staging.ts';
import { file, planOf, problemsOf, symlink, temporaryFolder, writeFiles } from '../support/packing.ts';

const folder = temporaryFolder();

/** What is staged, by path: text of a file, `-> target` of a link, `/` of a folder. */
async function staged(
  contents: readonly PlanContent[],
  more: { file?: string; links?: RecordedLinks } = {},
): Promise<Record<string, string>> {
  const work = mkdtempSync(join(folder, 'work-'));
  const sources = more.file === undefined ? {} : { s: { file: more.file, extract: true } };
  const plan = planOf({ format: 'deb', contents: [...contents], sources });
  const { root } = await stage(plan, { sources: {}, work, cwd: folder, links: more.links });
  return Object.fromEntries(below(root).filter(([path]) => path !== '/t'));
}

/** Not by `readdir`, whose `recursive` follows links. */
function below(top: string, path = ''): [path: string, what: string][] {
  const found = lstatSync(top + path);
  if (found.isSymbolicLink()) return [[path, `-> ${readlinkSync(top + path)}`]];
  if (found.isFile()) return [[path, readFileSync(top + path, 'utf8')]];
  const inside = readdirSync(top + path).flatMap((name) => below(top, `${path}/${name}`));
  return path === '' ? inside : [[path, '/'], ...inside];
}

function tree(src: string | { source: string; member?: string }): PlanContent {
  return { type: 'tree', dst: '/t', src: typeof src === 'string' ? { file: src } : src, owner: 'root', group: 'root' };
}

function member(name: string): PlanContent {
  return file('/f', '', { src: { source: 's', member: name } });
}

/** Written with Python, which writes whatever it is told: name and bytes, or `-> target`, or `= hard link`. */
const WRITERS = {
  tar: `import io, json, sys, tarfile
with tarfile.open(sys.argv[1], 'w') as t:
  for name, text in json.loads(sys.argv[2]):
    i = tarfile.TarInfo(name)
    if text.startswith('-> '): i.type = tarfile.SYMTYPE; i.linkname = text[3:]; text = ''
    if text.startswith('= '): i.type = tarfile.LNKTYPE; i.linkname = text[2:]; text = ''
    i.size = len(text)
    t.addfile(i, io.BytesIO(text.encode()))`,
  zip: `import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as z:
  for name, text in json.loads(sys.argv[2]):
    i = zipfile.ZipInfo(name); i.create_system = 3
    i.external_attr = (0o120777 if text.startswith('-> ') else 0o100644) << 16
    z.writestr(i, text[3:] if text.startswith('-> ') else text)`,
};

let count = 0;
function archive(kind: keyof typeof WRITERS, entries: readonly (readonly [string, string])[]): string {
  const name = `${count++}.${kind}`;
  execFileSync('python3', ['-c', WRITERS[kind], join(folder, name), JSON.stringify(entries)]);
  return name;
}

const DEEP = 'a/b/c/d/e/f/g/h';
const UP = '../'.repeat(8);

/** Judged by its text each link stays inside; followed by the kernel, `esc` is the machine's own file. */
const EIGHT_LEVELS = [
  [`${DEEP}/up`, `-> ${UP.slice(0, -1)}`],
  ['esc', `-> ${DEEP}/up/${UP}etc/passwd`],
] as const;

const LINKS = [
  ['bin/tool', 'tool'],
  ['bin/direct', '-> tool'],
  ['bin/chain', '-> ../current/direct'],
  ['current', '-> bin'],
  ['absolute', '-> /etc/passwd'],
  ['to-folder', '-> /etc'],
  ['outside', '-> ../../etc/passwd'],
  ['dangling', '-> nowhere'],
  ['self', '-> self'],
  ['one', '-> two'],
  ['two', '-> one/x'],
] as const;

describe.each(['tar', 'zip'] as const)('links of a %s', (kind) => {
  it.each(['bin/tool', 'bin/direct', 'bin/chain', 'current/tool', 'current/chain'])(
    'lead to members of it: %s',
    async (name) => {
      expect(await staged([member(name)], { file: archive(kind, LINKS) })).toEqual({ '/f': 'tool' });
    },
  );

  it.each([
    ['absolute', 'link-outside', '"absolute" in FILE is a link to "/etc/passwd", outside of it'],
    [
      'to-folder/passwd',
      'link-outside',
      'is behind the link "to-folder": "to-folder" in FILE is a link to "/etc", out',
    ],
    ['outside', 'link-outside', '"outside" in FILE is a link to "../../etc/passwd", outside of it'],
    ['dangling', 'missing-member', '"dangling" in FILE is a link to "nowhere", which is not in it'],
    [
      'self',
      'missing-member',
      '"self" in FILE is a link to "self", which is the last of 40 links that lead to each other: a circle, or too many',
    ],
    ['one', 'missing-member', 'which is the last of 40 links that lead to each other: a circle, or too many'],
    ['bin/tool/x', 'missing-member', 'there is no "bin/tool/x" in FILE'],
  ])('lead nowhere else: %s', async (name, code, message) => {
    const path = archive(kind, LINKS);
    for (const content of [member(name), tree({ source: 's', member: name })]) {
      const problems = await problemsOf(staged([content], { file: path }));
      expect(problems.map((problem) => problem.code)).toEqual([code]);
      expect(problems[0]?.message).toContain(message.replace('FILE', path));
    }
  });

  it('are symlinks of the package, wherever they lead', async () => {
    const links = LINKS.slice(1).map(([name, target]) => [`/t/${name}`, target]);
    const expected = { '/t/bin': '/', '/t/bin/tool': 'tool', ...(Object.fromEntries(links) as Record<string, string>) };
    expect(await staged([tree({ source: 's' })], { file: archive(kind, LINKS) })).toEqual(expected);
  });

  it('do not lead out by many steps', async () => {
    const path = archive(kind, EIGHT_LEVELS);
    const [problem] = await problemsOf(staged([member('esc')], { file: path }));
    expect(problem?.code).toBe('link-outside');
    expect((await staged([tree({ source: 's' })], { file: path }))['/t/esc']).toBe(EIGHT_LEVELS[1][1]);
  });
});

describe('a folder in the place of an archive', () => {
  writeFiles(folder, { 'box/bin/tool': 'tool', secret: 'secret', 'beside/x': 'x' });
  for (const [name, target] of [
    ['bin/direct', 'tool'],
    ['current', 'bin'],
    ['out', '../secret'],
    ['root', '/'],
    ['proc', '/proc/self/root'],
    ['cwd', '/proc/self/cwd'],
    ['self', 'self'],
    ['beside', '../beside'],
    ['around', '../box/bin'],
  ] as const) {
    symlinkSync(target, join(folder, 'box', name));
  }

  it.each(['bin/direct', 'current/tool', 'current/direct', 'around/tool'])('has what %s leads to', async (name) => {
    expect(await staged([member(name)], { file: 'box' })).toEqual({ '/f': 'tool' });
  });

  it.each([
    ['out', 'link-outside'],
    ['beside/x', 'link-outside'],
    ['root/etc/passwd', 'link-outside'],
    ['proc/etc/passwd', 'link-outside'],
    ['cwd/package.json', 'link-outside'],
    ['self', 'missing-member'],
    ['nothing', 'missing-member'],
  ])('gives nothing of what lies elsewhere: %s', async (name, code) => {
    const problems = await problemsOf(staged([member(name)], { file: 'box' }));
    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });

  it('is refused for a member of it that is a folder elsewhere', async () => {
    const [problem] = await problemsOf(staged([tree({ source: 's', member: 'beside' })], { file: 'box' }));
    expect(problem?.code).toBe('link-outside');
    expect(problem?.message).toContain('outside of box');
  });
});

describe('a tree on disk', () => {
  writeFiles(folder, { 'disk/sub/a': 'a' });
  const links = {
    passwd: '/etc/shadow',
    dangling: 'nowhere',
    'sub/up': '..',
    'sub/out': '../../secret',
    folder: '/etc',
    loop: '.',
    self: 'self',
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(folder, 'disk', name));
  const expected = Object.fromEntries(Object.entries(links).map(([name, target]) => [`/t/${name}`, `-> ${target}`]));

  it('has its links as symlinks, and nothing that they lead to', async () => {
    expect(await staged([tree('disk')])).toEqual({ '/t/sub': '/', '/t/sub/a': 'a', ...expected });
  });

  it('is followed where the src itself is a link', async () => {
    symlinkSync('disk/sub', join(folder, 'top'));
    expect(await staged([tree('top')])).toEqual({ '/t/a': 'a', '/t/out': '-> ../../secret', '/t/up': '-> ..' });
  });

  it('has nothing behind a link for `include` to take', async () => {
    const content = { ...tree('disk'), include: ['folder/passwd'] } as PlanContent;
    expect((await problemsOf(staged([content]))).map(({ code }) => code)).toEqual(['glob-unmatched']);
  });

  it.each([
    ['after it', [tree('disk'), file('/t/folder/passwd', 'secret')]],
    ['before it', [file('/t/folder/passwd', 'secret'), tree('disk')]],
    ['beside a link of contents', [file('/l/passwd', 'secret'), symlink('/l', folder)]],
  ])('has no link that another entry lies below: %s', async (_, contents) => {
    expect((await problemsOf(staged(contents))).map(({ code }) => code)).toEqual(['content-inside-file']);
    expect(readdirSync(folder)).not.toContain('passwd');
  });
});

describe('a tree that Bazel laid out', () => {
  writeFiles(folder, { 'execroot/tree/sub/a': 'a', 'workspace/tree/plain': 'plain', stored: 'stored' });
  const cwd = join(folder, 'execroot');
  const lay = (name: string, target: string): void => {
    mkdirSync(join(cwd, name, '..'), { recursive: true });
    symlinkSync(target, join(cwd, name));
  };
  symlinkSync('workspace', join(folder, 'real-execroot'));
  lay('tree/plain', join(folder, 'real-execroot/tree/plain'));

  async function laidOut(links: Readonly<Record<string, string>>, top = 'tree'): Promise<Record<string, string>> {
    const work = mkdtempSync(join(folder, 'work-'));
    const recorded = new Map(Object.entries(links).map(([path, target]) => [join(cwd, path), target]));
    const plan = planOf({ format: 'deb', contents: [tree(top)] });
    const { root } = await stage(plan, { sources: {}, work, cwd, links: recorded });
    return Object.fromEntries(below(join(root, 't')));
  }

  it('has the links that are recorded, there or not, and files for all of Bazel’s own', async () => {
    const links = { 'tree/sub/l': '../plain', 'tree/only/links/m': '/etc' };
    expect(await laidOut(links)).toEqual({
      '/only': '/',
      '/only/links': '/',
      '/only/links/m': '-> /etc',
      '/plain': 'plain',
      '/sub': '/',
      '/sub/a': 'a',
      '/sub/l': '-> ../plain',
    });
    expect(await laidOut({ 'gone/l': 'x' }, 'gone')).toEqual({ '/l': '-> x' });
  });

  it('takes files out of a store, whose names are others', async () => {
    lay('stored/x', join(folder, 'stored'));
    expect(await laidOut({}, 'stored')).toEqual({ '/x': 'stored' });
  });

  it.each([
    ['a file', 'file', 'passwd', 'passwd', '/etc/passwd'],
    ['a file of the workspace', 'beside', 'x', 'x', '../tree/plain'],
    ['what a folder leads to', 'in', 'folder', 'folder/passwd', '/etc'],
  ])('is refused with a link that is not recorded: %s', async (_, top, link, path, target) => {
    mkdirSync(join(folder, 'workspace', top));
    symlinkSync(target, join(folder, 'workspace', top, link));
    lay(join(top, path), join(folder, 'real-execroot', top, path));
    const problems = await problemsOf(laidOut({}, top));
    expect(problems.map(({ code }) => code)).toEqual(['link-unrecorded']);
    expect(problems[0]?.hint).toContain('update');
  });
});
