/** Copies files into the staged tree, with the modes that they are to have there. */
import { constants } from 'node:fs';
import { chmod, copyFile, stat } from 'node:fs/promises';
import { relative } from 'node:path';
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

type AnyCopy = Copy<'file' | 'tree'>;

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
    case 'ELOOP':
      return 'is a link that leads in a circle';
    default:
      throw error;
  }
}

/** Ends with what is wrong with an entry of the contents. */
export function fail({ plan, content }: AnyCopy, code: ProblemCode, message: string, hint?: string): never {
  const path = ['packages', plan.package, 'contents', content.dst];
  const text = `${plan.config}: ${plan.package}, ${plan.architecture}, ${plan.format}: ${message}`;
  throw new InputError([{ code, message: text, path, ...(hint === undefined ? {} : { hint }) }]);
}

/** Copies the file `from`, of the origin or in it. Throws an InputError where it is none, or for another machine. */
export async function copyRegular(copy: AnyCopy, from: string, to: string, mode: number): Promise<void> {
  const { origin, content } = copy;
  const name = from === origin.path ? origin.name : `${relative(origin.path, from)} in ${origin.name}`;
  const found = await stat(from);
  if (!found.isFile()) {
    const hint = found.isDirectory() && content.type === 'file' ? 'write `type: tree` for a whole folder' : undefined;
    fail(copy, 'not-a-file', `${name} is ${kindOf(found)}, where a file is wanted`, hint);
  }
  try {
    await checkMachine(copy, from, name);
    await copyFile(from, to, constants.COPYFILE_EXCL);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') fail(copy, 'path-twice', `two entries of contents put something at ${shownAt(copy, from)}`);
    if (code !== 'EACCES') throw error;
    fail(copy, 'unreadable-file', `${name} ${describeFailure(error)}`);
  }
  await chmod(to, mode);
}

async function checkMachine(copy: AnyCopy, from: string, name: string): Promise<void> {
  const { plan, content } = copy;
  if (content.anyMachine === true) return;
  const machine = await readMachine(from);
  if (machine === undefined || suits(machine, plan.architecture)) return;
  const message = `${name} is a program for ${nameMachine(machine)}, in a package for ${plan.architecture}`;
  fail(copy, 'wrong-machine', message, 'if that is meant, write `machine: any` at this entry of contents');
}

function shownAt({ content, origin }: AnyCopy, from: string): string {
  const inside = relative(origin.path, from);
  return inside === '' ? content.dst : `${content.dst}/${inside}`;
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
