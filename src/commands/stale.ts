/** What is said where a Bazel action does not see a file: it sees those alone that the BUILD file names. */
import { dirname } from 'node:path';
import type { Problem } from '../diagnostics.ts';
import { InputError } from '../errors.ts';

/** The same error; of a file that is not there it says how Bazel comes to know it. */
export function withUpdateHint(error: unknown, config: string): unknown {
  if (!(error instanceof InputError)) return error;
  const folder = dirname(config) === '.' ? '' : dirname(config);
  const hint = `where the file is there, BUILD.bazel does not name it yet; run: bazel run //${folder}:update`;
  return new InputError(error.problems.map((problem) => (isUnseen(problem) ? { ...problem, hint } : problem)));
}

// Of the config itself nobody else says where it is.
function isUnseen({ code, place }: Problem): boolean {
  return code === 'missing-file' || (code === 'cannot-read' && place !== undefined);
}
