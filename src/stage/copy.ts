/** Copies files and trees into the staged tree, with the modes that they are to have there. */
import { constants } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, readdir, readlink, stat, symlink } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { nameMachine, readMachine, suits } from '../elf.ts';
import { InputError } from '../errors.ts';
import type { Plan, PlanContent } from '../plan/plan.ts';
import type { ProblemCode } from '../problem_codes/problem_codes.ts';
import type { Origin } from './origin.ts';

type FileOrTree = PlanContent & { readonly type: 'file' | 'tree' };

/** Puts what `origin` names at `path`. Throws an InputError where it is not what the content says. */
export async function copyInto(plan: Plan, content: FileOrTree, origin: Origin, path: string): Promise<void> {
  const copy: Copy = { plan, content, origin };
  if (content.type === 'tree') return copyTree(copy, origin.path, path);
  await copyRegular(copy, origin.path, path, Number.parseInt(content.mode, 8));
}

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

interface Copy {
  readonly plan: Plan;
  readonly content: FileOrTree;
  readonly origin: Origin;
}

function fail({ plan, content }: Copy, code: ProblemCode, message: string, hint?: string): never {
  const path = ['packages', plan.package, 'contents', content.dst];
  const text = `${plan.config}: ${plan.package}, ${plan.architecture}, ${plan.format}: ${message}`;
  throw new InputError([{ code, message: text, path, ...(hint === undefined ? {} : { hint }) }]);
}

async function copyRegular(copy: Copy, from: string, to: string, mode: number): Promise<void> {
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

// The tree's own files; a folder that another entry says more about is there already.
async function copyTree(copy: Copy, from: string, to: string): Promise<void> {
  const found = await stat(from);
  if (!found.isDirectory())
    fail(copy, 'not-a-folder', `${copy.origin.name} is ${kindOf(found)}, where a folder is wanted`);
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  for (const name of (await readdir(from)).sort()) await copyEntry(copy, join(from, name), join(to, name));
}

async function copyEntry(copy: Copy, from: string, to: string): Promise<void> {
  const found = await lstat(from);
  if (found.isDirectory()) return copyTree(copy, from, to);
  if (!found.isSymbolicLink()) return copyRegular(copy, from, to, modeInTree(copy, found.mode));
  const target = await readlink(from);
  const { origin } = copy;
  const tree = origin.archive ?? origin.path;
  // Bazel lays its inputs out as absolute links; what they lead to is what is meant.
  if (isAbsolute(target)) return copyFollowed(copy, from, to);
  const landing = resolve(from, '..', target);
  if (landing !== tree && !landing.startsWith(tree + sep)) {
    fail(copy, 'link-outside', `${relative(origin.path, from)} in ${origin.name} links to "${target}", outside of it`);
  }
  await symlink(target, to);
}

async function copyFollowed(copy: Copy, from: string, to: string): Promise<void> {
  const found = await stat(from).catch((error: unknown) =>
    fail(copy, 'missing-file', `${relative(copy.origin.path, from)} in ${copy.origin.name} ${describeFailure(error)}`),
  );
  return found.isDirectory() ? copyTree(copy, from, to) : copyRegular(copy, from, to, modeInTree(copy, found.mode));
}

// In an archive a mode is as much input as the bytes; on disk it is what the umask and Bazel left of "executable or not".
function modeInTree({ content, origin }: Copy, mode: number): number {
  if (content.mode !== undefined) return Number.parseInt(content.mode, 8);
  if (origin.archive !== undefined) return mode & 0o7777;
  return (mode & 0o111) === 0 ? 0o644 : 0o755;
}

async function checkMachine(copy: Copy, from: string, name: string): Promise<void> {
  const { plan, content } = copy;
  if (content.anyMachine === true) return;
  const machine = await readMachine(from);
  if (machine === undefined || suits(machine, plan.architecture)) return;
  const message = `${name} is a program for ${nameMachine(machine)}, in a package for ${plan.architecture}`;
  fail(copy, 'wrong-machine', message, 'if that is meant, write `machine: any` at this entry of contents');
}

function shownAt({ content, origin }: Copy, from: string): string {
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
