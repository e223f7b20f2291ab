/**
 * fpm on this machine and fpm in the container give the same packages, and the container the same bytes each time: of some golden cases, and
 * with ONEPACK_LONG=1 of all. The wrapper that both run is the same.
 */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { whyNoContainers } from '../support/container.ts';
import { copyCase, fpmCases, onepack } from '../support/golden.ts';
import { temporaryFolder } from '../support/packing.ts';
import { differences, OTHER_TOOLS } from './allowed.ts';
import { factsOf } from './facts.ts';

const reason = await whyNoContainers();
if (reason !== undefined) console.log(`left out: fpm in a container beside fpm on this machine; ${reason}`);
const SOME = ['changelog', 'content-types', 'fields', 'relations', 'systemd', 'trees', 'triggers'];
const all = await fpmCases();
const cases = process.env['ONEPACK_LONG'] === '1' ? all : all.filter((name) => SOME.includes(name));
const folder = temporaryFolder();

(reason === undefined ? describe : describe.skip)('fpm in a container', () => {
  it.each(cases)('packs as fpm does here, and the same bytes twice: %s', async (name) => {
    const work = join(folder, name);
    const flags = await copyCase(name, work);
    for (const [engine, out] of [
      ['fpm', 'host'],
      ['fpm-container', 'one'],
      ['fpm-container', 'two'],
    ]) {
      const { exitCode, stderr } = await onepack(work, ['pack', ...flags, `--engine=${engine}`, `--out=${out}`]);
      expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
    }
    const files = await readdir(join(work, 'host'));
    expect(files).not.toHaveLength(0);
    for (const file of files) {
      const one = join(work, 'one', file);
      const found = differences(await factsOf(join(work, 'host', file)), await factsOf(one), OTHER_TOOLS);
      expect({ file, found }).toEqual({ file, found: [] });
      expect((await readFile(one)).equals(await readFile(join(work, 'two', file)))).toBe(true);
    }
  });
});
