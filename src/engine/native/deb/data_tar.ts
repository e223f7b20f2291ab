/** Makes the data.tar of a deb: every entry, and the folders above it. */
import type { Entry, FileEntry } from '../../../stage/entry.ts';
import type { Contents } from '../contents.ts';
import type { Part } from '../../../archive/part.ts';
import { type TarMember, tarEnd, tarHeader, tarPadding } from '../../../archive/tar.ts';
import { compareBytes, foldersOf } from '../../../plan/paths.ts';

/** `sourceDateEpoch`: the time of folders that no entry stands for, in seconds since the epoch. */
export function* dataParts(entries: readonly Entry[], contents: Contents, sourceDateEpoch: number): Generator<Part> {
  let written = 0;
  const bytes = (chunk: Buffer): Part => {
    written += chunk.length;
    return { bytes: chunk };
  };
  for (const [member, file] of membersOf(entries, sourceDateEpoch)) {
    if (file === undefined) {
      yield bytes(tarHeader(member));
      continue;
    }
    const content = contents.of(file);
    yield bytes(tarHeader({ ...member, size: content.size }));
    written += content.size;
    yield { content };
    yield bytes(tarPadding(content.size));
  }
  yield { bytes: tarEnd(written) };
}

/** A member, with the file whose bytes follow its header. */
type Member = readonly [TarMember, FileEntry | undefined];

function membersOf(entries: readonly Entry[], sourceDateEpoch: number): Member[] {
  const own = new Map(entries.map((entry) => [entry.path, entry]));
  const paths = new Set([...own.keys(), ...foldersOf(own.keys())]);
  const leading = { type: 'folder', mode: 0o755, mtime: sourceDateEpoch, owner: 'root', group: 'root' } as const;
  const top: Member = [{ ...leading, name: './' }, undefined];
  // The first name of a file has the bytes and the others are links, because a link can be made only to an existing file.
  const first = new Map<FileEntry, string>();
  const members = [...paths].sort(compareInWalk).map((path): Member => {
    const entry = own.get(path);
    return entry === undefined ? [{ ...leading, name: `.${path}/` }, undefined] : memberOf(entry, first);
  });
  return [top, ...members];
}

function memberOf(entry: Entry, first: Map<FileEntry, string>): Member {
  const name = `.${entry.path}`;
  switch (entry.kind) {
    case 'folder':
      return [{ ...entry, name: `${name}/`, type: 'folder' }, undefined];
    case 'symlink':
      return [{ ...entry, name, type: 'symlink', mode: 0o777 }, undefined];
    case 'ghost':
      throw new Error(`${entry.path}: a deb has no ghosts`);
    case 'hardlink':
    case 'file': {
      const file = entry.kind === 'file' ? entry : entry.file;
      const target = first.get(file);
      if (target !== undefined) return [{ ...file, name, type: 'hardlink', target }, undefined];
      first.set(file, name);
      return [{ ...file, name, type: 'file' }, file];
    }
  }
}

/**
 * The installed size in KiB, as dpkg-gencontrol computes it: the size of each file rounded up, and 1 for each other entry.
 * https://manpages.debian.org/bookworm/dpkg-dev/deb-substvars.5.en.html#Installed-Size
 */
export function installedSize(entries: readonly Entry[], contents: Contents): number {
  return membersOf(entries, 0).reduce((sum, [{ type }, file]) => {
    if (type === 'hardlink') return sum;
    return sum + (file === undefined ? 1 : Math.ceil(contents.of(file).size / 1024));
  }, 0);
}

/** The order of a depth-first walk: a folder, everything in it, then its next sibling. */
export function compareInWalk(left: string, right: string): number {
  const [one, other] = [left.split('/'), right.split('/')];
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    const order = compareBytes(one[at] ?? '', other[at] ?? '');
    if (order !== 0) return order;
  }
  return one.length - other.length;
}
