import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { extractArchive } from '../../src/archive/unpack.ts';
import { ArchiveError } from '../../src/archive/unpacking.ts';
import { temporaryFolder } from '../support/packing.ts';

const folder = temporaryFolder();
const FILE = 0o100644;

/** What a member is: of a name in latin1, so that it can have any bytes. */
interface Written {
  readonly name: string;
  readonly data?: string;
  readonly host?: number;
  readonly mode?: number;
  readonly method?: number;
  readonly flags?: number;
  /** Of a member whose bytes are those of another. */
  readonly offset?: number;
}

let made = 0;

// Written by hand, as no library writes what is wrong. `count` is how many members it says that it has.
function zip(members: readonly Written[], count = members.length): string {
  const path = join(folder, `${made++}.zip`);
  const script = `import json, struct, sys, zlib
out, listed = bytearray(), bytearray()
for m in json.loads(sys.argv[2]):
  name, data = m['name'].encode('latin1'), m.get('data', '').encode('latin1')
  method, flags = m.get('method', 0), m.get('flags', 0)
  offset = m.get('offset', len(out))
  fields = struct.pack('<HHHHHIIIHH', 20, flags, method, 0, 33, zlib.crc32(data), len(data), len(data), len(name), 0)
  if 'offset' not in m: out += b'PK\\3\\4' + fields + name + data
  listed += b'PK\\1\\2' + struct.pack('<H', m.get('host', 3) << 8 | 30) + fields + struct.pack('<HHHII', 0, 0, 0, m.get('mode', 0o100644) << 16, offset) + name
count = int(sys.argv[3])
end = b'PK\\5\\6' + struct.pack('<HHHHIIH', 0, 0, count, count, len(listed), len(out), 0)
open(sys.argv[1], 'wb').write(out + listed + end)`;
  execFileSync('python3', ['-c', script, path, JSON.stringify(members), String(count)]);
  return path;
}

async function shown(path: string): Promise<Record<string, string>> {
  const entries = await extractArchive(path, mkdtempSync(join(folder, 'out-')));
  const show = ([name, entry]: (typeof found)[number]): [string, string] => {
    if (entry.kind === 'link') return [name, `-> ${entry.target}`];
    const mode = entry.mode?.toString(8) ?? 'none';
    return [name, entry.kind === 'folder' ? `${mode} /` : `${mode} ${readFileSync(entry.from, 'utf8')}`];
  };
  const found = [...entries].filter(([name]) => name !== '');
  return Object.fromEntries(found.map(show));
}

/** As unzip or bsdtar reads it, and both where they agree. */
describe('a zip archive', () => {
  it.each<[string, Written, Record<string, string>]>([
    ['has modes without a kind, as Python writes them', { name: 'f', mode: 0o755, data: 'x' }, { f: '755 x' }],
    ['has no mode', { name: 'f', mode: 0, host: 0 }, { f: '644 ' }],
    ['has a folder without a slash', { name: 'd', mode: 0o041777 }, { d: '1777 /' }],
    ['has a folder with the mode of a file', { name: 'd/', mode: FILE }, { d: '755 /' }],
    ['of Unix has names in UTF-8 without the flag', { name: 'Ã©' }, { é: '644 ' }],
    ['of Unix has backslashes in names', { name: 'a\\b' }, { 'a\\b': '644 ' }],
    ['of Unix has colons in names', { name: 'C:x' }, { 'C:x': '644 ' }],
    ['of MS-DOS has names in its code page', { name: '\x82', host: 0, mode: 0 }, { é: '644 ' }],
    ['of MS-DOS has names in UTF-8 with the flag', { name: 'Ã©', host: 0, mode: 0, flags: 0x800 }, { é: '644 ' }],
    ['of MS-DOS has backslashes for slashes', { name: 'a\\b', host: 0, mode: 0 }, { a: 'none /', 'a/b': '644 ' }],
    ['has a link', { name: 'l', mode: 0o120777, data: '/etc/x' }, { l: '-> /etc/x' }],
  ])('%s', async (_, member, expected) => {
    expect(await shown(zip([member]))).toEqual(expected);
  });
});

const OVERLAP: Written[] = [
  { name: 'a', data: 'x' },
  { name: 'b', data: 'x', offset: 0 },
];

describe('a zip archive is refused', () => {
  it.each<[string, Written[], number | undefined, RegExp]>([
    ['for a method', [{ name: 'm', method: 12, data: 'x' }], undefined, /^"m" is compressed by bzip2, which is not/],
    ['for an unknown method', [{ name: 'm', method: 77, data: 'x' }], undefined, /^"m" .* by the unknown method 77/],
    ['for encryption', [{ name: 'e', method: 8, flags: 1, data: 'x' }], undefined, /^"e" is encrypted/],
    ['for strong encryption', [{ name: 'e' }, { name: 'f', flags: 0x41 }], undefined, /after "e": strong encryption/],
    ['for damage', [{ name: 'g', method: 8, data: '\xff\xff' }], undefined, /^it is damaged in "g": invalid/],
    ['for a folder with contents', [{ name: 'd/', data: 'x' }], undefined, /^"d\/" is a folder, and has contents/],
    ['for a link called as a folder', [{ name: 'd/', mode: 0o120777 }], undefined, /^"d\/" is called as a folder, and/],
    ['for a name that is not UTF-8', [{ name: '\xff' }], undefined, /^the name "ÿ" is not UTF-8/],
    [
      'for a target that is not',
      [{ name: 'l', mode: 0o120777, data: '\xff' }],
      undefined,
      /^the link "l" has a target/,
    ],
    ['for a drive', [{ name: 'C:\\x', host: 0 }], undefined, /^the name "C:\\x" points outside/],
    ['for a folder above, of MS-DOS', [{ name: '..\\x', host: 0 }], undefined, /^the name "\.\.\/x" points outside/],
    ['for an absolute name', [{ name: '/etc/x' }], undefined, /^the name "\/etc\/x" points outside/],
    ['for members that overlap', OVERLAP, undefined, /^its members "a" and "b" overlap/],
    [
      'for a number of members too small',
      [{ name: 'a' }, { name: 'b' }],
      1,
      /^it says that it has 1 members, and lists/,
    ],
    ['for one too large', [{ name: 'a' }], 2, /^its list of members cannot be read after "a"/],
    ['for a device', [{ name: 'k', mode: 0o020644 }], undefined, /^"k" is a device or pipe/],
    ['for a file without a name', [{ name: '' }], undefined, /^it has a member without a name/],
  ])('%s', async (_, members, count, message) => {
    const failure: unknown = await shown(zip(members, count)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ArchiveError);
    expect((failure as Error).message).toMatch(message);
  });
});
