import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { ArchiveEntries } from '../../../src/archive/archive_entries.ts';
import { extractArchive } from '../../../src/archive/unpack.ts';
import { ArchiveError } from '../../../src/archive/unpacking.ts';
import { temporaryFolder } from '../../support/packing.ts';

const folder = temporaryFolder();

function unpack(path: string): Promise<ArchiveEntries> {
  return extractArchive(path, mkdtempSync(join(folder, 'out-')));
}

function bytesOf(entries: ArchiveEntries, path: string): Buffer | undefined {
  const entry = entries.get(path);
  return entry?.kind === 'file' ? readFileSync(entry.from) : undefined;
}

async function failure(path: string): Promise<string> {
  const error: unknown = await unpack(path).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ArchiveError);
  return (error as Error).message;
}

/* Files with holes, as GNU tar writes them. */

type Stretch = readonly [at: number, text: string];

function sparseFile(name: string, size: number, stretches: readonly Stretch[]): void {
  const file = openSync(join(folder, name), 'w');
  for (const [at, text] of stretches) writeSync(file, text, at);
  ftruncateSync(file, size);
  closeSync(file);
}

const FAR = 1024 * 1024;
const SPARSE: readonly [name: string, size: number, stretches: readonly Stretch[]][] = [
  ['hole at the end', 3 * FAR, [[0, 'start']]],
  ['hole at the start', FAR + 3, [[FAR, 'end']]],
  ['nothing but a hole', 5 * FAR + 1, []],
  ['of more parts than a header has', 12 * FAR, Array.from({ length: 11 }, (_, at): Stretch => [at * FAR, `part ${at}`])],
  ['of more parts than two more blocks have', 90 * FAR, Array.from({ length: 88 }, (_, at): Stretch => [at * FAR, `part ${at}`])],
]; // prettier-ignore

describe.each([
  ['the old format', ['--format=gnu']],
  ['0.0', ['--format=pax', '--sparse-version=0.0']],
  ['0.1', ['--format=pax', '--sparse-version=0.1']],
  ['1.0', ['--format=pax', '--sparse-version=1.0']],
])('a sparse file in %s', (_, flags) => {
  it.each(SPARSE)('is what it was: %s', async (name, size, stretches) => {
    sparseFile(name, size, stretches);
    writeFileSync(join(folder, 'next'), 'what comes after it');
    const path = join(folder, `${name}.tar`);
    execFileSync('tar', ['-cf', path, '--sparse', ...flags, '-C', folder, name, 'next']);
    // It is stored as what it is.
    expect(readFileSync(path).length).toBeLessThan(FAR / 2 + 2 * 4096 * stretches.length);
    const entries = await unpack(path);
    expect(bytesOf(entries, name)?.equals(readFileSync(join(folder, name)))).toBe(true);
    expect(bytesOf(entries, 'next')?.toString()).toBe('what comes after it');
  });
});

/* Archives made by hand. */

interface Member {
  readonly name?: string | Buffer;
  readonly type?: string;
  readonly target?: string;
  /** As it stands in the field. */
  readonly size?: string | Buffer;
  readonly body?: string | Buffer;
  /** Past the fields that all members have. */
  readonly rest?: readonly [at: number, text: string][];
}

function member({ name = 'a', type = '0', target = '', body = '', size, rest = [] }: Member): Buffer {
  const header = Buffer.alloc(512);
  const content = Buffer.from(body);
  Buffer.from(name).copy(header, 0);
  header.write('0000644\0', 100);
  Buffer.from(size ?? `${content.length.toString(8).padStart(11, '0')}\0`).copy(header, 124);
  header.write('00000000000\0', 136);
  header.write(' '.repeat(8), 148);
  header.write(type, 156, 'latin1');
  header.write(target, 157);
  header.write('ustar  \0', 257);
  for (const [at, text] of rest) header.write(text, at, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

const END = Buffer.alloc(1024);
let count = 0;

function tarOf(...parts: readonly (Member | Buffer)[]): string {
  const path = join(folder, `${count++}.tar`);
  writeFileSync(path, Buffer.concat(parts.map((part) => (Buffer.isBuffer(part) ? part : member(part)))));
  return path;
}

function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const length = Buffer.byteLength(rest);
  const digits = String(length + String(length).length).length;
  return `${length + digits}${rest}`;
}

function pax(...records: readonly [string, string][]): Member {
  return { name: 'pax', type: 'x', body: records.map(([key, value]) => record(key, value)).join('') };
}

describe('a tar', () => {
  it.each<[string, (Member | Buffer)[], string, string]>([
    ['of a header larger than 1 MB', [pax(['SCHILY.xattr.user.note', 'x'.repeat(2e6)], ['path', 'long']), { body: 'x' }, END], 'long', 'x'],
    ['of a name with a line break', [pax(['path', 'a\nb'], ['comment', 'c']), { body: 'x' }, END], 'a\nb', 'x'],
    ['of a record that is taken away', [{ name: 'g', type: 'g', body: record('comment', 'c') }, pax(['path', '']), { body: 'x' }, END], 'a', 'x'],
    ['of one empty block at its end', [{ body: 'x' }, END.subarray(512)], 'a', 'x'],
    ['with rubbish after its end', [{ body: 'x' }, END, Buffer.from('rubbish')], 'a', 'x'],
    ['of a binary size', [{ size: Buffer.from('800000000000000000000001', 'hex'), body: 'x' }, END], 'a', 'x'],
    ['of a size with blanks', [{ size: '         1 \0', body: 'x' }, END], 'a', 'x'],
    ['with a label', [{ name: 'label', type: 'V' }, { body: 'x' }, END], 'a', 'x'],
    ['of a contiguous file', [{ type: '7', body: 'x' }, END], 'a', 'x'],
    ['of a file without a type', [{ type: '\0', body: 'x' }, END], 'a', 'x'],
    ['of a hard link with the size of its file', [{ body: 'x' }, { name: 'h', type: '1', target: 'a', size: '00000000001\0' }, END], 'h', 'x'],
    ['of an incremental backup', [{ name: 'd/', type: 'D', body: 'Ya\0\0' }, { name: 'd/a', body: 'x' }, END], 'd/a', 'x'],
  ])('is read: %s', async (_, parts, path, text) => {
    expect(bytesOf(await unpack(tarOf(...parts)), path)?.toString()).toBe(text);
  }); // prettier-ignore

  // GNU tar lists one of the type 7 as a file, and makes a folder of it.
  it.each(['\0', '0', '7'])('has folders that are called so, as before there was a type for them: %j', async (type) => {
    const entries = await unpack(tarOf({ name: 'd/', type }, { name: 'd/a', body: 'x' }, END));
    expect(entries.get('d')).toEqual({ kind: 'folder', mode: 0o644 });
  });

  const map = (body: string): [string, string][] => [['GNU.sparse.major', '1'], ['GNU.sparse.minor', '0'], ['GNU.sparse.realsize', '9'], ['GNU.sparse.name', body]]; // prettier-ignore
  it.each<[string, (Member | Buffer)[], RegExp]>([
    ['for an unknown type', [{ type: 'Z', body: 'x' }, END], /^"a" is of the unknown type "Z", not a file/],
    ['for a file that goes on in another archive', [{ type: 'M', body: 'x' }, END], /^"a" is the rest of a file in another/],
    ['for a negative size', [{ size: Buffer.from('ffffffffffffffffffffff00', 'hex'), body: 'x' }, END], /^the size of "a" is negative/],
    ['for a negative size in octal', [{ size: '-0000000001\0' }, END], /^the size of "a" is negative/],
    ['for a size that is none', [{ size: '0000000009x\0' }, END], /^the size of "a" is not a number/],
    ['for a size beyond all files', [{ size: Buffer.from('80ffffffffffffffffffffff', 'hex') }, END], /^the size of "a" is larger than any/],
    ['for a negative size in a header', [pax(['size', '-5']), { body: 'x' }, END], /^the size of "a" is negative/],
    ['for a name that is not UTF-8', [{ name: Buffer.from('caf\xe9', 'latin1') }, END], /^the name "caf.*" is not UTF-8/],
    ['for a header that is too large', [{ type: 'x', size: '00200000000\0' }, END], /header of 33554432 bytes, more than 16777216/],
    ['for a damaged header', [{ type: 'x', body: '99 path=a\n' }, { body: 'x' }, END], /extended header that is damaged/],
    ['for one name of all members', [{ type: 'g', body: record('path', 'a') }, { body: 'x' }, END], /gives all its members one `path`/],
    ['for holes as Solaris has them', [pax(['SUN.holesdata', ' 0 1']), { body: 'x' }, END], /^"a" has the header `SUN.holesdata`/],
    ['for a header with no member', [{ body: 'x' }, pax(['path', 'b']), END], /damaged after "a": a header there has no member/],
    ['for a member without a name', [{ name: '' }, END], /a member without a name/],
    ['cut between two members', [{ body: 'x' }], /^it is cut short after "a": the empty blocks at its end are missing/],
    ['cut in a header', [{ body: 'x' }, member({ name: 'b' }).subarray(0, 100)], /^it is cut short after "a"/],
    ['that is less than a header', [member({}).subarray(0, 100)], /^it is not a tar or zip archive, or it is empty/],
    ['cut in a file', [member({ body: 'x'.repeat(2000) }).subarray(0, 1024)], /^it is cut short in "a"/],
    ['cut in a long name', [{ body: 'x' }, { type: 'L', size: '00000001000\0', body: 'x' }], /^it is cut short after "a"/],
    ['for a wrong checksum', [{ body: 'x' }, Buffer.alloc(512, 'x'), END], /damaged after "a": there is no header/],
    ['for bytes after a link', [{ type: '2', target: 'b', body: 'x' }, END], /damaged after "a": there is no header/],
    ['with an empty block in the middle', [{ body: 'x' }, Buffer.alloc(512), { name: 'b' }, END], /empty block in its middle, after "a"/],
    ['with another archive behind it', [{ body: 'x' }, END, { name: 'b' }, END], /another tar archive follows its end/],
    ['for a map that is cut short', [pax(...map('s')), { body: '1\n0\n' }, END], /map of the sparse file "s" is cut short/],
    ['for a map of more than there is', [pax(...map('s')), { body: `${'1\n0\n9\n'.padEnd(512, '\0')}x` }, END], /map of the sparse file "s" does not fit/],
    ['for a map out of order', [pax(['GNU.sparse.size', '9'], ['GNU.sparse.map', '5,1,0,1']), { body: 'xy' }, END], /map of the sparse file "a" is damaged/],
    ['for a map beyond the file', [pax(['GNU.sparse.size', '1'], ['GNU.sparse.map', '5,1']), { body: 'x' }, END], /map of the sparse file "a" does not fit/],
    ['for a map of an unknown version', [pax(['GNU.sparse.major', '2'], ['GNU.sparse.size', '1']), { body: 'x' }, END], /unknown version 2/],
  ])('is refused %s', async (_, parts, message) => {
    expect(await failure(tarOf(...parts))).toMatch(message);
  }); // prettier-ignore
});

describe('what GNU tar writes is read', () => {
  const tar = (...args: string[]): void => void execFileSync('tar', args, { cwd: folder });
  writeFileSync(join(folder, 'file'), 'file');
  execFileSync('ln', ['-sf', 'file', join(folder, 'link')]);

  it('a file given twice, whose second member is a hard link to itself', async () => {
    tar('-cf', 'twice.tar', 'file', 'file');
    expect(bytesOf(await unpack(join(folder, 'twice.tar')), 'file')?.toString()).toBe('file');
  });

  it('a hard link to a symlink', async () => {
    execFileSync('ln', ['-fP', join(folder, 'link'), join(folder, 'other')]);
    tar('-cf', 'links.tar', 'link', 'other');
    const entries = await unpack(join(folder, 'links.tar'));
    expect([entries.get('link'), entries.get('other')]).toEqual(Array(2).fill({ kind: 'link', target: 'file' }));
  });

  it('a link that `tar -r` puts in the place of a file', async () => {
    tar('-cf', 'replaced.tar', 'file');
    tar('-rf', 'replaced.tar', '--transform=s,^link$,file,', 'link');
    expect((await unpack(join(folder, 'replaced.tar'))).get('file')).toEqual({ kind: 'link', target: 'file' });
  });
});

it.each(['gnu', 'libarchive'])('a program has in its entry the capabilities that %s writes', async (writer) => {
  const entries = await unpack(join(import.meta.dirname, 'capabilities', `${writer}.tgz`));
  const [able, plain] = [entries.get('bin/ping'), entries.get('bin/plain')];
  expect(able).toMatchObject({
    kind: 'file',
    capabilities: Buffer.from('0100000200200000000000000000000000000000', 'hex'),
  });
  expect(plain).not.toHaveProperty('capabilities');
});
