import { dirname } from 'node:path';

/** The folder, absolute, and each above it, up to the top of the file system. */
export function foldersFrom(folder: string): string[] {
  return folder === dirname(folder) ? [folder] : [folder, ...foldersFrom(dirname(folder))];
}
