/** Names of output files. Whoever chose such a name, it can only become a file directly in the folder that it is meant for. */
import { join } from 'node:path';
import { z } from 'zod';
import { InputError } from '../problems/errors.ts';

/** The longest name, in bytes, that the file systems of Linux take. */
const LONGEST = 255;

/** Names of packages, versions and architectures need no other characters, and neither shells nor `sha256sum -c` give these a meaning. */
const ALLOWED = /^[A-Za-z0-9_][A-Za-z0-9._+~^-]*$/;

/** Why this cannot be the name of an output file, as the end of a sentence; undefined if it can. */
export function fileNameMistake(name: string): string | undefined {
  if (!ALLOWED.test(name)) {
    return 'must be letters, digits, ".", "_", "+", "~", "^", "-" and begin with a letter, a digit or "_"';
  }
  return name.length > LONGEST ? `has ${LONGEST} bytes at most, and not ${name.length}` : undefined;
}

/** The name of an output file, as a value in JSON that somebody else may have written. */
export const fileName = z.string().superRefine((name, context) => {
  const mistake = fileNameMistake(name);
  if (mistake !== undefined) context.addIssue({ code: 'custom', message: mistake });
});

/** The path of an output file in a folder. Throws an InputError if `name` is anything other than the name of a file. */
export function pathIn(folder: string, name: string): string {
  const mistake = fileNameMistake(name);
  if (mistake === undefined) return join(folder, name);
  throw new InputError([{ code: 'file-name', message: `the name of a file ${mistake}, not ${JSON.stringify(name)}` }]);
}

/** The beginning of a name: short enough that a prefix and a suffix can be added. */
export function shortName(name: string): string {
  let short = name.slice(0, LONGEST);
  while (Buffer.byteLength(short) > 200) short = short.slice(0, -1);
  return short;
}
