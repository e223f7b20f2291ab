import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { extractArchive } from '../../src/archive/unpack.ts';
import type { ArchiveEntries } from '../../src/archive/archive_entries.ts';
import { ArchiveError } from '../../src/archive/unpacking.ts';
import { run, temporaryFolder, writeFiles } from '../support/packing.ts';

const folder = writeFiles(temporaryFolder(), {
  'in/bin/tool': '#!/bin/sh\n',
  'in/a b': 'text',
  'in/long/x': '',
  big: 'x'.repeat(30_000),
});
execFileSync('chmod', ['4755', join(folder, 'in/bin/tool')]);
symlinkSync('bin/tool', join(folder, 'in/link'));
execFileSync('ln', [join(folder, 'in/a b'), join(folder, 'in/hard')]);
writeFiles(folder, { [`in/${'deep/'.repeat(30)}leaf`]: 'deep' });

let count = 0;
function archive(...args: string[]): string {
  const path = join(folder, `${count++}.tar`);
  execFileSync('tar', ['-cf', path, '-C', join(folder, 'in'), ...args]);
  return path;
}

function unpack(path: string): Promise<ArchiveEntries> {
  return extractArchive(path, mkdtempSync(join(folder, 'out-')));
}

/** As `tar -x` would have it. */
function layOut(entries: ArchiveEntries): string {
  const target = mkdtempSync(join(folder, 'laid-'));
  for (const [path, entry] of entries) {
    mkdirSync(join(target, entry.kind === 'folder' ? path : dirname(path)), { recursive: true });
    if (entry.kind === 'file') copyFileSync(entry.from, join(target, path));
    if (entry.kind === 'link') symlinkSync(entry.target, join(target, path));
  }
  return target;
}

function modeOf(entries: ArchiveEntries, path: string): string | undefined {
  const entry = entries.get(path);
  return entry === undefined || entry.kind === 'link' ? undefined : entry.mode?.toString(8);
}

describe('an archive', () => {
  it.each([
    ['plain', []],
    ['gzip', ['-z']],
    ['zstd', ['--zstd']],
    ['xz', ['-J']],
    ['bzip2', ['-j']],
    ['pax', ['--format=pax']],
    ['v7 names', ['--format=ustar']],
  ])('is unpacked: %s', async (_, flags) => {
    const entries = await unpack(archive(...flags, '.'));
    expect(await run('diff', ['-r', '--no-dereference', join(folder, 'in'), layOut(entries)])).toBe('');
    expect(modeOf(entries, 'bin/tool')).toBe('4755');
  });

  it('keeps modes whatever the umask', async () => {
    const before = process.umask(0o077);
    const entries = await unpack(archive('--mode=0775', 'bin/tool')).finally(() => process.umask(before));
    expect(modeOf(entries, 'bin/tool')).toBe('775');
  });

  it('of several gzip members is read to its end', async () => {
    const path = archive('.');
    const half = statSync(path).size / 2;
    const script = '{ head -c "$2" "$1" | gzip; tail -c "+$(($2 + 1))" "$1" | gzip; } >"$1.gz"';
    execFileSync('bash', ['-c', script, 'bash', path, String(half)]);
    const out = layOut(await unpack(`${path}.gz`));
    expect(await run('diff', ['-r', '--no-dereference', join(folder, 'in'), out])).toBe('');
  });
});

/** Each is written with Python, which writes whatever it is told: name, type (`2` a symlink, `1` a hard link), target or bytes. */
type Written = readonly [name: string, type: '0' | '1' | '2' | '5', text: string];

function written(...entries: Written[]): string {
  const path = join(folder, `${count++}.tar`);
  const script = `import io, json, sys, tarfile
with tarfile.open(sys.argv[1], 'w') as t:
  for name, type, text in json.loads(sys.argv[2]):
    i = tarfile.TarInfo(name); i.type = type.encode()
    if type in '12': i.linkname = text
    if type == '0': i.size = len(text.encode())
    t.addfile(i, io.BytesIO(text.encode()))`;
  execFileSync('python3', ['-c', script, path, JSON.stringify(entries)]);
  return path;
}

function shown(entries: ArchiveEntries): Record<string, string> {
  const show = ([path, entry]: (typeof found)[number]): [string, string] => {
    if (entry.kind === 'folder') return [path, '/'];
    return [path, entry.kind === 'link' ? `-> ${entry.target}` : readFileSync(entry.from, 'utf8')];
  };
  const found = [...entries].filter(([path]) => path !== '');
  return Object.fromEntries(found.map(show));
}

describe('a link of an archive', () => {
  it.each<[string, Written[], Record<string, string>]>([
    ['stays as it is written, wherever it leads', [['a', '2', '/etc/passwd'], ['b', '2', '../../x/'], ['c', '2', 'c']], { a: '-> /etc/passwd', b: '-> ../../x/', c: '-> c' }], // prettier-ignore
    ['to nothing stays', [['d/a', '2', 'nowhere']], { d: '/', 'd/a': '-> nowhere' }],
    [
      'takes the place of a file',
      [
        ['a', '0', 'old'],
        ['a', '2', '/b'],
      ],
      { a: '-> /b' },
    ],
    [
      'gives its place to a file',
      [
        ['a', '2', '/etc/passwd'],
        ['a', '0', 'new'],
      ],
      { a: 'new' },
    ],
    [
      'gives its place to a folder',
      [
        ['a', '2', '/etc'],
        ['a', '5', ''],
        ['a/x', '0', 'x'],
      ],
      { a: '/', 'a/x': 'x' },
    ],
    [
      'has a hard link',
      [
        ['a', '2', '/b'],
        ['h', '1', 'a'],
      ],
      { a: '-> /b', h: '-> /b' },
    ],
    [
      'hard: comes before its file',
      [
        ['h', '1', 'i'],
        ['i', '1', 'a'],
        ['a', '0', 'a'],
      ],
      { h: 'a', i: 'a', a: 'a' },
    ],
    [
      'hard: keeps the file that was there',
      [
        ['a', '0', '1'],
        ['h', '1', 'a'],
        ['a', '0', '2'],
      ],
      { a: '2', h: '1' },
    ],
  ])('%s', async (_, entries, expected) => {
    const out = mkdtempSync(join(folder, 'out-'));
    expect(shown(await extractArchive(written(...entries), out))).toEqual(expected);
    // Of an archive nothing but bytes is ever written, under numbers.
    expect(readdirSync(out).filter((name) => !/^\d+$/.test(name))).toEqual([]);
  });

  it.each<[string, Written[], RegExp]>([
    ['hard, to what is not there', [['h', '1', '/etc/passwd']], /link target "\/etc\/passwd" points outside/],
    ['hard, out of it', [['h', '1', '../x']], /link target "\.\.\/x" points outside/],
    ['hard, through a link', [['l', '2', '/etc'], ['h', '1', 'l/passwd']], /"h" leads to "l\/passwd", which is not in it/], // prettier-ignore
    ['hard, to itself', [['h', '1', 'h']], /"h" leads in a circle/],
    [
      'hard, in a circle',
      [
        ['h', '1', 'i'],
        ['i', '1', 'h'],
      ],
      /"h" leads in a circle/,
    ],
    [
      'hard, to a folder',
      [
        ['d', '5', ''],
        ['h', '1', 'd'],
      ],
      /leads to "d", a folder/,
    ],
    [
      'that has something below it',
      [
        ['l', '2', '/tmp'],
        ['l/x', '0', 'x'],
      ],
      /"l\/x" lies below "l", a link/,
    ],
    [
      'that has something below it from before',
      [
        ['l/x', '0', 'x'],
        ['l', '2', '/tmp'],
      ],
      /"l\/x" lies below "l", a link/,
    ],
    [
      'to a folder that a file lies in',
      [
        ['f', '0', 'f'],
        ['f/x', '0', 'x'],
      ],
      /"f\/x" lies below "f", a file/,
    ],
    ['without a target', [['l', '2', '']], /"l" has no target/],
    ['that is too long', [['l', '2', 'x'.repeat(4096)]], /"l" has a target of more than 4095 bytes/],
  ])('is refused: %s', async (_, entries, message) => {
    const failure: unknown = await unpack(written(...entries)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ArchiveError);
    expect((failure as Error).message).toMatch(message);
  });
});

describe('an archive is refused', () => {
  it.each<[string, () => string, RegExp]>([
    ['for a name with ..', () => archive('-P', '--transform=s,^a,../a,', 'a b'), /name "\.\.\/a b" points outside/],
    ['for an absolute name', () => archive('-P', '--transform=s,^a,/a,', 'a b'), /name "\/a b" points outside/],
    ['for what lies below a link', belowLink, /"l\/x" lies below "l", a link/],
    ['for a device', () => archive('--transform=s,.*,null,', '/dev/null'), /"null" is a character device/],
    ['for a pipe', pipe, /is a named pipe/],
    ['that is something else', () => file('text', 'no archive, but more than six bytes'), /./],
    ['that is empty', () => file('empty', ''), /./],
    ['that has nothing in it', () => archive('--files-from=/dev/null'), /./],
    ['that is cut off: gzip', () => cut(archive('-z', '.')), /./],
    ['that is cut off: xz', () => cut(archive('-J', '.')), /its xz data is cut short/],
    ['that is cut off: bzip2', () => cut(archive('-j', '.')), /its bzip2 data is truncated/],
    ['that is cut off: zstd', () => cut(archive('--zstd', '.')), /./],
    ['that is cut off: plain', () => cut(archive('-C', folder, 'big')), /./],
  ])('%s', async (_, make, message) => {
    const failure: unknown = await unpack(make()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    const { name, text } = { name: (failure as Error).constructor.name, text: (failure as Error).message };
    expect([name, text]).toEqual(['ArchiveError', expect.stringMatching(message)]);
  });
});

/** The file that is on its way gets no end: who writes it must not wait for one. */
describe('an archive that is cut off in the middle of a large file', () => {
  const noise = Array.from({ length: 100_000 }, (_, at) => createHash('sha256').update(String(at)).digest());
  writeFiles(folder, { 'large/noise': Buffer.concat(noise) });

  it.each([
    ['plain', [], /cut short in "noise"/],
    ['gzip', ['-z'], /unexpected end of file/],
    ['zstd', ['--zstd'], /unexpected end of file/],
    ['xz', ['-J'], /its xz data is cut short/],
    ['bzip2', ['-j'], /its bzip2 data is truncated/],
  ])('is refused: %s', async (_, flags, message) => {
    const failure: unknown = await unpack(cut(archive(...flags, '-C', join(folder, 'large'), 'noise'))).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(ArchiveError);
    expect((failure as Error).message).toMatch(message);
  });
});

// A link first, then a file by that name: written in turn, the file would land where the link leads.
function belowLink(): string {
  const path = join(folder, 'below.tar');
  writeFiles(folder, { 'one/t/y': '', 'two/l/x': '' });
  symlinkSync('t', join(folder, 'one/l'));
  execFileSync('tar', ['-cf', path, '-C', join(folder, 'one'), 'l', 't', '-C', join(folder, 'two'), 'l/x']);
  return path;
}

function pipe(): string {
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  return archive('-C', folder, 'pipe');
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

function cut(path: string): string {
  const size = readFileSync(path).length;
  truncateSync(path, Math.floor(size / 2) + 7);
  return path;
}
