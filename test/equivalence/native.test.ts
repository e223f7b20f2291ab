/** The native engine gives the packages that fpm gives, and the same bytes wherever it runs. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { packSample } from '../artifact/sample.ts';
import { copyCase, goldenCases, onepack } from '../support/golden.ts';
import { temporaryFolder } from '../support/packing.ts';
import { differences, NATIVE } from './allowed.ts';
import { type Facts, factsOf } from './facts.ts';

const cases = await goldenCases();
const folder = temporaryFolder();

describe('the native engine', () => {
  it.each(cases)('packs as fpm does: %s', async (name) => {
    const work = join(folder, name);
    const flags = await copyCase(name, work);
    for (const engine of ['fpm', 'native']) {
      const { exitCode, stderr } = await onepack(work, ['pack', ...flags, `--engine=${engine}`, `--out=${engine}`]);
      expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
    }
    const files = await readdir(join(work, 'fpm'));
    expect(files).not.toHaveLength(0);
    expect(await readdir(join(work, 'native'))).toEqual(files);
    for (const file of files) {
      const found = await compare(join(work, 'fpm', file), join(work, 'native', file));
      expect({ file, found }).toEqual({ file, found: [] });
    }
  });

  it.each(['gzip', 'xz'] as const)('packs as fpm does: all that fpm has a trap for, %s', async (compression) => {
    const byFpm = await packSample(join(folder, `sample-fpm-${compression}`), { compression });
    const natively = await packSample(join(folder, `sample-native-${compression}`), { engine: 'native', compression });
    expect(await compare(byFpm.deb, natively.deb)).toEqual([]);
    expect(await compare(byFpm.rpm, natively.rpm)).toEqual([]);
  });
});

async function compare(byFpm: string, natively: string) {
  return differences(normal(await factsOf(byFpm)), normal(await factsOf(natively)), NATIVE);
}

/**
 * As sets: what an archive lists, whose order is the archiver's. Of control.tar without owners and sizes, since each member's bytes are
 * a fact; md5sums as text.
 */
function normal(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      if (name === 'member ./md5sums') return [name, sortLines(Buffer.from(value, 'base64').toString())];
      if (name === 'control.tar') return [name, sortLines(value.replace(/^(\S+) +\S+ +\d+/gm, '$1'))];
      return [name, name === 'data.tar' || name === 'payload' ? sortLines(value) : value];
    }),
  );
}

function sortLines(text: string): string {
  return text.split('\n').sort().join('\n');
}
