/** The overlays of helper packages, each for the days of one row of the table. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { inSets } from './compare.ts';
import { HELPERS } from './helpers.ts';
import { entriesOf, plansOf, TODAYS_CONFIG } from './plans.ts';

const FOLDER = 'build/pkgs/overlays';

describe('the helper packages', () => {
  it.each(HELPERS)('$built', async ({ overlay, version, needs, recommends }) => {
    const overlays = overlay === undefined ? [] : [`${FOLDER}/${overlay}`];
    const plans = await plansOf({ config: TODAYS_CONFIG, version, overlays });
    const found = plans.flatMap((plan) => {
      if (plan.package !== 'kubelet') return [];
      const seen = entriesOf(plan);
      const needed = (seen.get(plan.format === 'deb' ? 'Depends' : 'Requires') ?? []).filter(
        (entry) => !entry.startsWith('kubernetes-cni'),
      );
      return [
        plan.format,
        ...inSets('needs', needs[plan.format], needed),
        ...inSets('recommends', recommends, seen.get('Recommends') ?? []),
      ];
    });
    expect(found).toEqual(['deb', 'rpm']);
  });

  it('have an overlay for each row, and no other', () => {
    const rows = HELPERS.flatMap(({ overlay }) => overlay ?? []);
    expect(
      readdirSync(FOLDER)
        .filter((name) => name.startsWith('helpers-'))
        .sort(),
    ).toEqual([...rows].sort());
  });
});
