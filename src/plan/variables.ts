/** Replaces `${name}` and `${minor-1}` in the strings of a config. Variables are declared and few; the environment is not used. */
import type { KeyPath } from '../problems/problem.ts';
import { didYouMean, shortList } from '../problems/suggest.ts';
import { lookUp } from '../system/look_up.ts';
import type { ProblemCode } from '../problems/codes/codes.ts';

/** The variables that exist beside the user's own `vars`. The strings are the documentation. */
export const VARIABLES = {
  version: 'the version without its leading `v`, `1.32.0-alpha.1`; in `depends` and its like as the package spells it',
  major: 'the first number of the version',
  minor: 'the second number of the version',
  patch: 'the third number of the version',
  epoch: 'the epoch, `0` where there is none',
  revision: 'the revision',
  arch: 'the architecture by its Go name, `amd64`',
  deb_arch: 'the architecture as a deb names it, `ppc64el`',
  rpm_arch: 'the architecture as an rpm names it, `x86_64`',
  format: '`deb` or `rpm`',
  package: 'the name of the package',
} as const;

export type VariableName = keyof typeof VARIABLES;
export type Values = Readonly<Partial<Record<VariableName, string>>>;

/** The variables that can be used at one key. */
export interface Scope {
  readonly values: Values;
  readonly vars: Readonly<Record<string, string>>;
  /** What the user's `vars` see: `version` and its parts are those of the set there, whatever package uses them. */
  readonly varValues: Values;
  /** Whether a variable has no value because its origin is wrong, which is reported there. */
  readonly isRefused?: (name: string) => boolean;
}

/** What is wrong with a `${…}`: `token` is its text, `nth` which one of that text in the string, from 0. */
export interface VariableMistake {
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint?: string;
  readonly path: KeyPath;
  readonly token: string;
  readonly nth: number;
  /** Whether the name of a variable is wrong, not its value. */
  readonly atKey?: boolean;
}

export type ReportVariable = (mistake: VariableMistake) => void;

/** The string with every variable replaced; `$${` is a literal `${`. Undefined where something is wrong with one, which is reported. */
export function expand(text: string, path: KeyPath, scope: Scope, report: ReportVariable): string | undefined {
  if (!text.includes('${')) return text;
  return expandIn(text, path, { scope, report, users: [] });
}

/** The parts of a version as variables. */
export function versionValues(text: string, numbers: readonly (string | undefined)[]): Values {
  const [major, minor, patch] = numbers;
  return {
    version: text,
    ...(major === undefined ? {} : { major }),
    ...(minor === undefined ? {} : { minor }),
    ...(patch === undefined ? {} : { patch }),
  };
}

/** Every variable of the user's own, whether it is used or not: its name, what it refers to, cycles. */
export function checkVariables(
  vars: Readonly<Record<string, string>>,
  report: ReportVariable,
  isRefused: (name: string) => boolean = () => false,
): void {
  const values = Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, '1000000']));
  for (const [name, text] of Object.entries(vars)) {
    const path = ['vars', name];
    if (Object.hasOwn(VARIABLES, name)) {
      report({
        code: 'reserved-variable',
        message: `"${name}" is the name of a predefined variable`,
        path,
        token: name,
        nth: 0,
        atKey: true,
      });
    } else if (!NAME.test(name)) {
      const message = `the name of a variable consists of letters, digits and "_", not "${name}"`;
      report({ code: 'variable-name', message, path, token: name, nth: 0, atKey: true });
    } else {
      expandIn(text, path, { scope: { values, vars, varValues: values, isRefused }, report, users: [name] });
    }
  }
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const TOKEN = /\$\$\{|\$\{[^}]*\}?/g;
const EXPRESSION = /^\$\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*(?:([+-])\s*([0-9]+)\s*)?\}$/;

interface Work {
  readonly scope: Scope;
  readonly report: ReportVariable;
  /** The variables of the user's own that are being replaced, outermost first. */
  readonly users: readonly string[];
}

interface Failing extends Work {
  readonly fail: (code: ProblemCode, message: string, hint?: string) => undefined;
}

/** As many characters as variables may bring to one value, so that variables which double do not fill the memory. */
const MOST_CHARACTERS = 16 * 1024;

function expandIn(text: string, path: KeyPath, work: Work): string | undefined {
  let failed = false;
  let characters = 0;
  const seen = new Map<string, number>();
  const result = text.replace(TOKEN, (token) => {
    if (token === '$${') return '${';
    if (characters > MOST_CHARACTERS) return token;
    const nth = seen.get(token) ?? 0;
    seen.set(token, nth + 1);
    const fail: Failing['fail'] = (code, message, hint) => {
      work.report({ code, message, path, token, nth, ...(hint === undefined ? {} : { hint }) });
      return undefined;
    };
    const value = evaluate(token, { ...work, fail });
    failed ||= value === undefined;
    characters += value?.length ?? 0;
    if (characters > MOST_CHARACTERS) {
      fail('value-too-long', `variables make this longer than ${MOST_CHARACTERS} characters`);
      failed = true;
    }
    return value ?? token;
  });
  return failed ? undefined : result;
}

function evaluate(token: string, work: Failing): string | undefined {
  const literal = 'a literal "${" is written "$${"';
  if (!token.endsWith('}')) return work.fail('variable-syntax', 'a "${" without its "}"', literal);
  const [, name, sign, operand] = EXPRESSION.exec(token) ?? [];
  if (name === undefined) return work.fail('variable-syntax', `"${token}" is neither \${name} nor \${name+1}`, literal);
  const value = valueOf(name, work);
  if (value === undefined || sign === undefined) return value;
  if (!/^[0-9]+$/.test(value))
    return work.fail('variable-not-a-number', `"${name}" is "${value}", which is not a number`);
  const result = sign === '+' ? BigInt(value) + BigInt(operand ?? 0) : BigInt(value) - BigInt(operand ?? 0);
  return result < 0
    ? work.fail('variable-negative', `"${token}" is ${result} where ${name} is ${value}`)
    : String(result);
}

function valueOf(name: string, { scope, report, users, fail }: Failing): string | undefined {
  if (scope.isRefused?.(name) === true) return undefined;
  if (Object.hasOwn(VARIABLES, name)) {
    const known = [...Object.keys(scope.values), ...Object.keys(scope.vars)];
    const message = `"${name}" has no value here; those with one: ${known.length === 0 ? 'none' : known.join(', ')}`;
    return scope.values[name as VariableName] ?? fail('variable-without-value', message);
  }
  const text = lookUp(scope.vars, name);
  if (text === undefined) {
    const names = [...Object.keys(VARIABLES), ...Object.keys(scope.vars)];
    return fail(
      'unknown-variable',
      `there is no variable "${name}"; there is ${shortList(names, MOST_LISTED)}`,
      didYouMean(name, names),
    );
  }
  if (users.includes(name)) {
    const circle = [...users.slice(users.indexOf(name)), name].join(' -> ');
    return fail('variable-cycle', `"${name}" is made of itself: ${circle}`);
  }
  const known = knownIn(scope);
  const found = known.get(name);
  if (found?.mistake !== undefined) report(found.mistake);
  if (found !== undefined) return found.value;
  if (users.length >= DEEPEST) {
    return fail('value-too-long', `variables stand for one another more than ${DEEPEST} levels deep`);
  }
  const mistakes: VariableMistake[] = [];
  const note: ReportVariable = (mistake) => {
    if (mistakes.length === 0) mistakes.push(mistake);
    report(mistake);
  };
  const inner = { ...scope, values: scope.varValues };
  const value = expandIn(text, ['vars', name], { scope: inner, report: note, users: [...users, name] });
  known.set(name, { value, mistake: mistakes[0] });
  return value;
}

/** As many levels of variables as anybody writes, and fewer than the stack has. */
const DEEPEST = 100;
/** How many names are listed at most, since nobody reads more. */
const MOST_LISTED = 40;

interface Known {
  readonly value: string | undefined;
  /** The first thing that is wrong with it: whoever uses it again is told that alone. */
  readonly mistake: VariableMistake | undefined;
}

// Each variable of the user's own is replaced once in a scope, however often it is used.
const knownByValues = new WeakMap<Values, Map<string, Known>>();

function knownIn({ varValues }: Scope): Map<string, Known> {
  const known = knownByValues.get(varValues) ?? new Map<string, Known>();
  knownByValues.set(varValues, known);
  return known;
}
