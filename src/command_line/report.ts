/**
 * Reports the results of a run, or the error that ended it, to people or as JSON, and decides the exit status. No other file prints
 * errors.
 */
import { CommanderError, type Command } from 'commander';
import {
  lineAndColumn,
  type Place,
  type Problem,
  renderProblems,
  type Severity,
  type Subject,
} from '../problems/problem.ts';
import { InputError, ToolError } from '../problems/errors.ts';
import { diskReason } from '../system/disk_reason.ts';
import type { Io } from '../system/io.ts';
import { type Paint, PLAIN, TERMINAL } from '../problems/paint.ts';
import type { ProblemCode } from '../problems/codes/codes.ts';
import type { Flags } from './options.ts';

/** The exit statuses that `docs/how-it-works.md` promises. */
export const DONE = 0;
const TOOL_FAILED = 1;
const INPUT_WRONG = 2;

export interface ReportOptions {
  /** One JSON object on standard output instead of text on standard error. */
  readonly isJson: boolean;
  /** Warnings that have not been printed yet. */
  readonly warned?: readonly Problem[];
}

export function reportError(error: unknown, io: Io, { isJson, warned = [] }: ReportOptions): number {
  // --help and --version also end a run this way, after commander has printed everything.
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

/** The JSON that every command prints under `--json`: `problems` and its results. */
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

/** Either all fields of its place are present or none. */
export interface JsonProblem extends Partial<JsonPlace> {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  /** A second place. */
  readonly also?: JsonPlace & { readonly message: string };
  readonly path?: readonly (string | number)[];
  /** The part of the set that it is about, if it was found in a plan: what all plans with this problem share. */
  readonly subject?: Subject;
}

export function jsonProblem({
  code,
  severity = 'error',
  message,
  hint,
  place,
  also,
  path,
  subject,
}: Problem): JsonProblem {
  return {
    ...(place === undefined ? {} : jsonPlace(place)),
    code,
    severity,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(also === undefined ? {} : { also: { ...jsonPlace(also.place), message: also.message } }),
    ...(path === undefined ? {} : { path }),
    ...(subject === undefined ? {} : { subject }),
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
  /** The command that repeats it. */
  readonly again?: string;
  /** Whether the fault is onepack's, not the machine's. */
  readonly isInternal?: true;
}

function failureOf(error: unknown): Failure {
  if (error instanceof ToolError) {
    const { message, output, again } = error;
    const hasOutput = output !== undefined && output.trim() !== '';
    return { message, ...(hasOutput ? { output: output.trimEnd() } : {}), ...(again === undefined ? {} : { again }) };
  }
  if (isSystemError(error)) return { message: error.code === 'EMFILE' ? diskReason(error) : error.message };
  return { message: error instanceof Error ? error.message : String(error), isInternal: true };
}

// ENOENT, EACCES, ENOSPC and similar errors come from the machine, and name the path.
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

/** The results of a command for `--json`. People have already been told. */
export type Results = object | Verdict;

/** Of a command whose exit status is an answer: that of `diff` is 1 if something differs, as that of diff(1). */
interface Verdict {
  readonly exitStatus?: number;
}

export type Task = (flags: Flags, io: Io, names: readonly string[]) => Promise<Results | void>;

/**
 * Gives commander's actions: a task gets the flags, what it may say, and the arguments without a flag. For a machine, what it
 * warns of is put into `warned`. `exit` gets the exit status of a command that ends well.
 */
export function running(
  io: Io,
  warned: Problem[],
  exit: (status: number) => void,
): (task: Task) => (...args: unknown[]) => Promise<void> {
  return (task) =>
    async (...args) => {
      const command = args.at(-1) as Command;
      const flags = command.opts();
      const isJson = flags['json'] === true;
      const results = await task(flags, said(io, isJson ? warned : undefined, flags['quiet'] === true), command.args);
      const { exitStatus = DONE, ...told }: Verdict = results ?? {};
      exit(exitStatus);
      if (isJson) io.stdout(jsonText({ problems: warned.map(jsonProblem), ...told }));
    };
}

// With `--json`, nothing but one JSON object may be on standard output.
function said(io: Io, warned: Problem[] | undefined, isQuiet: boolean): Io {
  if (warned === undefined) return isQuiet ? { ...io, isQuiet: true, isTTY: false } : io;
  const warn = (warnings: readonly Problem[]): void => void warned.push(...warnings);
  return { ...io, isQuiet: true, isTTY: false, stdout: () => undefined, warn };
}
