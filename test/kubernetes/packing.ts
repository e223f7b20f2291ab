/** Packs plans two at a time, each distinct one once. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { packPlan } from '../../src/engine/pack.ts';
import { type Plan, serializePlan } from '../../src/plan/plan.ts';
import type { Sources } from './inputs.ts';

const AT_A_TIME = 2;

/** The path of the package of each plan, in the order of the plans. */
export async function packAll(plans: readonly Plan[], sources: Sources, folder: string): Promise<string[]> {
  const texts = plans.map(serializePlan);
  const distinct = [...new Map(texts.map((text, at) => [text, plans[at] as Plan]))];
  const made = new Map<string, string>();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < distinct.length) {
      const at = next++;
      const [text, plan] = distinct[at] as (typeof distinct)[number];
      const directory = join(folder, String(at));
      mkdirSync(directory, { recursive: true });
      const { artifact } = await packPlan(plan, { sources, out: { directory }, cwd: process.cwd() });
      made.set(text, artifact);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return texts.map((text) => made.get(text) ?? '');
}
