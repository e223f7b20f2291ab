/** The rest of a command line in a file, as Bazel writes it: one argument a line. https://bazel.build/rules/lib/builtins/Args#use_param_file */

/**
 * What our rules write first. Some Bazels take the bytes of a text for Latin-1 and encode them again: then it is not what it was,
 * and neither is anything else.
 */
const FIRST = 'é';
const TWICE = 'Ã©';

/** Our rules write a line break in an argument as `\n`, and a backslash as two: a line has no other way to hold them. */
export function argumentsOf([first, ...lines]: readonly string[]): string[] {
  if (first !== FIRST && first !== TWICE) throw new Error(`a file of arguments begins with ${FIRST}`);
  const isTwice = first === TWICE;
  return lines.map((line) => {
    const text = isTwice ? Buffer.from(line, 'latin1').toString() : line;
    return text.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
  });
}

/** `@FILE` alone stands for what is in the file. */
export function readArguments(argv: readonly string[], read: (file: string) => string): readonly string[] {
  const [first = ''] = argv;
  if (argv.length !== 1 || !first.startsWith('@')) return argv;
  const lines = read(first.slice(1)).split('\n');
  return argumentsOf(lines.at(-1) === '' ? lines.slice(0, -1) : lines);
}
