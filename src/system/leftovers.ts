/** Temporary names, and the removal of what runs that were killed left under such names. */
import { lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { shortName } from './file_name.ts';
import { isAbandoned, OWNER_TAG, type Owner, ownerIn, ownerTag } from './owner.ts';

/** `.NAME.HOST-PROCESS-RANDOM.part` beside `path`: it becomes `path` when it is complete. */
export function partBeside(path: string): string {
  return beside(path, 'part');
}

/** `.NAME.HOST-PROCESS-RANDOM.old` beside `path`: the folder that was `path` until another took its place. */
export function oldBeside(path: string): string {
  return beside(path, 'old');
}

function beside(path: string, ending: string): string {
  return held(join(dirname(path), `.${shortName(basename(path))}.${ownerTag()}.${ending}`));
}

/** A new folder for the files of a run, absolute. What killed runs left beside it is removed. */
export async function makeWorkFolder(): Promise<string> {
  await removeLeftovers(tmpdir());
  const path = held(join(tmpdir(), `onepack-${ownerTag()}`));
  await mkdir(path, { mode: 0o700 });
  return path;
}

/** A file of this name in a work folder says that it is kept for a person to look into. */
export const KEPT = '.kept';

const PART = new RegExp(`^\\..*\\.${OWNER_TAG}\\.part$`, 's');
const WORK = new RegExp(`^onepack-${OWNER_TAG}$`);
const OLD = `\\.${OWNER_TAG}\\.old`;

/** All that this process has made. */
const own = new Set<string>();

function held(path: string): string {
  own.add(path);
  return path;
}

const swept = new Set<string>();

/** Removes what killed runs left in a folder: outputs that were not complete, and work folders. Looks once in each folder. */
export async function removeLeftovers(folder: string): Promise<void> {
  if (swept.has(folder)) return;
  swept.add(folder);
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    const owner = ownerIn(name, PART) ?? ownerIn(name, WORK);
    if (owner !== undefined && (await isLeft(path, owner)) && !(await isKept(path))) await remove(path);
  }
}

/** If a run was killed while it replaced the folder `path`: puts the old one back, unless the new one is there. */
export async function restoreOld(path: string): Promise<void> {
  const name = `.${shortName(basename(path))}`;
  for (const other of await readdir(dirname(path)).catch(() => [])) {
    const owner = other.startsWith(name) ? ownerIn(other.slice(name.length), new RegExp(`^${OLD}$`)) : undefined;
    const old = join(dirname(path), other);
    if (owner === undefined || !(await isLeft(old, owner))) continue;
    if (await isThere(path)) await remove(old);
    else await rename(old, path);
  }
}

/** A day, in milliseconds. No run writes nothing for so long. */
const LONGEST_RUN = 24 * 60 * 60_000;

async function isLeft(path: string, owner: Owner): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  // In /tmp anybody may have made it.
  if (found === undefined || found.uid !== process.getuid?.()) return false;
  const quietFor = (): Promise<boolean> => Promise.resolve(Date.now() - found.mtimeMs > LONGEST_RUN);
  return isAbandoned(owner, { isHeld: () => own.has(path), quietFor });
}

function isKept(path: string): Promise<boolean> {
  return isThere(join(path, KEPT));
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

// Another run may do the same at the same time, and what cannot be removed stops nothing.
async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => undefined);
}
