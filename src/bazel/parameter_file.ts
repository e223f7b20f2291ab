/**
 * Reads a parameter file, in which Bazel writes a command line, one argument a line.
 * https://bazel.build/rules/lib/builtins/Args#use_param_file
 */
import { readFileSync } from 'node:fs';
import { cannotRead, InputError } from '../problems/errors.ts';
import { lookUp } from '../system/look_up.ts';

/**
 * The first line, which our rules write. Some Bazels take UTF-8 for Latin-1 and encode it again. Then this line has other characters,
 * and so the rest must be decoded twice.
 */
const FIRST = 'é';
const TWICE = 'Ã©';

/**
 * How an argument with a line break is written on one line, by `line_of` in bazel/private/packer.bzl. Bazel breaks lines at two
 * characters.
 */
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r' };

/** Throws an InputError if no rule of ours wrote the lines. */
export function argumentsOf([first, ...lines]: readonly string[]): string[] {
  if (first !== FIRST && first !== TWICE) {
    throw new InputError([
      { code: 'bad-flag', message: `an argument file is written by Bazel, and begins with ${FIRST}` },
    ]);
  }
  return lines.map((line) => {
    const text = first === TWICE ? Buffer.from(line, 'latin1').toString() : line;
    return text.replace(/\\(.)/g, (_, character: string) => lookUp(ESCAPES, character) ?? character);
  });
}

/** The file that a command line of the single argument `@FILE` names. */
export function paramFileOf(argv: readonly string[]): string | undefined {
  const [first = ''] = argv;
  return argv.length === 1 && first.startsWith('@') ? first.slice(1) : undefined;
}

/** Throws an InputError if the file cannot be read. */
export function readLines(file: string): string[] {
  try {
    return linesOf(readFileSync(file, 'utf8'));
  } catch (error) {
    throw cannotRead(file, 'bad-flag', error);
  }
}

export function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}
