/** The rest of a command line in a file, as Bazel writes it: one argument a line. https://bazel.build/rules/lib/builtins/Args#use_param_file */

/** Our rules write a line break in an argument as `\n`, and a backslash as two: a line has no other way to hold them. */
export function argumentOf(line: string): string {
  return line.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
}

/** `@FILE` alone stands for what is in the file. */
export function readArguments(argv: readonly string[], read: (file: string) => string): readonly string[] {
  const [first = ''] = argv;
  if (argv.length !== 1 || !first.startsWith('@')) return argv;
  const lines = read(first.slice(1)).split('\n');
  return lines.slice(0, lines.at(-1) === '' ? -1 : undefined).map(argumentOf);
}
