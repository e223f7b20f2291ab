import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { extractArchive } from '../../src/stage/archive.ts';
import { ArchiveError } from '../../src/stage/unpacking.ts';
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

async function unpack(path: string): Promise<string> {
  const target = mkdtempSync(join(folder, 'out-'));
  await extractArchive(path, target);
  return target;
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
    const out = await unpack(archive(...flags, '.'));
    expect(await run('diff', ['-r', '--no-dereference', join(folder, 'in'), out])).toBe('');
    expect(statSync(join(out, 'bin/tool')).mode & 0o7777).toBe(0o4755);
  });

  it('keeps modes whatever the umask', async () => {
    const before = process.umask(0o077);
    const out = await unpack(archive('--mode=0775', 'bin/tool')).finally(() => process.umask(before));
    expect(statSync(join(out, 'bin/tool')).mode & 0o7777).toBe(0o775);
  });

  it('of several gzip members is read to its end', async () => {
    const path = archive('.');
    const half = statSync(path).size / 2;
    const script = '{ head -c "$2" "$1" | gzip; tail -c "+$(($2 + 1))" "$1" | gzip; } >"$1.gz"';
    execFileSync('bash', ['-c', script, 'bash', path, String(half)]);
    expect(await run('diff', ['-r', '--no-dereference', join(folder, 'in'), await unpack(`${path}.gz`)])).toBe('');
  });
});

describe('an archive is refused', () => {
  it.each<[string, () => string, RegExp]>([
    ['for a name with ..', () => archive('-P', '--transform=s,^a,../a,', 'a b'), /name "\.\.\/a b" points outside/],
    ['for an absolute name', () => archive('-P', '--transform=s,^a,/a,', 'a b'), /name "\/a b" points outside/],
    ['for a link out of it', () => linked('../../etc/passwd'), /"bad" to "\.\.\/\.\.\/etc\/passwd" points outside/],
    ['for an absolute link', () => linked('/etc/passwd'), /"bad" to "\/etc\/passwd" points outside/],
    ['for what lies below a link', belowLink, /"l\/x" is below "l", which is a link/],
    ['for a device', () => archive('--transform=s,.*,null,', '/dev/null'), /"null" is a CharacterDevice/],
    ['for a pipe', pipe, /is a FIFO/],
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
    ['plain', [], /Truncated input/],
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

function linked(target: string): string {
  mkdirSync(join(folder, 'links'), { recursive: true });
  execFileSync('ln', ['-sfn', target, join(folder, 'links/bad')]);
  return archive('-C', join(folder, 'links'), 'bad');
}

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
