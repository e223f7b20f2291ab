/** What the thread makes, as the tool xz reads it. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { xz } from '../../../src/archive/codecs/xz_stream.ts';
import { run, temporaryFolder } from '../../support/packing.ts';

const folder = temporaryFolder();

/** Text and noise, more than a block. */
const noise = Array.from({ length: 36_000 }, (_, at) => createHash('sha256').update(String(at)).digest());
const DATA = Buffer.concat([...noise, Buffer.from('a line that comes again\n'.repeat(20_000))]);

// eslint-disable-next-line @typescript-eslint/require-await -- What the engine gives is asynchronous.
async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
    yield Buffer.alloc(0);
  }
}

async function compressed(bytes: Buffer, size: number): Promise<Buffer> {
  const chunks = [];
  for await (const chunk of xz(cut(bytes, size))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('xz', () => {
  const path = join(folder, 'data.xz');
  let whole: Buffer;
  beforeAll(async () => {
    whole = await compressed(DATA, DATA.length);
    writeFileSync(path, whole);
  });

  it('is one stream of one block with CRC64, which gives the data back', async () => {
    const listed = await run('xz', ['--robot', '--list', path]);
    const [, file = ''] = listed.split('\n');
    expect(file.split('\t').slice(0, 3)).toEqual(['file', '1', '1']);
    expect(file).toContain('\tCRC64\t');
    expect(execFileSync('xz', ['-dc', path], { maxBuffer: 1e8 }).equals(DATA)).toBe(true);
  });

  it('has the level that rpm is told', () => {
    const sizeAt = (level: string): number =>
      execFileSync('xz', ['-T1', '-c', level], { input: DATA, maxBuffer: 1e8 }).length;
    expect(Math.abs(whole.length - sizeAt('-6'))).toBeLessThan(256);
    expect(execFileSync('xz', ['--robot', '--list', '-vv', path], { encoding: 'utf8' })).toContain('dict=8MiB');
  });

  it.each([1000, 70_001, 1024 * 1024])('is the same however the data comes: %s bytes at a time', async (size) => {
    expect((await compressed(DATA, size)).equals(whole)).toBe(true);
  });

  it('is the same when more are made than there are cores', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, (_, at) => compressed(DATA, 100_000 + at)));
    expect(all.map((one) => one.equals(whole))).toEqual([true, true, true, true, true]);
  });

  it('is an xz of nothing where there is nothing', async () => {
    expect(execFileSync('xz', ['-dc'], { input: await compressed(Buffer.alloc(0), 1) })).toHaveLength(0);
  });

  it('throws what goes wrong in reading, and leaves no thread behind', async () => {
    // eslint-disable-next-line @typescript-eslint/require-await -- As above.
    async function* failing(): AsyncGenerator<Buffer> {
      yield DATA;
      throw new Error('no such disk');
    }
    // More than there are turns: a thread that is left would leave the last waiting.
    for (let time = 0; time < 20; time++) {
      const reading = (async () => {
        for await (const chunk of xz(failing())) expect(chunk).toBeInstanceOf(Buffer);
      })();
      await expect(reading).rejects.toThrow('no such disk');
    }
  });
});
