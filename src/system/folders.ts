/** Folders: those above one, and new ones that no umask changes. */
import { dirname } from 'node:path';
import { chmod, mkdir } from 'node:fs/promises';

/** The folder, absolute, and each above it, up to the top of the file system. */
export function foldersFrom(folder: string): string[] {
  return folder === dirname(folder) ? [folder] : [folder, ...foldersFrom(dirname(folder))];
}

/** In a folder of work: what was unpacked for a run or generated for a plan, until it is packed or laid out. */
export const INPUTS = 'inputs';

/** Recursive mkdir with a mode that no umask changes. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let folder = path; folder.length >= first.length; folder = dirname(folder)) await chmod(folder, 0o755);
}
