/** What is wrong with the files of plans, as far as that shows before any is packed: what `check` says, and `pack` first of all. */
import type { LoadedConfig } from '../config/load.ts';
import { engines } from '../engine/engines.ts';
import { locateProblem } from '../plan/locate.ts';
import type { Plan } from '../plan/plan.ts';
import { once, type Problem } from '../problems/problem.ts';
import { checkInputs, type InputOptions, missingSourceProblems } from '../stage/inputs.ts';
import { createRunFiles } from '../stage/run_inputs.ts';

export interface InputProblemOptions extends InputOptions {
  /** Whether a source that is not there yet is a problem: it is when packages are built, and none before. */
  readonly needsSources?: boolean;
}

/** Each once, in the order of the text. */
export async function inputProblems(
  plans: readonly Plan[],
  loaded: LoadedConfig,
  { needsSources = false, ...options }: InputProblemOptions,
): Promise<Problem[]> {
  const files = createRunFiles();
  const found = await Promise.all(
    plans.map(async (plan) => {
      const problems = [
        ...engines[plan.engine].refuse(plan),
        ...(await checkInputs(plan, options, files)),
        ...(needsSources ? missingSourceProblems(plan, options, files) : []),
      ];
      return problems.map((problem) => locateProblem(problem, plan, loaded));
    }),
  );
  return once(found.flat()).sort((a, b) => (a.place?.start ?? 0) - (b.place?.start ?? 0));
}
