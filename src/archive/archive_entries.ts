/** What an archive has in it, as data: a link of an archive is never one of this machine. */
import { posix } from 'node:path';

export type ArchiveEntry =
  /** Without a mode where only the paths in it say that there is a folder. */
  | { readonly kind: 'folder'; readonly mode?: number }
  | FileMember
  /** The target is as it was written. */
  | { readonly kind: 'link'; readonly target: string };

interface FileMember {
  readonly kind: 'file';
  readonly mode: number;
  /** Where its bytes are on this machine, absolute. */
  readonly from: string;
  /** The extended attribute `security.capability`, as the kernel has it. */
  readonly capabilities?: Buffer;
}

/** By path from the top of the archive, which is the folder at ''. Whatever lies below another entry lies below a folder. */
export type ArchiveEntries = ReadonlyMap<string, ArchiveEntry>;

export interface Member {
  /** Without links. */
  readonly path: string;
  readonly entry: ArchiveEntry & { readonly kind: 'file' | 'folder' };
}

/** Why a path leads to no member. `link` is the link that was followed last; without one the path itself is wrong. */
export interface NoMember {
  readonly why: 'missing' | 'outside' | 'far';
  readonly link?: { readonly path: string; readonly target: string };
}

/** As many as Linux follows. */
export const MOST_LINKS = 40;

/** Follows the links of the archive within the archive alone. */
export function findMember(entries: ArchiveEntries, path: string): Member | NoMember {
  const steps = path.split('/').reverse();
  const at: string[] = [];
  let link: NoMember['link'];
  let followed = 0;
  const stop = (why: NoMember['why']): NoMember => ({ why, ...(link === undefined ? {} : { link }) });
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if (entries.get(at.join('/'))?.kind !== 'folder') return stop('missing');
    if (step === '' || step === '.') continue;
    if (step === '..') {
      if (at.pop() === undefined) return stop('outside');
      continue;
    }
    at.push(step);
    const entry = entries.get(at.join('/'));
    if (entry?.kind !== 'link') continue;
    link = { path: at.join('/'), target: entry.target };
    if (posix.isAbsolute(entry.target)) return stop('outside');
    if (++followed > MOST_LINKS) return stop('far');
    at.pop();
    steps.push(...entry.target.split('/').reverse());
  }
  const entry = entries.get(at.join('/'));
  return entry === undefined || entry.kind === 'link' ? stop('missing') : { path: at.join('/'), entry };
}

/** What lies below a folder, folders before what is in them, by path from there. */
export function entriesBelow(entries: ArchiveEntries, folder: string): [path: string, entry: ArchiveEntry][] {
  const start = folder === '' ? '' : `${folder}/`;
  const sorted = inWalk(entries);
  const below: [path: string, entry: ArchiveEntry][] = [];
  for (let at = firstBelow(sorted, sortKey(start)); at < sorted.length; at += 1) {
    const { path, entry } = sorted[at] ?? { path: '' };
    if (entry === undefined || !path.startsWith(start)) break;
    if (path !== '') below.push([path.slice(start.length), entry]);
  }
  return below;
}

interface Sorted {
  readonly key: string;
  readonly path: string;
  readonly entry: ArchiveEntry;
}

const walks = new WeakMap<ArchiveEntries, readonly Sorted[]>();

// Many trees may be taken of one archive.
function inWalk(entries: ArchiveEntries): readonly Sorted[] {
  const known = walks.get(entries);
  if (known !== undefined) return known;
  const sorted = [...entries]
    .map(([path, entry]) => ({ key: sortKey(path), path, entry }))
    .sort((left, right) => (left.key < right.key ? -1 : 1));
  walks.set(entries, sorted);
  return sorted;
}

function firstBelow(sorted: readonly Sorted[], key: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.key ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

// The separator before every character of a name.
function sortKey(path: string): string {
  return path.replaceAll('/', '\0');
}
