/** The native engine gives the packages that fpm gives, and the same bytes wherever it runs. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { packSample } from '../artifact/sample.ts';
import { copyCase, fpmCases, onepack } from '../support/golden.ts';
import { temporaryFolder } from '../support/packing.ts';
import { compareWithFpm } from './compare.ts';

const cases = await fpmCases();
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
      const found = await compareWithFpm(join(work, 'fpm', file), join(work, 'native', file));
      expect({ file, found }).toEqual({ file, found: [] });
    }
  });

  it.each(['gzip', 'xz'] as const)('packs as fpm does: all that fpm has a trap for, %s', async (compression) => {
    const byFpm = await packSample(join(folder, `sample-fpm-${compression}`), { compression });
    const natively = await packSample(join(folder, `sample-native-${compression}`), { engine: 'native', compression });
    expect(await compareWithFpm(byFpm.deb, natively.deb)).toEqual([]);
    expect(await compareWithFpm(byFpm.rpm, natively.rpm)).toEqual([]);
  });
});
