/** A new minor version of Kubernetes that changes one dependency is one more line of the config. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import type { Plan } from '../../src/plan/plan.ts';
import { temporaryFolder } from '../support/packing.ts';
import { entriesOf, plansOf, TODAYS_CONFIG } from './plans.ts';

const AFTER = "        - { when: from 1.28.0, version: '>= 1.2.0' }\n";
const LINE = "        - { when: from 1.37.0, version: '>= 1.3.0' }\n";

const config = join(temporaryFolder(), 'packages.yaml');

beforeAll(() => {
  const text = readFileSync(TODAYS_CONFIG, 'utf8');
  const at = text.indexOf(AFTER) + AFTER.length;
  writeFileSync(config, text.slice(0, at) + LINE + text.slice(at));
});

/** All relations of all packages. */
async function relationsOf(file: string, version: string) {
  const plans = await plansOf({ config: file, version });
  return plans.map((plan: Plan) => [plan.package, plan.format, ...entriesOf(plan)]);
}

describe('a version that changes one dependency', () => {
  it('is one line', async () => {
    const args = ['diff', '--no-index', '--numstat', TODAYS_CONFIG, config];
    const { stdout } = await execa('git', args, { reject: false });
    expect(stdout).toMatch(/^1\t0\t/);
    expect(stdout.split('\n')).toHaveLength(1);
  });

  it.each(['v1.28.0', 'v1.36.5', 'v1.37.0-rc.1'])('leaves %s as it was', async (version) => {
    expect(await relationsOf(config, version)).toEqual(await relationsOf(TODAYS_CONFIG, version));
  });

  it.each(['v1.37.0', 'v1.38.0-alpha.1'])('changes that relation alone in %s', async (version) => {
    const before = JSON.stringify(await relationsOf(TODAYS_CONFIG, version));
    expect(before).not.toContain('kubernetes-cni >= 1.3.0');
    const expected = before.replaceAll('kubernetes-cni >= 1.2.0', 'kubernetes-cni >= 1.3.0');
    expect(JSON.stringify(await relationsOf(config, version))).toBe(expected);
  });

  it('is refused where no range holds it, with the ranges', async () => {
    const refused = plansOf({ config, version: 'v1.18.20' });
    await expect(refused).rejects.toThrow(
      /no range of kubernetes-cni contains the version 1\.18\.20; .*"from 1\.19\.0", "from 1\.24\.5"/,
    );
  });
});
