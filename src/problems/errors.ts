/** The two errors that end a run early. `cli.ts` prints them, without a stack trace. */
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
  /** What the tool itself printed, if anything. */
  readonly output: string | undefined;
  /** The command that repeats it, ready to paste. */
  readonly again: string | undefined;

  constructor(message: string, details: { output?: string; again?: string; cause?: unknown } = {}) {
    super(message, { cause: details.cause });
    this.name = 'ToolError';
    this.output = details.output;
    this.again = details.again;
  }
}

/** The same error, whose problems, if it has any, now name the package, architecture and format that they are about. */
export function withSubject(error: unknown, subject: Subject): unknown {
  if (!(error instanceof InputError)) return error;
  return new InputError(error.problems.map((problem) => ({ ...problem, subject })));
}

/** Throws all problems as one InputError; does nothing if there are none. */
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

/** The error to throw when a file that the user named cannot be read: an InputError if the name is wrong, else the machine's own error. */
export function cannotRead(name: string, code: ProblemCode, error: unknown): unknown {
  const reason = lookUp(REASONS, (error as NodeJS.ErrnoException).code ?? '');
  return reason === undefined ? error : new InputError([{ code, message: `cannot read ${name}: ${reason}` }]);
}
