/** What of a tree, of a folder or an archive, gets into the staged tree. */
import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { PlanContent } from '../../src/plan/plan.ts';
import { stage } from '../support/staging.ts';
import { planOf, problemsOf, temporaryFolder, writeFiles } from '../support/packing.ts';

type Tree = PlanContent & { type: 'tree' };

const folder = temporaryFolder();
writeFiles(folder, {
  'tree/bin/tool': 'tool',
  'tree/docs/a.md': 'a',
  'tree/docs/inner/b.md': 'b',
  'tree/docs/inner/b.txt': 'b',
  'tree/.hidden/x': 'x',
  'tree/odd [1]*': 'odd',
  'tree/ünï': 'ü',
});
mkdirSync(join(folder, 'tree/hollow'));
symlinkSync('docs/a.md', join(folder, 'tree/link'));

let count = 0;

/** The paths below the tree, folders with a `/` and links with what they lead to, and the folder that they are in. */
async function staged(more: Partial<Tree>, sources = {}): Promise<{ paths: string[]; root: string }> {
  const work = join(folder, `work${count++}`);
  mkdirSync(work);
  const content: Tree = { type: 'tree', dst: '/t', src: { file: 'tree' }, owner: 'root', group: 'root', ...more };
  await stage(planOf({ format: 'deb', contents: [content], sources }), { sources: {}, work, cwd: folder });
  const root = join(work, 'root/t');
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  return { paths: names.map((name) => show(root, name)), root };
}

function show(root: string, name: string): string {
  const found = lstatSync(join(root, name));
  if (found.isDirectory()) return `${name}/`;
  return found.isSymbolicLink() ? `${name} -> ${readlinkSync(join(root, name))}` : name;
}

function modeOf(root: string, name: string): string {
  return (lstatSync(join(root, name)).mode & 0o7777).toString(8);
}

describe('a tree of a folder', () => {
  it('has everything below it, empty folders and links too', async () => {
    const { paths } = await staged({});
    expect(paths).toEqual([
      '.hidden/',
      '.hidden/x',
      'bin/',
      'bin/tool',
      'docs/',
      'docs/a.md',
      'docs/inner/',
      'docs/inner/b.md',
      'docs/inner/b.txt',
      'hollow/',
      'link -> docs/a.md',
      'odd [1]*',
      'ünï',
    ]);
  });

  it('has nothing that a download leaves beside a file', async () => {
    writeFiles(folder, {
      'fetched/kubelet': 'kubelet',
      'fetched/.kubelet.fetched': 'http://mirror.example/kubelet',
      'fetched/.kubelet.0123abcd-42-89abcdef.partial/data': 'kub',
      'fetched/.kubelet.partial': 'of somebody',
    });
    const { paths } = await staged({ src: { file: 'fetched' } });
    expect(paths).toEqual(['.kubelet.partial', 'kubelet']);
  });

  it.each([
    [
      'a folder with all below it',
      ['docs/inner'],
      undefined,
      ['docs/', 'docs/inner/', 'docs/inner/b.md', 'docs/inner/b.txt'],
    ],
    ['signs of one name', ['*/a.*'], undefined, ['docs/', 'docs/a.md']],
    ['any folders', ['**/*.md'], undefined, ['docs/', 'docs/a.md', 'docs/inner/', 'docs/inner/b.md']],
    ['one of several', ['{bin,hollow}'], undefined, ['bin/', 'bin/tool', 'hollow/']],
    ['a name that begins with a dot', ['.h*/*'], undefined, ['.hidden/', '.hidden/x']],
    ['a sign as it is', ['odd \\[1\\]\\*'], undefined, ['odd [1]*']],
    ['signs beyond ASCII', ['?nï'], undefined, ['ünï']],
    ['a link', ['link'], undefined, ['link -> docs/a.md']],
    ['all but what is left out', ['docs'], ['**/*.txt', 'docs/a.md'], ['docs/', 'docs/inner/', 'docs/inner/b.md']],
    ['no more of a folder that is left out', ['docs/**', 'bin'], ['docs'], ['bin/', 'bin/tool']],
  ])('takes %s', async (_, include, exclude, expected) => {
    const { paths } = await staged({ include, ...(exclude === undefined ? {} : { exclude }) });
    expect(paths).toEqual(expected);
  });

  it('has the modes that the entry says', async () => {
    const { root } = await staged({ mode: '0640', dirMode: '0750' });
    expect(['.', 'docs', 'docs/inner', 'hollow'].map((name) => modeOf(root, name))).toEqual([
      '750',
      '750',
      '750',
      '750',
    ]);
    expect(modeOf(root, 'bin/tool')).toBe('640');
  });

  it.each([
    ['include', { include: ['dosc/*.md'] }, 'glob-unmatched', 'did you mean `docs/a.md`? It has '],
    ['exclude', { exclude: ['hollow/*'] }, 'glob-unmatched', 'did you mean `hollow`? It has '],
    ['both', { include: ['docs'], exclude: ['docs'] }, 'tree-empty', undefined],
  ])('is refused where %s match nothing', async (_, more, code, hint) => {
    const [problem] = await problemsOf(staged(more));
    expect(problem?.code).toBe(code);
    if (hint !== undefined) expect(problem?.hint).toContain(hint);
  });

  it('is refused with a name that no package can hold', async () => {
    writeFiles(folder, { 'newline/a\nb': '' });
    const [problem] = await problemsOf(staged({ src: { file: 'newline' } }));
    expect(problem?.code).toBe('content-path');
    expect(problem?.message).toContain('"a\\nb" in newline');
  });
});

const PACKERS = {
  tar: ['tar', '-C', 'packed', '-cf', 'a.tar', '.'],
  gzip: ['tar', '-C', 'packed', '-czf', 'a.gzip', '.'],
  xz: ['tar', '-C', 'packed', '-cJf', 'a.xz', '.'],
  zstd: ['tar', '-C', 'packed', '--zstd', '-cf', 'a.zstd', '.'],
  bzip2: ['tar', '-C', 'packed', '-cjf', 'a.bzip2', '.'],
  zip: ['sh', '-c', 'cd packed && zip -qyr ../a.zip .'],
};

describe('a tree of an archive', () => {
  writeFiles(folder, { 'packed/bin/tool': 'tool', 'packed/closed/key': 'key' });
  mkdirSync(join(folder, 'packed/hollow'));
  symlinkSync('bin/tool', join(folder, 'packed/link'));
  execFileSync('chmod', ['4755', join(folder, 'packed/bin/tool')]);
  execFileSync('chmod', ['600', join(folder, 'packed/closed/key')]);
  execFileSync('chmod', ['500', join(folder, 'packed/closed')]);
  execFileSync('chmod', ['2775', join(folder, 'packed/hollow')]);
  execFileSync('chmod', ['700', join(folder, 'packed')]);

  it.each(Object.keys(PACKERS) as (keyof typeof PACKERS)[])(
    'of %s has its files, folders, links and modes',
    async (name) => {
      const [command = '', ...args] = PACKERS[name];
      execFileSync(command, args, { cwd: folder });
      const archive = { archive: { file: `a.${name}`, extract: true } };
      const { paths, root } = await staged({ src: { source: 'archive' } }, archive);
      expect(paths).toEqual(['bin/', 'bin/tool', 'closed/', 'closed/key', 'hollow/', 'link -> bin/tool']);
      expect(['bin/tool', 'closed', 'closed/key', 'hollow'].map((path) => modeOf(root, path))).toEqual([
        '4755',
        '500',
        '600',
        '2775',
      ]);
      // Whoever packs has a folder of his own for it.
      expect(modeOf(root, '.')).toBe('755');
      expect(readFileSync(join(root, 'closed/key'), 'utf8')).toBe('key');
    },
  );

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 30)],
    [
      'damaged',
      (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('bin/tooltool', 'bin/tooltOOl'), 'latin1'),
    ],
    ['empty', () => Buffer.from('504b0506000000000000000000000000000000000000', 'hex')],
  ])('of zip is refused where it is %s', async (_, spoil) => {
    execFileSync('sh', ['-c', 'cd packed && zip -qXyr ../whole.zip .'], { cwd: folder });
    writeFileSync(join(folder, 'bad.zip'), spoil(readFileSync(join(folder, 'whole.zip'))));
    const archive = { archive: { file: 'bad.zip', extract: true } };
    const [problem] = await problemsOf(staged({ src: { source: 'archive' } }, archive));
    expect(problem?.code).toBe('bad-archive');
  });

  it('of zip is refused where a name leads out of it, or it has a pipe', async () => {
    const make = (name: string, attributes: number, content: string): string => {
      const script = `import sys, zipfile
z = zipfile.ZipFile(sys.argv[1], 'w')
i = zipfile.ZipInfo(${JSON.stringify(name)}); i.create_system = 3; i.external_attr = ${attributes} << 16
z.writestr(i, ${JSON.stringify(content)}); z.close()`;
      execFileSync('python3', ['-c', script, join(folder, 'evil.zip')]);
      return 'evil.zip';
    };
    for (const [name, attributes, content] of [
      ['../out', 0o100644, ''],
      ['/out', 0o100644, ''],
      ['pipe', 0o010644, ''],
    ] as const) {
      const archive = { archive: { file: make(name, attributes, content), extract: true } };
      const [problem] = await problemsOf(staged({ src: { source: 'archive' } }, archive));
      expect([name, problem?.code]).toEqual([name, 'bad-archive']);
    }
  });
});

it('of config files has none in a deb whose name ends in a blank, which dpkg would not find', async () => {
  writeFiles(folder, { 'blank/hello.conf ': 'x' });
  const problems = await problemsOf(staged({ src: { file: 'blank' }, config: 'noreplace' }));
  expect(problems.map(({ code }) => code)).toEqual(['content-path']);
  expect(await problemsOf(staged({ src: { file: 'blank' } }))).toEqual([]);
});
