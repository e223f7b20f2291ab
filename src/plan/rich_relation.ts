/**
 * rpm's own grammar for a relation of several packages: `(a if b else c)`, `(a >= 1 with a < 2)`. What is refused here rpmbuild refuses.
 * https://rpm-software-management.github.io/rpm/manual/boolean_dependencies.html
 */
import { OPERATORS, RICH_OPERATORS, type RichOperand, type RichOperator } from '../format/format.ts';
import { rpm } from '../format/rpm.ts';

export interface RichMistake {
  readonly message: string;
  readonly hint?: string;
}

/**
 * Where an expression stands: what a package needs has no `unless` there, and what it conflicts with, or comes along with, no `if`. An
 * `and` is as the one and an `or` as the other.
 */
export type RichContext = 'and' | 'or';

/** Throws nothing: a mistake is returned. */
export function parseRich(text: string, context: RichContext): { readonly rich: RichOperand } | RichMistake {
  const words = text.match(/[()]|[^\s()]+(?:\([^\s()]*\)[^\s()]*)*/g) ?? [];
  const parser: Parser = { text, words, at: 1 };
  if (words[0] !== '(') return { message: `"${text}" is not in parentheses`, hint: `write "(${text})"` };
  try {
    const rich = readGroup(parser);
    if (parser.at < words.length) throw new Mistake(`"${text}" goes on after its last parenthesis`);
    checkContext(rich, context);
    return { rich };
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    return { message: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) };
  }
}

class Mistake extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

interface Parser {
  readonly text: string;
  readonly words: readonly string[];
  at: number;
}

function next(parser: Parser): string | undefined {
  const word = parser.words[parser.at];
  parser.at += 1;
  return word;
}

function readGroup(parser: Parser): RichOperand {
  const of: RichOperand[] = [];
  const operators: string[] = [];
  for (;;) {
    of.push(readOperand(parser));
    const word = next(parser);
    if (word === ')') return group(parser.text, operators, of);
    if (word === undefined) throw new Mistake(`a parenthesis of "${parser.text}" is not closed`);
    checkOperator(parser.text, word);
    operators.push(word);
  }
}

function isOperator(word: string | undefined): word is RichOperator {
  return RICH_OPERATORS.some((known) => known === word);
}

const KNOWN = [...RICH_OPERATORS, 'else'].map((word) => `"${word}"`).join(', ');

function checkOperator(text: string, word: string): void {
  if (isOperator(word) || word === 'else') return;
  const lower = word.toLowerCase();
  const isCase = isOperator(lower) || lower === 'else';
  throw new Mistake(`"${word}" in "${text}" is none of ${KNOWN}`, isCase ? `write "${lower}"` : undefined);
}

function group(text: string, operators: readonly string[], of: readonly RichOperand[]): RichOperand {
  const [op, ...others] = operators;
  const [only] = of;
  if (op === undefined && only !== undefined) return only;
  if (!isOperator(op)) throw new Mistake(`"else" in "${text}" stands without "if" or "unless" before it`);
  const hasElse = op === 'if' || op === 'unless';
  const isChain = op === 'and' || op === 'or' || op === 'with';
  const isRight = hasElse
    ? others.length === 0 || (others.length === 1 && others[0] === 'else')
    : others.length === 0 || (isChain && others.every((other) => other === op));
  if (!isRight) {
    const hint = 'put parentheses around each part that has an operator of its own';
    throw new Mistake(`"${text}" has ${operators.map((one) => `"${one}"`).join(' and ')} side by side`, hint);
  }
  if (op === 'with' || op === 'without') of.forEach((one) => checkWith(text, op, one));
  return { op, of };
}

// One package is asked for all of it.
function checkWith(text: string, op: RichOperator, operand: RichOperand): void {
  if (!('op' in operand)) return;
  if (operand.op === 'and' || operand.op === 'if' || operand.op === 'unless') {
    throw new Mistake(
      `"${operand.op}" in "${text}" is below "${op}", which has only "or", "with" and "without" below it`,
    );
  }
  operand.of.forEach((one) => checkWith(text, op, one));
}

function readOperand(parser: Parser): RichOperand {
  const name = next(parser);
  const { text, words } = parser;
  if (name === '(') return readGroup(parser);
  if (name === undefined || name === ')' || isOperator(name) || name === 'else') {
    throw new Mistake(`a name is missing in "${text}"${name === undefined ? '' : ` before "${name}"`}`);
  }
  if (!rpm.texts.relationName.pattern.test(name)) {
    const [, first, sign, version] = /^([^<>=]+)([<>=]+)(.*)$/.exec(name) ?? [];
    const hint = first === undefined ? undefined : `write blanks around "${sign}": "${first} ${sign} ${version}"`;
    throw new Mistake(`"${name}" in an rpm must be ${rpm.texts.relationName.allowed}`, hint);
  }
  const sign = words[parser.at];
  if (sign === undefined || !/^[<>=]/.test(sign)) return { name, bounds: [] };
  const op = OPERATORS.find((known) => known === (sign === '==' ? '=' : sign));
  if (op === undefined) throw new Mistake(`"${sign}" in "${text}" is none of ${OPERATORS.join(', ')}`);
  parser.at += 1;
  const version = next(parser);
  if (version === undefined || !rpm.texts.relationVersion.pattern.test(version) || isOperator(version)) {
    throw new Mistake(`the version after "${name} ${sign}" must be ${rpm.texts.relationVersion.allowed}`);
  }
  return { name, bounds: [{ op, version }] };
}

const INSTEAD = { if: 'and', unless: 'or' } as const;

function checkContext(operand: RichOperand, context: RichContext): void {
  if (!('op' in operand)) return;
  const { op, of } = operand;
  const isForbidden = (op === 'if' && context === 'or') || (op === 'unless' && context === 'and');
  if (isForbidden) throw new Mistake(`"${op}" cannot stand here`, `rpm takes "${INSTEAD[op]}" here`);
  if (op === 'if' || op === 'unless') {
    const [first, condition, otherwise] = of;
    const inner = op === 'if' ? 'and' : 'or';
    for (const one of [first, otherwise]) if (one !== undefined) checkContext(one, inner);
    // What is only asked, and not wanted, can be either.
    if (condition !== undefined && 'op' in condition) checkContext(condition, condition.op === 'if' ? 'and' : 'or');
    return;
  }
  for (const one of of) checkContext(one, op === 'and' ? 'and' : 'or');
}
