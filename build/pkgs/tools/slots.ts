/** A slot is where the config wants one source for one architecture. What lies there is a file, or a link into our store. */
import { lstatSync, mkdirSync, readlinkSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { LoadedConfig } from '../../../src/config/load.ts';
import { failOnProblems } from '../../../src/problems/errors.ts';
import { type ResolvedSource, sourcesOf } from '../../../src/plan/sources.ts';

export type Slot = ResolvedSource & {
  /** `kubelet`: what the file is called in a folder for one architecture. */
  readonly fileName: string;
};

/** Every slot that the packages of a config can use. */
export function slotsOf(loaded: LoadedConfig): Slot[] {
  return loaded.general.config.architectures.flatMap((architecture) => {
    const { sources, problems } = sourcesOf(loaded.general, architecture);
    failOnProblems(problems);
    return sources.map((source) => ({ ...source, fileName: basename(source.file) }));
  });
}

/** Whether there is a file, and not a link that leads nowhere. */
export function isFilled(slot: Slot): boolean {
  return statSync(slot.file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Takes our links out, so that no run sees what an earlier one laid. Files and links of anybody else's stay. */
export function clearSlots(slots: readonly Slot[], store: string): void {
  for (const { file } of slots) {
    if (!lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) continue;
    const target = resolve(dirname(file), readlinkSync(file));
    if (target.startsWith(`${resolve(store)}/`)) rmSync(file);
  }
}

/** Links a file of the store into its slot, which must be empty. */
export function fillSlot(slot: Slot, stored: string): void {
  mkdirSync(dirname(slot.file), { recursive: true });
  symlinkSync(relative(dirname(resolve(slot.file)), resolve(stored)), slot.file);
}

/** Where the store keeps the file of a slot: `.tools/binaries/own/amd64/kubelet`. */
export function storedFile(store: string, kind: string, slot: Slot): string {
  return join(store, kind, slot.architecture, slot.fileName);
}
