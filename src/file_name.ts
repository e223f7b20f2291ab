/** Names that become the last step of a path that is written: whoever says them, they lead to nothing but a file of one folder. */
import { join } from 'node:path';
import { z } from 'zod';
import { InputError } from './errors.ts';

/** In bytes, of every file system that Linux has. */
const LONGEST = 255;

/** Names of packages, versions and architectures have no other characters, and `sha256sum -c` and shells read these as they are. */
const ALLOWED = /^[A-Za-z0-9_][A-Za-z0-9._+~^-]*$/;

/** Why this cannot be the name of a file that is written, to end a sentence; undefined where it can. */
export function fileNameMistake(name: string): string | undefined {
  if (!ALLOWED.test(name)) {
    return 'must be letters, digits, ".", "_", "+", "~", "^", "-" and begin with a letter, a digit or "_"';
  }
  return name.length > LONGEST ? `has ${LONGEST} bytes at most, and not ${name.length}` : undefined;
}

/** Such a name in a file that somebody else may have written. */
export const fileName = z.string().superRefine((name, context) => {
  const mistake = fileNameMistake(name);
  if (mistake !== undefined) context.addIssue({ code: 'custom', message: mistake });
});

/** The path of an output in a folder. Throws an InputError where the name would be more, or less, than the name of a file. */
export function pathIn(folder: string, name: string): string {
  const mistake = fileNameMistake(name);
  if (mistake === undefined) return join(folder, name);
  throw new InputError([{ code: 'file-name', message: `the name of a file ${mistake}, not ${JSON.stringify(name)}` }]);
}

/** The beginning of a name, so that there is room for what is put around it. */
export function shortName(name: string): string {
  let short = name.slice(0, LONGEST);
  while (Buffer.byteLength(short) > 200) short = short.slice(0, -1);
  return short;
}
