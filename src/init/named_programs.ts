/** Looks up the programs that `--source=NAME=PATH` names, which replace those that would be found. */
import { statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { isLabel, labelMistake } from '../bazel/label.ts';
import { isSourceName } from '../config/source_rules.ts';
import type { Problem } from '../problems/problem.ts';
import { failOnProblems } from '../problems/errors.ts';
import { kindOf } from '../stage/failure.ts';
import { packageName, sourceName } from './names.ts';
import { nameFor, type Program, readProgram } from './programs.ts';

/** NAME and PATH of a flag; the path from the working directory, or a label. */
export interface NamedProgram {
  readonly name: string;
  readonly path: string;
}

export interface Surroundings {
  /** The absolute path of the folder for the config. */
  readonly folder: string;
  readonly cwd: string;
  /** The architectures that Bazel builds labels for. */
  readonly architectures: readonly string[];
}

/** In the order of the flags; the last of several with one name counts. Throws all problems together. */
export function namedPrograms(flags: readonly NamedProgram[], around: Surroundings): Program[] {
  const taken = new Map<string, NamedProgram>();
  const problems: Problem[] = [];
  const programs = [...new Map(flags.map((flag) => [flag.name, flag])).values()].flatMap((flag) => {
    const program = readFlag(flag, around);
    if ('message' in program) {
      problems.push({ ...program, code: 'bad-flag', message: `${shown(flag)}: ${program.message}` });
      return [];
    }
    const source = sourceName(program.packageName);
    const other = taken.get(source);
    if (other === undefined) taken.set(source, flag);
    else problems.push(collision(flag, other, source));
    return [program];
  });
  failOnProblems(problems);
  return programs;
}

type Mistake = Pick<Problem, 'message' | 'hint'>;

function readFlag({ name, path }: NamedProgram, { folder, cwd, architectures }: Surroundings): Program | Mistake {
  // `g++` becomes the source `gxx`.
  if (!isSourceName(sourceName(name))) {
    return {
      message: `"${name}" is not the name of a program, which consists of letters, digits, ".", "_", "-" and "+"`,
    };
  }
  if (isLabel(path)) {
    const message = labelMistake(path);
    if (message !== undefined) return { message };
    return { name, packageName: nameFor(name, folder), architectures, file: path };
  }
  const file = resolve(cwd, path);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return { message: 'there is no such file' };
  if (!found.isFile()) return { message: `it is ${kindOf(found)}, not a program` };
  const program = readProgram(name, folder, relative(folder, file));
  return 'wrong' in program ? { message: program.wrong } : program;
}

function collision(flag: NamedProgram, other: NamedProgram, source: string): Problem {
  const message = `${shown(flag)}: its source would be called "${source}", like that of ${shown(other)}`;
  if (packageName(flag.name) !== undefined && packageName(other.name) !== undefined) return { code: 'bad-flag', message };
  return { code: 'bad-flag', message, hint: 'a name that a package cannot have is replaced by that of the folder' };
} // prettier-ignore

function shown({ name, path }: NamedProgram): string {
  return `\`--source=${name}=${path}\``;
}
