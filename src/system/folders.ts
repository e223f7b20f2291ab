/** Folders: the ones above a given one, and new ones whose mode does not depend on the umask. */
import { dirname } from 'node:path';
import { chmod, mkdir, stat } from 'node:fs/promises';

/** The folder, absolute, and each above it, up to the top of the file system. */
export function foldersFrom(folder: string): string[] {
  return folder === dirname(folder) ? [folder] : [folder, ...foldersFrom(dirname(folder))];
}

/** The name of a folder inside a work folder. It holds files that were unpacked or generated, until they are packed. */
export const INPUTS = 'inputs';

/**
 * Makes a folder and those above it that are missing, and returns the first of those; undefined if it was there. Node's own recursive mkdir
 * never ends where the kernel says ENOENT of a folder whose parent is there, as in /proc.
 */
export async function makeFolders(path: string): Promise<string | undefined> {
  try {
    await mkdir(path);
    return path;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      if (await isFolder(path)) return undefined;
      throw error;
    }
    const parent = dirname(path);
    if (code !== 'ENOENT' || parent === path) throw error;
    const first = await makeFolders(parent);
    await mkdir(path).catch(async (again: NodeJS.ErrnoException) => {
      // Another process may have made it meanwhile.
      if (again.code !== 'EEXIST' || !(await isFolder(path))) throw again;
    });
    return first ?? path;
  }
}

// A link to nothing is no folder.
function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Makes a folder and those above it, with this mode whatever the umask is. */
export async function makeFolder(path: string): Promise<void> {
  const first = await makeFolders(path);
  if (first === undefined) return;
  for (let folder = path; folder.length >= first.length; folder = dirname(folder)) await chmod(folder, 0o755);
}
