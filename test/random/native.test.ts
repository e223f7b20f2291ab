/**
 * Configs at random, packed by fpm and by the native engine: what dpkg and rpm read of the two is the same, but for what the table of
 * allowed differences says. The configs follow from a seed, which the name of a failing test has, with the smallest config that still
 * shows the fault; ONEPACK_SEED chooses another, ONEPACK_LONG=1 makes 1000 of them. One alone:
 * `npm run jest -- test/random -t 'seed 202611250017$'`.
 */
import { mkdtempSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { temporaryFolder } from '../support/packing.ts';
import { faultOf, plansOf, showsFault, writeInputs } from './both.ts';
import { randomConfig } from './config.ts';
import { shrink } from './shrink.ts';

const SEED = Number(process.env['ONEPACK_SEED'] ?? '20261125');
const COUNT = process.env['ONEPACK_LONG'] === '1' ? 1000 : 10;
const seeds = Array.from({ length: COUNT }, (_, at) => SEED * 10_000 + at);

/** Milliseconds to make a failing config smaller in. */
const SHRINKING = 60_000;

const folder = temporaryFolder('onepack-random-');

describe(`${COUNT} configs at random`, () => {
  it.each(seeds)(
    'are packed as fpm does: seed %i',
    async (seed) => {
      const { config, inputs } = randomConfig(seed, resolve('test/golden/trees'));
      const work = mkdtempSync(join(folder, 'config-'));
      writeInputs(work, inputs);
      const plans = await plansOf(config, work);
      expect(plans.map(({ format }) => format)).toEqual(['deb', 'rpm']);
      for (const plan of plans) {
        const fault = await faultOf(plan, work);
        if (fault === undefined) continue;
        const smallest = await shrink(config, (smaller) => showsFault(smaller, plan.format, work), SHRINKING);
        throw new Error(`seed ${seed}: ${fault}\n\nthe smallest config that shows a fault:\n${stringify(smallest)}`);
      }
    },
    SHRINKING + 120_000,
  );
});
