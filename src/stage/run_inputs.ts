/** The input files of a run. Each file is checked once and each archive opened once, however many plans use it. */
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

/** What there is at a path on this machine. */
export interface Looked {
  readonly isFile: boolean;
  readonly isFolder: boolean;
  /** The kind in words: "a folder", "a named pipe". */
  readonly kind: string;
  readonly fingerprint: string;
}

/** Paths are absolute. What failed is tried again if it is asked for again. */
export interface RunFiles {
  /** Looks at a path, following links. Throws what `stat` throws. */
  look(path: string): Looked;
  /** The machine of an ELF file; undefined for any other file. Throws if the file cannot be read. */
  machine(path: string): ElfFile | undefined;
}

export interface RunInputs extends RunFiles {
  /** As `itemsIn`. */
  list(top: string, laidOut?: LaidOut): Promise<TreeItem[]>;
  /** Unpacks an archive. Throws an ArchiveError. */
  open(path: string): Promise<ArchiveEntries>;
  /** Called after a plan has been packed or has failed. Removes the unpacked archives that no other plan needs. */
  release(plan: Plan): Promise<void>;
}

/** Which file each source stands for. */
export interface Sources {
  /** Paths of sources by name; any other source is where the plan says. */
  readonly sources: Readonly<Record<string, string>>;
  /** The folder that relative paths start at. */
  readonly cwd: string;
}

export function createRunFiles(): RunFiles {
  return { look: remembering(lookAt), machine: remembering(readMachine) };
}

/** Archives are unpacked into `folder`, which the caller removes. `plans` are all plans of the run. */
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
      // Bazel lays out a folder that is a source in another way than one that is a tree of the config.
      const key = JSON.stringify([top, laidOut?.hint]);
      const items = listed.get(key) ?? itemsIn(top, laidOut);
      listed.set(key, items);
      return items;
    },
    open(path) {
      const known = opened.get(path);
      if (known !== undefined) return known.entries;
      // The name may be a label, which contains slashes.
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
