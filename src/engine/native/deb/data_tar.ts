/** The data.tar of a deb: every entry, and the folders that lead to it. */
import type { Entry, FileEntry } from '../../../stage/entry.ts';
import type { Contents } from '../contents.ts';
import type { Part } from '../../../archive/part.ts';
import { type TarMember, tarEnd, tarHeader, tarPadding } from '../../../archive/tar.ts';
import { compareBytes, parentsOf } from '../../../plan/paths.ts';

/** `sourceDateEpoch` is the time of folders that are not the package's own, in seconds since the epoch. */
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

/** With the file whose bytes follow. */
type Member = readonly [TarMember, FileEntry | undefined];

function membersOf(entries: readonly Entry[], sourceDateEpoch: number): Member[] {
  const own = new Map(entries.map((entry) => [entry.path, entry]));
  const paths = new Set([...own.keys(), ...entries.flatMap(({ path }) => parentsOf(path))]);
  const leading = { type: 'folder', mode: 0o755, mtime: sourceDateEpoch, owner: 'root', group: 'root' } as const;
  const top: Member = [{ ...leading, name: './' }, undefined];
  // Of a file with several names the first brings the bytes: a link can only be made to what is there.
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
 * In KiB, as dpkg-gencontrol counts: each file rounded up, and one for everything else.
 * https://manpages.debian.org/bookworm/dpkg-dev/deb-substvars.5.en.html#Installed-Size
 */
export function installedSize(entries: readonly Entry[], contents: Contents): number {
  return membersOf(entries, 0).reduce((sum, [{ type }, file]) => {
    if (type === 'hardlink') return sum;
    return sum + (file === undefined ? 1 : Math.ceil(contents.of(file).size / 1024));
  }, 0);
}

/** As a walk through the folders meets them: a folder, all that is in it, then its next sibling. */
export function compareInWalk(left: string, right: string): number {
  const [one, other] = [left.split('/'), right.split('/')];
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    const order = compareBytes(one[at] ?? '', other[at] ?? '');
    if (order !== 0) return order;
  }
  return one.length - other.length;
}
