/** Inputs that somebody made to break a build, or that broke by themselves: a right package, or a problem that says what is wrong. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { COMPRESSORS } from '../../src/archive/compress.ts';
import { readContents } from '../../src/engine/native/contents.ts';
import { openNative } from '../../src/engine/native/native.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { gatherAlone } from '../support/staging.ts';
import { file, planOf, problemsOf, run, temporaryFolder, writeFiles } from '../support/packing.ts';
import { packIn } from './sample.ts';

const folder = temporaryFolder();
const FORMATS = ['deb', 'rpm'] as const;
const isRoot = process.getuid?.() === 0;

type Contents = Plan['contents'];

function tree(name: string): Contents {
  return [{ type: 'tree', dst: '/opt/t', src: { file: name }, owner: 'root', group: 'root' }];
}

const DEEP = Array.from({ length: 30 }, () => 'd'.repeat(200));

beforeAll(() => {
  writeFiles(folder, {
    text: 'text\n',
    'newline/a\nb': 'x',
    'odd/ünï %{name} *': 'x',
    'circle/text': 'x',
    'folder/text': 'x',
  });
  for (const name of ['pipe', 'device', 'bytes']) mkdirSync(join(folder, name));
  execFileSync('mkfifo', [join(folder, 'pipe/p'), join(folder, 'p')]);
  if (isRoot) execFileSync('mknod', [join(folder, 'device/null'), 'c', '1', '3']);
  symlinkSync('b', join(folder, 'circle/a'));
  symlinkSync('a', join(folder, 'circle/b'));
  symlinkSync('circle/a', join(folder, 'circle-link'));
  writeFileSync(Buffer.concat([Buffer.from(join(folder, 'bytes/a')), Buffer.from([0xe4])]), 'x');
  // No path that the kernel takes leads to the bottom: step by step.
  const script = 'for name do mkdir "$name" && cd -P "$name" || exit; done; echo x >bottom';
  execFileSync('bash', ['-c', `mkdir deep && cd deep && ${script}`, 'bash', ...DEEP], { cwd: folder });
});

const WRONG: readonly (readonly [string, Contents, string, RegExp])[] = [
  ['a named pipe', [file('/a', 'p')], 'not-a-file', /p is a named pipe/],
  ['a named pipe in a tree', tree('pipe'), 'not-a-file', /p in pipe is a named pipe/],
  ['a device', [file('/a', '/dev/zero')], 'not-a-file', /\/dev\/zero is a device/],
  ['a folder for a file', [file('/a', 'folder')], 'not-a-file', /folder is a folder/],
  [
    'a link in a circle',
    [file('/a', 'circle-link')],
    'missing-file',
    /circle-link is a link that points back to itself/,
  ],
  ['a name with a newline', tree('newline'), 'content-path', /"a\\nb" in newline has a control character/],
  ['a name that is not UTF-8', tree('bytes'), 'content-path', /"aä" in bytes has a name that is not UTF-8/],
  ['a tree deeper than a path can say', tree('deep'), 'unreadable-file', /has too long a path/],
];

describe('what the native engine refuses', () => {
  it.each(FORMATS.flatMap((format) => WRONG.map((row) => [format, ...row] as const)))(
    '%s: %s',
    async (format, _, contents, code, message) => {
      const out = mkdtempSync(join(folder, 'out-'));
      const problems = await problemsOf(packIn(folder, planOf({ format, engine: 'native', contents }), out));
      expect(problems).toEqual([expect.objectContaining({ code, message: expect.stringMatching(message) as unknown })]);
      expect(readdirSync(out)).toEqual([]);
    },
  );

  (isRoot ? it : it.skip)('a device in a tree', async () => {
    const problems = await problemsOf(
      packIn(folder, planOf({ format: 'deb', engine: 'native', contents: tree('device') })),
    );
    expect(problems.map(({ code }) => code)).toEqual(['not-a-file']);
  });

  it('a tree whose paths are short here and too long where they land', async () => {
    const dst = `/opt/${'long/'.repeat(815)}t`;
    const contents: Contents = [{ type: 'tree', dst, src: { file: 'odd' }, owner: 'root', group: 'root' }];
    const problems = await problemsOf(packIn(folder, planOf({ format: 'deb', engine: 'native', contents })));
    expect(problems.map(({ code }) => code)).toEqual(['content-path']);
  });

  it.each(FORMATS)(
    'links in a tree that lead in a circle it takes as links, and as odd names as there are: %s',
    async (format) => {
      const contents = [...tree('circle'), { ...tree('odd')[0], dst: '/opt/odd' } as Contents[number]];
      const artifact = await packIn(
        folder,
        planOf({ format, engine: 'native', contents }),
        mkdtempSync(join(folder, 'out-')),
      );
      const list =
        format === 'deb'
          ? 'dpkg-deb --fsys-tarfile "$1" | tar -t --quoting-style=literal'
          : 'rpm2cpio "$1" | cpio --quiet -t';
      const listed = (await run('sh', ['-c', list, 'sh', artifact])).split('\n');
      expect(listed).toEqual(expect.arrayContaining(['./opt/t/a', './opt/t/b', './opt/odd/ünï %{name} *']));
    },
  );
});

/** Large enough to be deflated by itself. */
const LARGE = Buffer.alloc(200_000, 'large ');

type Change = (path: string) => void;
const CHANGES: readonly (readonly [string, Change])[] = [
  ['disappears', (path) => rmSync(path)],
  ['becomes a named pipe', (path) => (rmSync(path), void execFileSync('mkfifo', [path]))],
  ['becomes a folder', (path) => (rmSync(path), mkdirSync(path))],
  [
    'lies in what becomes a file',
    (path) => (renameSync(join(path, '..'), `${join(path, '..')}.away`), writeFileSync(join(path, '..'), '')),
  ],
];

describe('a file that was there', () => {
  const cases = CHANGES.flatMap(([what, change]) =>
    (['gzip', 'zstd', 'none'] as const).flatMap((compression) =>
      [LARGE, Buffer.from('small')].map((bytes) => [what, compression, bytes.length, change, bytes] as const),
    ),
  );
  it.each(cases)('and %s before it is read is missed: %s, %i bytes', async (_, compression, _size, change, bytes) => {
    const work = writeFiles(mkdtempSync(join(folder, 'work-')), { 'in/data': bytes });
    const plan = planOf({
      format: 'deb',
      engine: 'native',
      compression,
      contents: [file('/usr/share/data', 'in/data')],
    });
    const gathered = await gatherAlone(plan, { sources: {}, work: mkdtempSync(join(work, 'work-')), cwd: work });
    const session = await openNative({ plans: [plan], workFolder: mkdtempSync(join(work, 'works-')) });
    change(join(work, 'in/data'));
    const problems = await problemsOf(session.pack(plan, gathered, mkdtempSync(join(work, 'packing-'))));
    await session.close();
    expect(problems).toEqual([{ code: 'input-changed', message: 'in/data changed while it was packed' }]);
  });

  it.each(['zstd', 'none'] as const)(
    'and goes between its digest and its bytes is named in what the engine makes a problem of: %s',
    async (compression) => {
      const work = writeFiles(mkdtempSync(join(folder, 'work-')), { data: LARGE });
      const plan = planOf({
        format: 'deb',
        engine: 'native',
        compression,
        contents: [file('/usr/share/data', 'data')],
      });
      const { entries } = await gatherAlone(plan, { sources: {}, work: mkdtempSync(join(work, 'work-')), cwd: work });
      const contents = await readContents(entries, undefined);
      const [entry] = entries;
      if (entry?.kind !== 'file') throw new Error('no file');
      rmSync(join(work, 'data'));
      const reading = (async () => {
        for await (const chunk of COMPRESSORS[compression]([{ content: contents.of(entry) }]))
          expect(chunk).toBeDefined();
      })();
      await expect(reading).rejects.toMatchObject({ code: 'ENOENT', path: join(work, 'data') });
    },
  );
});
