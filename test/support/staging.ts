/** A staged tree as the engines of fpm get it. */
import { type StagedTree, layOut } from '../../src/engine/fpm/lay_out.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { gather, type StageOptions } from '../../src/stage/stage.ts';

export async function stage(plan: Plan, options: StageOptions): Promise<StagedTree> {
  return layOut(plan, await gather(plan, options), options.work);
}
