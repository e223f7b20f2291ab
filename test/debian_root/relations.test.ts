/** The relations of all packages that the machine knows of, written as a config has them: a deb gets what dpkg has. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { FIELDS_OF_KINDS, type Written, configOf, neutralMap } from './written_relations.ts';
import { isDebian, packagesOfRoot } from './root.ts';
import { resolvePlans } from '../../src/plan/resolve.ts';
import { loaded } from '../plan/located.ts';
import { spelled } from '../support/packing.ts';

if (!isDebian) console.log('left out: relations of this machine, which is no Debian');

/** So many in one config. */
const AT_ONCE = 2000;

/** Of each kind, evenly out of all; EVERY_RELATION=1 reads all, which takes minutes. */
const MOST = process.env['EVERY_RELATION'] === '1' ? Infinity : 2000;

(isDebian ? describe : describe.skip)('the relations of the packages of this machine', () => {
  const groups = new Map<string, Set<string>>();
  let packages = 0;
  beforeAll(() => {
    const { installed, known } = packagesOfRoot();
    packages = installed.length + known.length;
    for (const fields of [...installed, ...known]) {
      for (const [kind, field] of Object.entries(FIELDS_OF_KINDS)) {
        const own = groups.get(kind) ?? new Set();
        for (const group of (fields.get(field) ?? '').split(',')) if (group.trim() !== '') own.add(group.trim());
        groups.set(kind, own);
      }
    }
    const counts = [...groups].map(([kind, own]) => `${own.size} of ${kind}`);
    console.log(`read the relations of ${packages} packages: ${counts.join(', ')} that differ`);
  }, 120_000);

  it.each(Object.keys(FIELDS_OF_KINDS))(
    '%s are in a deb as they were',
    (kind) => {
      const every = [...(groups.get(kind) ?? [])];
      const step = Math.max(1, Math.ceil(every.length / MOST));
      const all = every.filter((_, at) => at % step === 0);
      const refused: string[] = [];
      const different: [string, string][] = [];
      for (let from = 0; from < all.length; from += AT_ONCE) {
        const chunk = all.slice(from, from + AT_ONCE);
        const written: Written = neutralMap(chunk);
        const { plans, problems } = resolvePlans(loaded(configOf(kind, written)));
        refused.push(...problems.map(({ message }) => message));
        const [plan] = plans;
        const ours = plan === undefined ? [] : (spelled(plan)[kind] ?? []);
        if (problems.length > 0) continue;
        for (const [at, group] of chunk.entries()) {
          const wanted = anyRevision(group.replace(/\s*\|\s*/g, ' | ').replace(/\s+\(/g, ' ('));
          if (ours[at] !== wanted) different.push([wanted, String(ours[at])]);
        }
      }
      expect({ refused, different }).toEqual({ refused: [], different: [] });
    },
    600_000,
  );
});

/** Ours is a comparison of upstream versions where no revision is named: greater than each of its revisions, or one of them. */
function anyRevision(group: string): string {
  return group.replace(/\((>>|<=) ([^-)]+)\)/g, '($1 $2-.)');
}
