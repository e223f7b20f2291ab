/**
 * Says what differs, and may not, between a package of somebody's fpm and that of a config.
 *   node test/docs/beside_fpm.ts BY-FPM BY-ONEPACK
 */
import { compareWithFpm } from '../equivalence/compare.ts';
import { FPM_BY_HAND } from '../equivalence/allowed.ts';

const [byFpm = '', natively = ''] = process.argv.slice(2);
const found = await compareWithFpm(byFpm, natively, { also: FPM_BY_HAND, times: false });
for (const { name, left, right } of found) console.log(`${name}\n  fpm: ${left}\n  onepack: ${right}`);
process.exitCode = found.length === 0 ? 0 : 1;
