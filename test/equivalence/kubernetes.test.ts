/** Kubernetes' sets with stand-ins for the binaries: the native engine gives the packages that fpm gives. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { CNI_PLUGINS } from '../kubernetes/today.ts';
import { type Sources, writeInputs } from '../kubernetes/inputs.ts';
import { packAll } from '../kubernetes/packing.ts';
import { plansOf, TODAYS_CONFIG } from '../kubernetes/plans.ts';
import { temporaryFolder } from '../support/packing.ts';
import { compareWithFpm } from './compare.ts';

const folder = temporaryFolder('onepack-kubernetes-');
let sources: Sources;
beforeAll(() => void (sources = writeInputs(join(folder, 'in'), CNI_PLUGINS, ['LICENSE', 'README.md'])));

const SETS = [
  ['of today, 1.20.2', TODAYS_CONFIG, 'v1.20.2'],
  ['of today, 1.36.5', TODAYS_CONFIG, 'v1.36.5'],
  ['of the proposal, 1.14', 'examples/kubernetes-1.14/packages.yaml', undefined],
] as const;

describe('the native engine packs as fpm does', () => {
  it.each(SETS)(
    'the set %s',
    async (name, config, version) => {
      const plans = await plansOf({ config, ...(version === undefined ? {} : { version }) });
      const pack = (engine: 'fpm' | 'native'): Promise<string[]> => {
        const out = join(folder, name, engine);
        mkdirSync(out, { recursive: true });
        return packAll(
          plans.map((plan) => ({ ...plan, engine })),
          sources,
          out,
        );
      };
      const [byFpm, natively] = [await pack('fpm'), await pack('native')];
      expect(plans.length).toBeGreaterThan(5);
      for (const [at, plan] of plans.entries()) {
        const found = await compareWithFpm(byFpm[at] ?? '', natively[at] ?? '');
        expect({ file: plan.fileName, found }).toEqual({ file: plan.fileName, found: [] });
      }
    },
    300_000,
  );
});
