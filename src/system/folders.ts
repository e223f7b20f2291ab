/** Folders: the ones above a given one, and new ones whose mode does not depend on the umask. */
import { dirname } from 'node:path';
import { chmod, mkdir } from 'node:fs/promises';

/** The folder, absolute, and each above it, up to the top of the file system. */
export function foldersFrom(folder: string): string[] {
  return folder === dirname(folder) ? [folder] : [folder, ...foldersFrom(dirname(folder))];
}

/** The name of a folder inside a work folder. It holds files that were unpacked or generated, until they are packed. */
export const INPUTS = 'inputs';

/** Makes a folder and those above it, with this mode whatever the umask is. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let folder = path; folder.length >= first.length; folder = dirname(folder)) await chmod(folder, 0o755);
}
