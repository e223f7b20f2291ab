/** `onepack explain`: shows the values of a config at a path, and the file or flag that each comes from. */
import { type Layers, loadConfig, TIME_VARIABLE } from '../config/load.ts';
import { readKeyPath } from '../config/override.ts';
import { formatKeyPath, lineAndColumn, type Place, type Problem } from '../problems/problem.ts';
import { failOnProblems, InputError } from '../problems/errors.ts';
import type { Io } from '../system/io.ts';
import { resolvePlans } from '../plan/resolve.ts';
import { withTime } from '../plan/time.ts';
import { explain, type Explained, type Question } from '../plan/explain.ts';

export interface ExplainOptions {
  readonly layers: Layers;
  /** A path in the grammar of `--set`; everything if absent. */
  readonly path?: string | undefined;
  readonly arch?: string;
  readonly format?: string;
}

/** For machines: `{path, value, from, replaced}` of each value. */
export interface ExplainResults {
  readonly values: readonly object[];
}

/** Throws an InputError if the config or the question is wrong. */
export async function explainConfig(options: ExplainOptions, io: Io): Promise<ExplainResults> {
  const written = await loadConfig(options.layers);
  const { loaded: timed, from } = await withTime(written, resolvePlans(written).set, io.cwd);
  const loaded = from === 'default' ? written : timed;
  const { arch: architecture, format } = options;
  const problems: Problem[] = [];
  const values = explain(loaded, { ...asked(options.path), architecture, format }, problems);
  failOnProblems(problems);
  io.stdout(values.map((one) => `${lineOf(one)}\n`).join(''));
  return { values: values.map(jsonOf) };
}

function asked(path: string | undefined): Pick<Question, 'asked'> {
  if (path === undefined) return {};
  const read = readKeyPath({ name: 'PATH', text: path });
  if ('problem' in read) throw new InputError([read.problem]);
  return { asked: read };
}

/** `version: v1.37.0  # --version=v1.37.0, was v1.36.3 (build/pkgs/packages.yaml:4)` */
function lineOf(one: Explained): string {
  const before = one.replaced.map(({ value, place }) => `was ${short(shown(value))} (${nameOf(place)})`);
  const remarks = [
    ...(one.written === undefined ? [] : [`written ${shown(one.written)}`]),
    ...(one.key === undefined ? [] : [`from \`${formatKeyPath(one.key)}\``]),
    ...(one.isUnset === true ? (one.means === undefined ? [] : [one.means]) : [whoseOf(one)]),
    ...before,
  ];
  const remark = remarks.length === 0 ? '' : `  # ${remarks.join(', ')}`;
  return `${formatKeyPath(one.path)}: ${valueOf(one)}${remark}`;
}

function valueOf(one: Explained): string {
  if (one.isGone === true) return '(removed)';
  if (one.isUnset === true) return '(not set)';
  return shown(one.value);
}

function whoseOf({ place }: Explained): string {
  return place === undefined ? 'by default' : nameOf(place);
}

// A string as YAML would write it, without quotes if it needs none.
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '(nothing)' : value.map(shown).join(', ');
  if (typeof value === 'string' && /^[^\s"'#[\]{}](?:[^\p{Cc}]*[^\s\p{Cc}])?$/u.test(value)) return value;
  return JSON.stringify(value);
}

const LONGEST = 60;

function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function nameOf({ source: { name, text }, start }: Place): string {
  return isFlag(name) ? `${name}=${short(text)}` : `${name}:${lineAndColumn(text, start).line}`;
}

// Whether a text is the value of a flag and not a file.
function isFlag(name: string): boolean {
  return name.startsWith('--') || name === TIME_VARIABLE;
}

function jsonOf({ path, place, key, replaced, ...rest }: Explained): object {
  const from = place === undefined ? (rest.isUnset === true ? undefined : { default: true }) : placed(place);
  const inherited = key === undefined ? {} : { key: formatKeyPath(key) };
  return {
    path: formatKeyPath(path),
    ...rest,
    ...(from === undefined ? {} : { from: { ...from, ...inherited } }),
    replaced: replaced.map((old) => ({ value: old.value, from: placed(old.place) })),
  };
}

function placed({ source: { name, text }, start }: Place): object {
  const { line, column } = lineAndColumn(text, start);
  return isFlag(name) ? { flag: name, text, column } : { file: name, line, column };
}
