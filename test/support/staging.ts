/** A staged tree as the engines of fpm get it. */
import { type StagedTree, layOut } from '../../src/engine/fpm/lay_out.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { createRunInputs } from '../../src/stage/run_inputs.ts';
import { type Gathered, gather, type StageOptions } from '../../src/stage/stage.ts';

type Options = Omit<StageOptions, 'inputs'>;

/** What an engine gets of a run of one plan. */
export function gatherAlone(plan: Plan, options: Options): Promise<Gathered> {
  return gather(plan, { ...options, inputs: createRunInputs(`${options.work}-unpacked`) });
}

export async function stage(plan: Plan, options: Options): Promise<StagedTree> {
  return layOut(plan, await gatherAlone(plan, options), options.work);
}
