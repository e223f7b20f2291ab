/** Problems as data, each with a place, and the one way in which they are printed. */
import { type Paint, PLAIN } from './paint.ts';
import type { ProblemCode } from './codes/codes.ts';

/** Something that a user wrote, as a whole: a config, an overlay, or the value of a flag. */
export interface SourceText {
  /** What the user calls it: `build/pkgs/packages.yaml`, or `--set` for a flag. */
  readonly name: string;
  readonly text: string;
}

/** A stretch of a text: offsets in UTF-16 code units; `end` is exclusive. */
export interface Place {
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;
}

/** The path of a value in the config: `['packages', 'kubelet', 'depends', 'iptables']`. */
export type KeyPath = readonly (string | number)[];

/** Whether `path` is `top` or leads to something inside it. */
export function isBelow(path: KeyPath, top: KeyPath): boolean {
  return path.length >= top.length && top.every((step, index) => path[index] === step);
}

/** Which part of the set a problem is about. If several plans have the problem, only what they share is filled in. */
export interface Subject {
  /** What the user calls the config. */
  readonly config: string;
  readonly package?: string;
  readonly architecture?: string;
  readonly format?: string;
}

/** A warning neither stops the run nor changes the exit status. */
export type Severity = 'error' | 'warning';

/** A mistake of the user's. Problems are collected and thrown together. `code` is stable, and is what tests assert. */
export interface Problem {
  readonly code: ProblemCode;
  /** An error if absent. */
  readonly severity?: Severity;
  /** What is wrong and what is allowed, in one line without a full stop. */
  readonly message: string;
  /** Absent only if no text is at hand, as in a Bazel action, which has a plan and no config. */
  readonly place?: Place;
  /** The path of the key, for a problem without a place. */
  readonly path?: KeyPath;
  /** Set if the problem was found in a plan. */
  readonly subject?: Subject;
  /** A second place, in another text: for example what an overlay was meant to change. */
  readonly also?: { readonly place: Place; readonly message: string };
  /** What to do about it: "did you mean …", or a command to run. */
  readonly hint?: string;
}

/** One-based line and column of an offset. Columns count UTF-16 code units, as editors do. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const starts = lineStarts(text);
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/** Many problems may be in a few texts. */
const MOST_TEXTS = 16;
const startsOf = new Map<string, readonly number[]>();

function lineStarts(text: string): readonly number[] {
  const known = startsOf.get(text);
  if (known !== undefined) return known;
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  if (startsOf.size >= MOST_TEXTS) startsOf.clear();
  startsOf.set(text, starts);
  return starts;
}

const WIDEST = 100;

/**
 * Prints `file:line:column: error: message [code]` (or `warning:`), the source line, carets under the stretch, the second place, and the
 * hint.
 */
export function renderProblem(problem: Problem, paint: Paint = PLAIN): string {
  const { place, also, code, path, subject, severity = 'error' } = problem;
  const message = shownText(problem.message);
  const hint = problem.hint === undefined ? undefined : shownText(problem.hint);
  const lines: string[] = [];
  const what = paint[severity](`${severity}:`);
  if (place === undefined) {
    const where = path === undefined ? '' : `${paint.place(`${formatKeyPath(path)}:`)} `;
    // A place already tells the config, and usually the package.
    const whose = subject === undefined ? '' : `${shownText(describeSubject(subject))}: `;
    lines.push(`${where}${what} ${whose}${message} [${code}]`);
  } else {
    lines.push(...pointAt(place, `${what} ${message} [${code}]`, paint));
  }
  if (also !== undefined) lines.push(...pointAt(also.place, `note: ${shownText(also.message)}`, paint));
  if (hint !== undefined) lines.push(`  ${paint.hint('hint:')} ${hint}`);
  return lines.join('\n');
}

// `packages.yaml: kubelet, amd64, deb`
function describeSubject({ config, package: name, architecture, format }: Subject): string {
  const known = [name, architecture, format].filter((part) => part !== undefined);
  return known.length === 0 ? config : `${config}: ${known.join(', ')}`;
}

/** More than these are counted, and of more than those the rest is not shown. */
const MOST_UNCOUNTED = 20;
const MOST_SHOWN = 100;

export function renderProblems(problems: readonly Problem[], paint: Paint = PLAIN): string {
  const shown = problems.slice(0, MOST_SHOWN).map((problem) => renderProblem(problem, paint));
  if (problems.length > MOST_UNCOUNTED) {
    const warnings = problems.filter(({ severity }) => severity === 'warning').length;
    const counts = [countOf(problems.length - warnings, 'error'), countOf(warnings, 'warning')].filter((text) => text);
    const isCut = problems.length > MOST_SHOWN;
    const rest = isCut ? `; the first ${MOST_SHOWN} are shown, and \`--json\` has all of them` : '';
    shown.push(`${counts.join(' and ')}${rest}`);
  }
  return shown.join('\n\n');
}

function countOf(count: number, what: string): string {
  return count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** `packages["a.b"].depends.iptables`, in the grammar that `--set` reads. */
export function formatKeyPath(path: KeyPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[A-Za-z0-9_@|+~-]+$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text;
}

function pointAt(place: Place, what: string, paint: Paint): string[] {
  const { line, column } = lineAndColumn(place.source.text, place.start);
  const where = paint.place(`${place.source.name}:${line}:${column}:`);
  return [`${where} ${what}`, ...picture(place, column, paint)];
}

// The source line; a long one is cut to a window around the caret.
function picture(place: Place, column: number, paint: Paint): string[] {
  const { text } = place.source;
  const lineStart = place.start - (column - 1);
  const lineBreak = text.indexOf('\n', lineStart);
  const lineEnd = lineBreak === -1 ? text.length : lineBreak;
  const from = lineEnd - lineStart <= WIDEST ? 0 : Math.max(0, column - 1 - WIDEST / 2);
  const shown = text.slice(lineStart + from, Math.min(lineEnd, lineStart + from + WIDEST)).replace(/\r$/, '');
  const caretAt = column - 1 - from;
  const width = Math.max(1, Math.min(place.end, lineEnd) - place.start);
  const indent = shown.slice(0, caretAt).replace(/[^\t]/g, ' ');
  const carets = '^'.repeat(Math.max(1, Math.min(width, shown.length - caretAt)));
  return [`    ${shownText(shown)}`, `    ${indent}${paint.carets(carets)}`];
}

// Control characters from a file could be commands to a terminal. Each is replaced by one character, so columns stay right.
function shownText(text: string): string {
  return text.replace(/[^\P{Cc}\t\n]/gu, '\uFFFD');
}

/** Problems without repetitions: the same mistake found several times, or in several packages, is reported once. */
export function once(problems: readonly Problem[]): Problem[] {
  const kept = new Map<string, Problem>();
  for (const problem of problems) {
    const { code, message, subject } = problem;
    const name = JSON.stringify([code, message, whereOf(problem)]);
    const first = kept.get(name);
    if (first === undefined) kept.set(name, problem);
    else if (first.subject !== undefined) kept.set(name, { ...first, subject: shared(first.subject, subject) });
  }
  return [...kept.values()];
}

function whereOf({ place, subject }: Problem): string | undefined {
  return place === undefined ? subject?.package : `${place.source.name}:${place.start}`;
}

function shared({ config, ...rest }: Subject, other: Subject | undefined): Subject {
  const same = Object.entries(rest).filter(([key, value]) => other?.[key as keyof Subject] === value);
  return { config, ...Object.fromEntries(same) };
}
