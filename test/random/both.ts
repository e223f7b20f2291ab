/** A config packed by fpm and by the native engine. */
import { chmodSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { packPlan } from '../../src/engine/pack.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { planConfig } from '../../src/plan/plan_config.ts';
import { compareWithFpm } from '../equivalence/compare.ts';
import { writeFiles } from '../support/packing.ts';
import type { Inputs } from './contents.ts';

/** Writes into the new folder `work` what a config names. */
export function writeInputs(work: string, { files, links }: Inputs): void {
  writeFiles(work, Object.fromEntries(Object.entries(files).map(([name, { text }]) => [name, text])));
  for (const [name, { isProgram }] of Object.entries(files)) if (isProgram === true) chmodSync(join(work, name), 0o755);
  for (const [name, target] of Object.entries(links)) {
    mkdirSync(dirname(join(work, name)), { recursive: true });
    symlinkSync(target, join(work, name));
  }
}

export async function plansOf(config: object, work: string): Promise<readonly Plan[]> {
  writeFiles(work, { 'packages.yaml': stringify(config) });
  const { plans } = await planConfig({ config: 'packages.yaml', cwd: work });
  return plans;
}

export interface Both {
  readonly fpm: string;
  readonly native: string;
}

/** Into a new folder in `work`. */
export async function packBoth(plan: Plan, work: string): Promise<Both> {
  const out = mkdtempSync(join(work, 'packages-'));
  const pack = async (engine: 'fpm' | 'native'): Promise<string> => {
    const file = join(out, `${engine}.${plan.format}`);
    const { artifact } = await packPlan({ ...plan, engine }, { sources: {}, out: { file }, cwd: work });
    return artifact;
  };
  return { fpm: await pack('fpm'), native: await pack('native') };
}

/** In words; undefined where both engines say the same. */
export async function faultOf(plan: Plan, work: string): Promise<string | undefined> {
  const { fpm, native } = await packBoth(plan, work);
  const found = await compareWithFpm(fpm, native);
  return found.length === 0 ? undefined : `${plan.format}: ${JSON.stringify(found, null, 2)}`;
}

/** Whether the plan of this format still shows a fault. Of what was taken away something may be needed: that is none. */
export async function showsFault(config: object, format: Plan['format'], work: string): Promise<boolean> {
  try {
    const plan = (await plansOf(config, work)).find((one) => one.format === format);
    return plan !== undefined && (await faultOf(plan, work)) !== undefined;
  } catch {
    return false;
  }
}
