/** The rest of a command line in a file, as Bazel writes it: one argument a line. https://bazel.build/rules/lib/builtins/Args#use_param_file */
import { readFileSync } from 'node:fs';
import { cannotRead, InputError } from '../problems/errors.ts';
import { lookUp } from '../system/look_up.ts';

/**
 * What our rules write first. Some Bazels take the bytes of a text for Latin-1 and encode them again: then it is not what it was,
 * and neither is anything else.
 */
const FIRST = 'é';
const TWICE = 'Ã©';

/** A line has no other way to hold a line break, of which Bazel knows two. bazel/private/packer.bzl, `line_of`, writes them. */
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r' };

/** Throws an InputError where no rule of ours wrote the lines. */
export function argumentsOf([first, ...lines]: readonly string[]): string[] {
  if (first !== FIRST && first !== TWICE) {
    throw new InputError([
      { code: 'bad-flag', message: `an argument file is written by Bazel, and begins with ${FIRST}` },
    ]);
  }
  return lines.map((line) => {
    const text = first === TWICE ? Buffer.from(line, 'latin1').toString() : line;
    return text.replace(/\\(.)/g, (_, sign: string) => lookUp(ESCAPES, sign) ?? sign);
  });
}

/** The file of a command line that is `@FILE` alone. */
export function paramFileOf(argv: readonly string[]): string | undefined {
  const [first = ''] = argv;
  return argv.length === 1 && first.startsWith('@') ? first.slice(1) : undefined;
}

/** Throws an InputError where the file cannot be read. */
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
