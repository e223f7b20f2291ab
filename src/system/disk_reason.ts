/** Why the disk did not take a file or a folder, in words, to end the sentence "… cannot be written: …". */
import { isNativeError } from 'node:util/types';
import { lookUp } from './look_up.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'the quota of the disk is used up',
  EEXIST: 'a file, or a link to nothing, is where a folder must be',
  EFBIG: 'the file is larger than allowed here',
  EISDIR: 'a folder is there',
  ELOOP: 'a link in it leads in a circle',
  EMFILE: 'too many files are open; `ulimit -n 1024` allows more',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'no folder can be made there',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file, or a link to nothing, is where a folder must be',
  ENOTEMPTY: 'a folder is there',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
};

export function diskReason(error: unknown): string {
  if (!isNativeError(error)) return String(error);
  return ('code' in error ? lookUp(REASONS, String(error.code)) : undefined) ?? error.message;
}
