/** What xz and bzip2 make, and what became of it on its way, as the threads read it. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { decoded } from '../../../src/archive/codecs/decompress.ts';
import { temporaryFolder } from '../../support/packing.ts';

const folder = temporaryFolder();
type Method = 'bzip2' | 'xz';

/** Text, noise, and what comes again and again: some of the last is a block of bzip2 that gives 20 times its size. */
const noise = Array.from({ length: 20_000 }, (_, at) => createHash('sha256').update(String(at)).digest());
const DATA = Buffer.concat([
  ...noise,
  Buffer.from('a line that comes again\n'.repeat(40_000)),
  Buffer.alloc(3_000_000),
]);
const HALF = DATA.length / 2;

function compress(method: Method, args: readonly string[], input = DATA): Buffer {
  return execFileSync(method, ['-c', ...args], { input, maxBuffer: 1e9 });
}

let count = 0;
function write(bytes: Buffer): string {
  const path = join(folder, String(count++));
  writeFileSync(path, bytes);
  return path;
}

async function read(method: Method, bytes: Buffer): Promise<Buffer> {
  const chunks = [];
  for await (const chunk of decoded(method, { file: write(bytes) })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Flips a bit where `part` of the bytes are before it. */
function flip(bytes: Buffer, part: number): Buffer {
  const at = Math.floor(bytes.length * part);
  return Buffer.concat([bytes.subarray(0, at), Buffer.of((bytes[at] ?? 0) ^ 4), bytes.subarray(at + 1)]);
}

describe('decoded', () => {
  it.each<[Method, readonly string[]]>([
    ['xz', []],
    ['xz', ['-0']],
    ['xz', ['-9e']],
    ['xz', ['-T2', '--block-size=500000']],
    ['xz', ['--check=none']],
    ['xz', ['--check=crc32']],
    ['xz', ['--check=sha256']],
    ['xz', ['--x86', '--delta=dist=4', '--lzma2=preset=1']],
    ['xz', ['--lzma2=preset=1,dict=128MiB']],
    ['bzip2', []],
    ['bzip2', ['-1']],
    ['bzip2', ['-9']],
  ])('gives what was given to %s %j', async (method, args) => {
    expect((await read(method, compress(method, args))).equals(DATA)).toBe(true);
  });

  it.each<Method>(['xz', 'bzip2'])('reads several streams of %s as one', async (method) => {
    const streams = [DATA.subarray(0, HALF), Buffer.alloc(0), DATA.subarray(HALF)];
    const bytes = Buffer.concat(streams.map((stream, at) => compress(method, [`-${at + 1}`], stream)));
    expect((await read(method, bytes)).equals(DATA)).toBe(true);
  });

  it.each<Method>(['xz', 'bzip2'])('reads nothing out of %s of nothing', async (method) => {
    expect(await read(method, compress(method, [], Buffer.alloc(0)))).toHaveLength(0);
  });

  it('passes over what follows, where the method does', async () => {
    const followed = (method: Method, more: Buffer): Promise<Buffer> =>
      read(method, Buffer.concat([compress(method, []), more]));
    // Padding, by the format.
    expect((await followed('xz', Buffer.alloc(8))).equals(DATA)).toBe(true);
    for (const more of ['\0', 'BZ', 'BZh0', 'something else, and more of it'])
      expect((await followed('bzip2', Buffer.from(more))).equals(DATA)).toBe(true);
  });

  const xz = compress('xz', []);
  const bzip2 = compress('bzip2', []);
  it.each<[string, Method, Buffer, string]>([
    ['is cut short: xz', 'xz', xz.subarray(0, xz.length / 2), 'its xz data is cut short'],
    ['lacks its end: xz', 'xz', xz.subarray(0, -4), 'its xz data is cut short'],
    ['has a bit flipped: xz', 'xz', flip(xz, 0.5), 'its xz data is damaged, or something else follows it'],
    ['has its last bit flipped: xz', 'xz', flip(xz, 0.99999), 'its xz data is damaged, or something else follows it'],
    ['goes on: xz', 'xz', Buffer.concat([xz, noise[0] ?? xz]), 'its xz data is damaged, or something else follows it'],
    [
      'goes on with a stream that is cut short: xz',
      'xz',
      Buffer.concat([xz, xz.subarray(0, 99)]),
      'its xz data is cut short',
    ],
    ['is something else: xz', 'xz', bzip2, 'it is no xz data'],
    [
      'takes too much memory: xz',
      'xz',
      compress('xz', ['--lzma2=preset=1,dict=256MiB'], Buffer.from('text')),
      'reading its xz data takes more than 200 MiB of memory',
    ],
    [
      'has a check that nobody knows: xz',
      'xz',
      withCheck(xz, 2),
      'its xz data has a kind of check that liblzma does not know',
    ],
    ['is cut short: bzip2', 'bzip2', bzip2.subarray(0, bzip2.length / 2), 'its bzip2 data is truncated'],
    ['lacks its end: bzip2', 'bzip2', bzip2.subarray(0, -1), 'its bzip2 data is truncated'],
    ['has a bit flipped: bzip2', 'bzip2', flip(bzip2, 0.5), 'its bzip2 data is damaged'],
    [
      'has a bit of its own sum flipped: bzip2',
      'bzip2',
      flip(bzip2, 1 - 3 / bzip2.length),
      'its bzip2 data is damaged',
    ],
    [
      'goes on with a stream that is cut short: bzip2',
      'bzip2',
      Buffer.concat([bzip2, bzip2.subarray(0, 99)]),
      'its bzip2 data is truncated',
    ],
    ['is something else: bzip2', 'bzip2', xz, 'it is no bzip2 data'],
  ])('fails where the file %s', async (_, method, bytes, message) => {
    await expect(read(method, bytes)).rejects.toMatchObject({ message, code: 'ERR_DAMAGED' });
  });

  it('says what the machine says where there is no file', async () => {
    await expect(decoded('bzip2', { file: join(folder, 'none') }).next()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each<Method>(['xz', 'bzip2'])('leaves no thread behind where nobody reads on: %s', async (method) => {
    const path = write(compress(method, []));
    // More than there are turns: a thread that is left would leave the last waiting.
    for (let time = 0; time < 20; time++) {
      for await (const chunk of decoded(method, { file: path })) {
        expect(chunk.length).toBeGreaterThan(0);
        break;
      }
    }
  });

  it.each<Method>(['xz', 'bzip2'])('holds no more of 140 MB of %s than it works on', async (method) => {
    const large = join(folder, 'large');
    const file = openSync(large, 'w');
    // As many streams: to compress so much would take its time.
    const stream = compress(method, ['-1'], Buffer.concat([DATA, DATA]));
    for (let at = 0; at < 16; at++) writeFileSync(file, stream);
    closeSync(file);
    // A slow reader, in a process of its own: what it does not read must not pile up.
    const script = `
      import { readFileSync } from 'node:fs';
      import { decoded } from '${process.cwd()}/src/archive/codecs/decompress.ts';
      let size = 0;
      for await (const chunk of decoded('${method}', { file: '${large}' })) {
        size += chunk.length;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      // Not maxRSS, in which Linux counts what the process that started this one had.
      const [, peak] = /VmHWM:\\s+(\\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
      console.log(JSON.stringify({ size, peak: Number(peak) / 1024 }));`;
    const program = join(folder, 'read.mjs');
    writeFileSync(program, script);
    const { stdout } = await execa(process.execPath, [program]);
    rmSync(large);
    const { size, peak } = JSON.parse(stdout) as { size: number; peak: number };
    expect(size).toBe(32 * DATA.length);
    expect(peak).toBeLessThan(200);
  });
});

/** With the flags of a check that the format leaves open, and sums that are right: https://tukaani.org/xz/xz-file-format.txt, 2.1.1. */
function withCheck(bytes: Buffer, check: number): Buffer {
  const script = `import struct, sys, zlib
flags = bytes([0, ${check}])
sys.stdout.buffer.write(flags + struct.pack('<I', zlib.crc32(flags)))`;
  const header = execFileSync('python3', ['-c', script]);
  return Buffer.concat([bytes.subarray(0, 6), header, bytes.subarray(12)]);
}
