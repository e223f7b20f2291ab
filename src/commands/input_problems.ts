/** What is wrong with the files of plans, as far as that shows before any is packed: what `check` says, and `pack` first of all. */
import type { LoadedConfig } from '../config/load.ts';
import { engines } from '../engine/engines.ts';
import { locateProblem } from '../plan/locate.ts';
import type { Plan } from '../plan/plan.ts';
import { createTreeOwners } from '../plan/tree_owners.ts';
import { below } from '../plan/paths.ts';
import type { OwnedPath } from '../plan/conflicts.ts';
import type { DiskItem, DiskTrees } from '../lint/finding.ts';
import { once, type Problem } from '../problems/problem.ts';
import { checkInputs, type InputOptions, missingSourceProblems } from '../stage/inputs.ts';
import { createRunFiles } from '../stage/run_inputs.ts';

export interface InputProblemOptions extends InputOptions {
  /** Whether a source that is not there yet is a problem: it is when packages are built, and none before. */
  readonly needsSources?: boolean;
  readonly trees: DiskTrees;
}

/** Each once, in the order of the text. */
export async function inputProblems(
  plans: readonly Plan[],
  loaded: LoadedConfig,
  { needsSources = false, trees, ...options }: InputProblemOptions,
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
  return once([...found.flat(), ...treeClashes(plans, loaded, trees)]).sort(
    (a, b) => (a.place?.start ?? 0) - (b.place?.start ?? 0),
  );
}

const TYPES = { folder: 'dir', file: 'file', link: 'symlink' } as const satisfies Record<
  DiskItem['kind'],
  OwnedPath['type']
>;

// Of what lies in trees on disk. Those of archives are found when they are opened.
function treeClashes(plans: readonly Plan[], loaded: LoadedConfig, trees: DiskTrees): Problem[] {
  const owners = createTreeOwners(plans);
  return plans.flatMap((plan) => {
    const paths = plan.contents.flatMap((content) =>
      (trees.get(content) ?? []).map(({ path, kind }): OwnedPath => ({
        path: below(content.dst, path),
        type: TYPES[kind],
      })),
    );
    return owners.enter(plan, paths).map((problem) => locateProblem(problem, plan, loaded));
  });
}
