/** Says in words what is wrong with a file that is to be packed. */
import type { ProblemCode } from '../problems/codes/codes.ts';
import { InputError } from '../problems/errors.ts';
import type { Plan, PlanContent } from '../plan/plan.ts';

/** The meaning of a file system error as the end of a sentence: "is not there", "is a folder". Other errors are thrown again. */
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

/** Throws an InputError about an entry of `contents`. */
export function fail(
  { plan, content }: { readonly plan: Plan; readonly content: PlanContent },
  code: ProblemCode,
  message: string,
  hint?: string,
): never {
  const path = ['packages', plan.package, 'contents', content.dst];
  throw new InputError([{ code, message, path, ...(hint === undefined ? {} : { hint }) }]);
}

interface Kind {
  isDirectory(): boolean;
  isFIFO(): boolean;
  isSocket(): boolean;
  isCharacterDevice(): boolean;
  isBlockDevice(): boolean;
}

/** The kind of a file in words: "a folder", "a named pipe". */
export function kindOf(found: Kind): string {
  if (found.isDirectory()) return 'a folder';
  if (found.isFIFO()) return 'a named pipe';
  if (found.isSocket()) return 'a socket';
  if (found.isCharacterDevice() || found.isBlockDevice()) return 'a device';
  return 'a file';
}
