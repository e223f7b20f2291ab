/**
 * Packages that are damaged at random: each is answered with what is in it, or with one problem; nothing hangs, and no error of our own is
 * shown. Seeds are fixed; ONEPACK_LONG=1 makes 2000 of them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { run } from '../command_line/running.ts';
import { temporaryFolder } from '../support/packing.ts';
import { createRandom, type Random } from '../support/random.ts';

const COUNT = process.env['ONEPACK_LONG'] === '1' ? 2000 : 200;
const folder = temporaryFolder();
let samples: readonly Buffer[] = [];

beforeAll(async () => {
  for (const compression of ['gzip', 'none']) {
    const out = join(folder, compression);
    const flags = ['--config=packages.yaml', '--warnings=off', '--engine=native', `--compression=${compression}`, `--out=${out}`]; // prettier-ignore
    const { status } = await run(['pack', ...flags], { cwd: 'test/golden/triggers' });
    expect(status).toBe(0);
    const files = readdirSync(out).filter((name) => /\.(deb|rpm)$/.test(name));
    samples = [...samples, ...files.map((name) => readFileSync(join(out, name)))];
  }
});

function damaged(sample: Buffer, random: Random): Buffer {
  if (random.below(4) === 0) return sample.subarray(0, random.below(sample.length));
  const bytes = Buffer.from(sample);
  for (let left = 1 + random.below(8); left > 0; left -= 1) {
    // Headers are at the start.
    const at = random.below(random.below(2) === 0 ? Math.min(bytes.length, 2000) : bytes.length);
    bytes[at] = random.below(256);
  }
  return bytes;
}

describe('onepack show', () => {
  it(`answers each of ${COUNT} damaged packages`, async () => {
    const file = join(folder, 'damaged');
    const answers = { shown: 0, refused: 0 };
    for (let seed = 0; seed < COUNT; seed += 1) {
      const random = createRandom(seed);
      await writeFile(file, damaged(random.pick(samples), random));
      const { status, stderr } = await run(['show', file]);
      expect({ seed, status, stderr }).toEqual({
        seed,
        status: status === 0 ? 0 : 2,
        stderr: status === 0 ? '' : expect.stringMatching(/^error: .*damaged: .* \[package-bad\]\n$/),
      });
      answers[status === 0 ? 'shown' : 'refused'] += 1;
    }
    expect(Math.min(answers.shown, answers.refused)).toBeGreaterThan(COUNT / 10);
  });
});
