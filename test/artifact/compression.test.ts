/** Each compression that we offer, in both formats, as dpkg-deb and rpm read it back. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { COMPRESSIONS, type Compression } from '../../src/format/compression.ts';
import { file, planOf, run, temporaryFolder } from '../support/packing.ts';
import { packIn } from './sample.ts';

const folder = temporaryFolder();

// Text and noise, so that methods and levels differ in size; the same noise each time, so that by how much is no chance.
beforeAll(() => {
  const digests = Array.from({ length: 625 }, (_, at) => createHash('sha256').update(String(at)).digest());
  const noise = Buffer.concat(digests).toString('base64');
  const lines = Array.from(
    { length: 60_000 },
    (_, at) => `${at} ${noise.slice((at * 7) % 20_000, ((at * 7) % 20_000) + 24)}`,
  );
  writeFileSync(join(folder, 'text'), lines.join('\n'));
});

function pack(format: 'deb' | 'rpm', compression: Compression): Promise<string> {
  const contents = [file('/usr/share/text', 'text')];
  return packIn(folder, planOf({ format, package: `with-${compression}`, compression, contents }));
}

/** The last member of a deb; PAYLOADCOMPRESSOR and PAYLOADFLAGS of an rpm. */
const EXPECTED: readonly (readonly [Compression, string, string])[] = [
  ['gzip', 'data.tar.gz', 'gzip 6'],
  ['xz', 'data.tar.xz', 'xz 6'],
  ['zstd', 'data.tar.zst', 'zstd 3'],
  ['none', 'data.tar', 'gzip 0'],
];

describe('compression', () => {
  it('is tested by every method', () => {
    expect(EXPECTED.map(([compression]) => compression)).toEqual(COMPRESSIONS);
  });

  it.each(EXPECTED)('writes a deb that dpkg-deb unpacks: %s', async (compression, member) => {
    const deb = await pack('deb', compression);
    const members = (await run('ar', ['t', deb])).split('\n');
    expect(members).toEqual(['debian-binary', member.replace('data', 'control'), member]);
    const unpacked = execFileSync('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" | tar -xO ./usr/share/text', 'sh', deb], {
      maxBuffer: 1e8,
    });
    expect(unpacked.equals(readFileSync(join(folder, 'text')))).toBe(true);
  });

  it.each(EXPECTED)('writes an rpm whose digests rpm finds right: %s', async (compression, _, expected) => {
    const rpm = await pack('rpm', compression);
    const { stdout } = {
      stdout: await run('rpm', ['-qp', '--queryformat', '%{PAYLOADCOMPRESSOR} %{PAYLOADFLAGS}', rpm]),
    };
    expect(stdout).toBe(expected);
    expect(await run('rpm', ['-K', '--nosignature', rpm])).toMatch(/: digests OK$/);
  });

  it('gives zstd in a deb the level that it is to have', async () => {
    const deb = await pack('deb', 'zstd');
    const { size } = statSync(deb);
    // The same tar through a pipe, as the deb had it: of a file zstd knows the size, and makes something else of it.
    const sizeAt = (level: string): number =>
      execFileSync('sh', ['-c', `dpkg-deb --fsys-tarfile "$1" | zstd -q -c ${level}`, 'sh', deb], { maxBuffer: 1e8 })
        .length;
    expect(size).toBeLessThan(sizeAt('-3') + 4096);
    expect(size).toBeLessThan(sizeAt('--fast=3') - 4096);
  });
});
