/** The two ways in which a run ends early. `cli.ts` prints them; neither shows a stack trace. */
import { type Problem, renderProblems, type Subject } from './problem.ts';
import { lookUp } from '../system/look_up.ts';
import type { ProblemCode } from './codes/codes.ts';

/** The user's input is wrong: exit status 2. */
export class InputError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(renderProblems(problems));
    this.name = 'InputError';
    this.problems = problems;
  }
}

/** A tool or the machine failed: exit status 1. */
export class ToolError extends Error {
  /** What the tool itself printed, if it printed anything. */
  readonly output: string | undefined;
  /** The command that does it again, ready to paste. */
  readonly again: string | undefined;

  constructor(message: string, details: { output?: string; again?: string; cause?: unknown } = {}) {
    super(message, { cause: details.cause });
    this.name = 'ToolError';
    this.output = details.output;
    this.again = details.again;
  }
}

/** The same error; where the user's input is wrong, its problems say whose they are. */
export function withSubject(error: unknown, subject: Subject): unknown {
  if (!(error instanceof InputError)) return error;
  return new InputError(error.problems.map((problem) => ({ ...problem, subject })));
}

/** Throws all problems at once; does nothing where there are none. */
export function failOnProblems(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new InputError(problems);
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a link that leads in a circle',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such folder',
};

/** What to throw where a file that the user named cannot be read: an InputError if it is the file, and the error itself if it is the machine. */
export function cannotRead(name: string, code: ProblemCode, error: unknown): unknown {
  const reason = lookUp(REASONS, (error as NodeJS.ErrnoException).code ?? '');
  return reason === undefined ? error : new InputError([{ code, message: `cannot read ${name}: ${reason}` }]);
}
