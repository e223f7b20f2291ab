/**
 * Names of one file: as an archive has them they stay, in both formats and with every engine. On disk they are files, as Bazel has them.
 */
import { compareBytes } from '../plan/paths.ts';
import type { Entry, FileEntry } from './entry.ts';

/**
 * Of files that are one file in their archive, and have the same owner, mode, time and capabilities in the package, the first by path stays a file, and
 * the others become its hard links. A config file has no other names: dpkg replaces it by renaming, and those would stay behind.
 */
export function joinHardLinks(byPath: Map<string, Entry>): void {
  for (const files of groups([...byPath.values()], keyOf)) {
    const [first, ...others] = files.sort((left, right) => compareBytes(left.path, right.path));
    if (first === undefined) continue;
    // A member that the config takes twice becomes two files, as it would without hard links.
    const names = new Set([first.member]);
    for (const { path, member } of others) {
      if (names.has(member)) continue;
      names.add(member);
      byPath.set(path, { kind: 'hardlink', path, file: first });
    }
  }
}

function keyOf(entry: Entry): string | undefined {
  if (entry.kind !== 'file' || entry.member === undefined) return undefined;
  const { from, owner, group, mode, mtime, config, mark, capabilities } = entry;
  return config === undefined && mark === undefined
    ? JSON.stringify([from, owner, group, mode, mtime, capabilities])
    : undefined;
}

function groups(entries: readonly Entry[], key: (entry: Entry) => string | undefined): FileEntry[][] {
  const found = new Map<string, FileEntry[]>();
  for (const entry of entries) {
    const name = key(entry);
    if (name === undefined || entry.kind !== 'file') continue;
    const group = found.get(name);
    if (group === undefined) found.set(name, [entry]);
    else group.push(entry);
  }
  return [...found.values()].filter(({ length }) => length > 1);
}
