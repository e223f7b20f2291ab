/** What is said where a Bazel action runs with a BUILD file that is not of the config as it is now. */
import { dirname } from 'node:path';
import type { Problem } from '../problems/problem.ts';
import { InputError } from '../problems/errors.ts';
import { updateCommand } from '../bazel/build_file.ts';

/** The Bazel package of a config that is named from the top of the workspace, as actions name it. */
export function packageOf(config: string): string {
  return dirname(config) === '.' ? '' : dirname(config);
}

/** The same error; of a file that is not there it says how Bazel comes to know it. */
export function withUpdateHint(error: unknown, config: string): unknown {
  if (!(error instanceof InputError)) return error;
  const hint = `if the file exists, BUILD.bazel does not name it yet; run: ${updateCommand(packageOf(config))}`;
  return new InputError(error.problems.map((problem) => (isUnseen(problem) ? { ...problem, hint } : problem)));
}

// Of the config itself nobody else says where it is.
function isUnseen({ code, place }: Problem): boolean {
  return code === 'missing-file' || (code === 'cannot-read' && place !== undefined);
}
