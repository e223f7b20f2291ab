/** What a run that ended early tells people or machines, and its exit status. The one place that prints an error. */
import { CommanderError } from 'commander';
import { lineAndColumn, type Place, type Problem, renderProblems, type Severity } from '../diagnostics.ts';
import { InputError, ToolError } from '../errors.ts';
import type { Io } from '../io.ts';
import { type Paint, PLAIN, TERMINAL } from '../paint.ts';
import type { ProblemCode } from '../problem_codes/problem_codes.ts';

/** Exit statuses, as `docs/how-it-works.md` promises them. */
export const DONE = 0;
const TOOL_FAILED = 1;
const INPUT_WRONG = 2;

export interface ReportOptions {
  /** One JSON object on standard output instead of text on standard error. */
  readonly isJson: boolean;
  /** What was warned of before and has not been printed. */
  readonly warned?: readonly Problem[];
}

export function reportError(error: unknown, io: Io, { isJson, warned = [] }: ReportOptions): number {
  // --help and --version end a run too, and commander has printed all that it had to say.
  if (error instanceof CommanderError && error.exitCode === 0) return DONE;
  if (error instanceof CommanderError) {
    if (isJson) io.stdout(jsonText({ problems: [jsonProblem(badFlag(error))] }));
    return INPUT_WRONG;
  }
  const paint = io.hasColor === true ? TERMINAL : PLAIN;
  if (error instanceof InputError) {
    if (isJson) io.stdout(jsonText({ problems: [...warned, ...error.problems].map(jsonProblem) }));
    else io.stderr(`${renderProblems(error.problems, paint)}\n`);
    return INPUT_WRONG;
  }
  const failure = failureOf(error);
  if (isJson) io.stdout(jsonText({ problems: warned.map(jsonProblem), failure }));
  else io.stderr(renderFailure(failure, paint));
  if (process.env['ONEPACK_DEBUG'] !== undefined && error instanceof Error) io.stderr(`${error.stack}\n`);
  return TOOL_FAILED;
}

/** What every command prints under `--json`: `problems`, and what it has to say beside them. */
export function jsonText(value: { readonly problems: readonly JsonProblem[] } & Record<string, unknown>): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Lines and columns count from 1, columns in UTF-16 code units; the end is exclusive. A flag is the file `--set`. */
export interface JsonPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Its place is there whole or not at all. */
export interface JsonProblem extends Partial<JsonPlace> {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  /** Another place that it is about. */
  readonly also?: JsonPlace & { readonly message: string };
  readonly path?: readonly (string | number)[];
}

export function jsonProblem({ code, severity = 'error', message, hint, place, also, path }: Problem): JsonProblem {
  return {
    ...(place === undefined ? {} : jsonPlace(place)),
    code,
    severity,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(also === undefined ? {} : { also: { ...jsonPlace(also.place), message: also.message } }),
    ...(path === undefined ? {} : { path }),
  };
}

function jsonPlace({ source, start, end }: Place): JsonPlace {
  const from = lineAndColumn(source.text, start);
  const to = lineAndColumn(source.text, end);
  return { file: source.name, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

function badFlag({ message }: CommanderError): Problem {
  return { code: 'bad-flag', message: message.replace(/^error: /, '').replace(/\n[^]*$/, '') };
}

interface Failure {
  readonly message: string;
  /** What the tool printed. */
  readonly output?: string;
  /** The command that does it again. */
  readonly again?: string;
  /** Ours, not the machine's. */
  readonly isInternal?: true;
}

function failureOf(error: unknown): Failure {
  if (error instanceof ToolError) {
    const { message, output, again } = error;
    const hasOutput = output !== undefined && output.trim() !== '';
    return { message, ...(hasOutput ? { output: output.trimEnd() } : {}), ...(again === undefined ? {} : { again }) };
  }
  if (isSystemError(error)) return { message: error.message };
  return { message: error instanceof Error ? error.message : String(error), isInternal: true };
}

// ENOENT, EACCES, ENOSPC and their like: the machine's answer, with the path in its message.
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

function renderFailure({ message, output, again, isInternal }: Failure, paint: Paint): string {
  if (isInternal === true) {
    return `${paint.error('internal error:')} ${message}\nThis is a bug in onepack. Please report it with the command that you ran.\n`;
  }
  return [
    ...(output === undefined ? [] : [output]),
    `${paint.error('error:')} ${message}`,
    ...(again === undefined ? [] : [`  to repeat it: ${again}`]),
    '',
  ].join('\n');
}
