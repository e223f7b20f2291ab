/** Binaries of one's own: DIR/<arch>/<file of a source>, for as many architectures and sources as there are. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../../../src/problems/errors.ts';
import { isFetched, forgetFetched } from '../../../src/fetch/fetched.ts';
import { fillSlot, isFilled, type Slot, storedFile } from './slots.ts';

/**
 * Fills slots from a folder and returns them. `note` hears of each file that no source is called after. A program or a folder
 * may stand for the archive that is named after it: `crictl` for `crictl.tar.gz`.
 */
export async function layOwn(
  folder: string,
  slots: readonly Slot[],
  store: string,
  note: (line: string) => void,
): Promise<Slot[]> {
  const architectures = [...new Set(slots.map((slot) => slot.architecture))];
  if (!architectures.some((name) => existsSync(join(folder, name)))) {
    const message = `KUBE_BINARIES=${folder} has no folder of an architecture (${architectures.join(', ')}) in it`;
    throw new InputError([{ code: 'kube-binaries', message, hint: 'for example DIR/amd64/kubelet' }]);
  }
  rmSync(join(store, 'own'), { recursive: true, force: true });
  const filled: Slot[] = [];
  for (const slot of slots) {
    const given = namesFor(slot)
      .map((name) => join(folder, slot.architecture, name))
      .find((path) => existsSync(path));
    if (given === undefined) continue;
    await makeRoom(slot);
    fillSlot(slot, keep(given, slot, store));
    filled.push(slot);
  }
  for (const line of unused(folder, slots)) note(line);
  return filled;
}

const ARCHIVE = /\.(tgz|tar\.gz)$/;

/** The file itself, or what the archive is to be made of. */
export function namesFor(slot: Slot): string[] {
  return ARCHIVE.test(slot.fileName) ? [slot.fileName, slot.fileName.replace(ARCHIVE, '')] : [slot.fileName];
}

function keep(given: string, slot: Slot, store: string): string {
  const stored = storedFile(store, 'own', slot);
  mkdirSync(dirname(stored), { recursive: true });
  if (given.endsWith(`/${slot.fileName}`)) symlinkSync(resolve(given), stored);
  else execFileSync('hack/pack-folder', [given, stored]);
  return stored;
}

// A file that was fetched can be fetched again. Any other is somebody's, and which of the two is meant is theirs to say.
async function makeRoom(slot: Slot): Promise<void> {
  if (!isFilled(slot)) return rmSync(slot.file, { force: true });
  if (await isFetched(slot.file)) return forgetFetched(slot.file);
  const message = `${slot.file} is there, and KUBE_BINARIES has another one`;
  throw new InputError([{ code: 'kube-binaries', message, hint: 'move one of them away' }]);
}

function unused(folder: string, slots: readonly Slot[]): string[] {
  const known = new Set(slots.flatMap((slot) => namesFor(slot).map((name) => `${slot.architecture}/${name}`)));
  const names = [...new Set(slots.map((slot) => slot.fileName))].join(', ');
  return readdirSync(folder)
    .filter((architecture) => statSync(join(folder, architecture)).isDirectory())
    .flatMap((architecture) => readdirSync(join(folder, architecture)).map((name) => `${architecture}/${name}`))
    .filter((path) => !known.has(path))
    .sort()
    .map((path) => `not packed: ${join(folder, path)}; the config names ${names} for each of its architectures`);
}
