/** Files on their way into a package: what is wrong with them, in words. */
import { statSync } from 'node:fs';
import { nameMachine, readMachine, suits } from '../elf.ts';
import { InputError } from '../errors.ts';
import type { Plan, PlanContent } from '../plan/plan.ts';
import type { ProblemCode } from '../problem_codes/problem_codes.ts';
import type { Origin } from './origin.ts';

/** A file or tree on its way. */
export interface Copy<T extends 'file' | 'tree' = 'tree'> {
  readonly plan: Plan;
  readonly content: PlanContent & { readonly type: T };
  readonly origin: Origin;
}

export type AnyCopy = Copy<'file' | 'tree'>;

/** "is not there", "is a folder": what a failed look at a file means, to end a sentence. Anything else is thrown again. */
export function describeFailure(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'is not there';
    case 'EACCES':
    case 'EPERM':
      return 'cannot be read: permission denied';
    case 'EISDIR':
      return 'is a folder';
    case 'ENAMETOOLONG':
      return 'has too long a path';
    case 'ELOOP':
      return 'is a link that points back to itself';
    default:
      throw error;
  }
}

/** Ends with what is wrong with an entry of the contents. */
export function fail(
  { plan, content }: { readonly plan: Plan; readonly content: PlanContent },
  code: ProblemCode,
  message: string,
  hint?: string,
): never {
  const path = ['packages', plan.package, 'contents', content.dst];
  const text = `${plan.config}: ${plan.package}, ${plan.architecture}, ${plan.format}: ${message}`;
  throw new InputError([{ code, message: text, path, ...(hint === undefined ? {} : { hint }) }]);
}

export const TREE_HINT = 'write `type: tree` for a whole folder';

/** Throws an InputError where `from`, called `name`, is no file, or one for another machine. */
export function checkRegular(copy: AnyCopy, from: string, name: string): void {
  const found = statSync(from);
  if (!found.isFile()) {
    const hint = found.isDirectory() && copy.content.type === 'file' ? TREE_HINT : undefined;
    fail(copy, 'not-a-file', `${name} is ${kindOf(found)}, not a file`, hint);
  }
  try {
    checkMachine(copy, from, name);
  } catch (error) {
    if (error instanceof InputError) throw error;
    fail(copy, 'unreadable-file', `${name} ${describeFailure(error)}`);
  }
}

function checkMachine(copy: AnyCopy, from: string, name: string): void {
  const mistake = foreignMachine(copy.plan, copy.content, from);
  if (mistake !== undefined) fail(copy, 'wrong-machine', `${name} ${mistake}`, MACHINE_HINT);
}

export const MACHINE_HINT = 'if this is intended, write `machine: any` in this entry of contents';

/** What is wrong with an ELF file for another machine, to end a sentence; undefined where nothing is. */
export function foreignMachine(plan: Plan, { anyMachine }: AnyCopy['content'], from: string): string | undefined {
  // Opened all the same: whether it can be read shows here.
  const machine = readMachine(from);
  if (anyMachine === true || machine === undefined || suits(machine, plan.architecture)) return undefined;
  return `is a program for ${nameMachine(machine)}, but the package is for ${plan.architecture}`;
}

interface Kind {
  isDirectory(): boolean;
  isFIFO(): boolean;
  isSocket(): boolean;
  isCharacterDevice(): boolean;
  isBlockDevice(): boolean;
}

/** "a folder", "a named pipe". */
export function kindOf(found: Kind): string {
  if (found.isDirectory()) return 'a folder';
  if (found.isFIFO()) return 'a named pipe';
  if (found.isSocket()) return 'a socket';
  if (found.isCharacterDevice() || found.isBlockDevice()) return 'a device';
  return 'a file';
}
