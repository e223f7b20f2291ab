/** The files of a run. Each is looked at once, and each archive opened once, however many plans have it. */
import { statSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type ElfFile, readMachine } from '../archive/elf.ts';
import type { ArchiveEntries } from '../archive/archive_entries.ts';
import { extractArchive } from '../archive/unpack.ts';
import type { Plan } from '../plan/plan.ts';
import { fingerprintFrom } from '../system/hash.ts';
import { lookUp } from '../system/look_up.ts';
import { kindOf } from './failure.ts';
import { itemsIn, type LaidOut, type TreeItem } from './folder_items.ts';

/** What is at a path of this machine. */
export interface Looked {
  readonly isFile: boolean;
  readonly isFolder: boolean;
  /** "a folder", "a named pipe". */
  readonly kind: string;
  readonly fingerprint: string;
}

/** Paths are absolute. What fails is tried again when it is asked for again. */
export interface RunFiles {
  /** Follows links. Throws what `stat` throws. */
  look(path: string): Looked;
  /** Of an ELF file; undefined for any other file. Throws where it cannot be read. */
  machine(path: string): ElfFile | undefined;
}

export interface RunInputs extends RunFiles {
  /** As `itemsIn`. */
  list(top: string, laidOut?: LaidOut): Promise<TreeItem[]>;
  /** Unpacks an archive. Throws an ArchiveError. */
  open(path: string): Promise<ArchiveEntries>;
  /** After a plan has been packed or has failed: an archive that no other plan has is removed from the disk. */
  release(plan: Plan): Promise<void>;
}

/** Which file each source is. */
export interface Sources {
  /** The file for each source, by name; one that is not here is where the plan says. */
  readonly sources: Readonly<Record<string, string>>;
  /** Where relative paths start. */
  readonly cwd: string;
}

export function createRunFiles(): RunFiles {
  return { look: remembering(lookAt), machine: remembering(readMachine) };
}

/** `folder` gets what is unpacked, and is the caller's to remove. `plans` are all that will be packed. */
export function createRunInputs(folder: string, plans: readonly Plan[] = [], given?: Sources): RunInputs {
  const listed = new Map<string, Promise<TreeItem[]>>();
  const opened = new Map<string, { readonly at: string; readonly entries: Promise<ArchiveEntries> }>();
  const users = new Map<string, number>();
  const archives = (plan: Plan): string[] => (given === undefined ? [] : archivesOf(plan, given));
  for (const path of plans.flatMap(archives)) users.set(path, (users.get(path) ?? 0) + 1);
  let count = 0;
  return {
    ...createRunFiles(),
    list(top, laidOut) {
      // The same folder is laid out in another way as a source than as a tree of its own.
      const key = JSON.stringify([top, laidOut?.hint]);
      const items = listed.get(key) ?? itemsIn(top, laidOut);
      listed.set(key, items);
      return items;
    },
    open(path) {
      const known = opened.get(path);
      if (known !== undefined) return known.entries;
      // The name may be a label, with folders in it.
      const at = join(folder, `archive-${count++}`);
      const entries = mkdir(at, { recursive: true }).then(() => extractArchive(path, at));
      opened.set(path, { at, entries });
      return entries;
    },
    async release(plan) {
      for (const path of archives(plan)) {
        const left = (users.get(path) ?? 0) - 1;
        users.set(path, left);
        const archive = opened.get(path);
        if (left > 0 || archive === undefined) continue;
        opened.delete(path);
        await rm(archive.at, { recursive: true, force: true });
      }
    },
  };
}

function archivesOf({ sources }: Plan, given: Sources): string[] {
  const archives = Object.entries(sources).filter(([, { extract }]) => extract);
  return [...new Set(archives.map(([name, { file }]) => resolve(given.cwd, lookUp(given.sources, name) ?? file)))];
}

function lookAt(path: string): Looked {
  const found = statSync(path, { bigint: true });
  return {
    isFile: found.isFile(),
    isFolder: found.isDirectory(),
    kind: kindOf(found),
    fingerprint: fingerprintFrom(found),
  };
}

function remembering<T>(of: (path: string) => T): (path: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (path) => {
    const found = known.get(path) ?? { value: of(path) };
    known.set(path, found);
    return found.value;
  };
}
