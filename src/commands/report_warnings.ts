/** Tells warnings, or ends the run where the config or a flag makes them errors. */
import { type Problem, renderProblems } from '../problems/problem.ts';
import { InputError } from '../problems/errors.ts';
import type { Io } from '../system/io.ts';
import type { LintOptions } from '../lint/lint.ts';
import { PLAIN, TERMINAL } from '../problems/paint.ts';
import type { PlannedConfig } from '../plan/plan_config.ts';
import type { Treatment } from '../problems/codes/problem_entry.ts';

export interface WarnOptions {
  /** `error` makes every warning an error, `off` says none. */
  readonly warnings?: Treatment | undefined;
}

/** The warnings of what has been planned, each once. The rules are loaded only for a config that is right. */
export async function reportWarnings(
  planned: PlannedConfig,
  options: WarnOptions & Partial<LintOptions>,
  io: Io,
): Promise<void> {
  const { lint } = await import('../lint/lint.ts');
  const { warnings: treatment, ...more } = options;
  report(lint({ ...planned, treatment, ...more }), io);
}

/** Throws an InputError with all of them where one is an error. */
export function report(problems: readonly Problem[], io: Io): void {
  if (problems.some(({ severity }) => severity !== 'warning')) throw new InputError(problems);
  if (problems.length === 0) return;
  if (io.warn !== undefined) io.warn(problems);
  else io.stderr(`${renderProblems(problems, io.hasColor === true ? TERMINAL : PLAIN)}\n\n`);
}
