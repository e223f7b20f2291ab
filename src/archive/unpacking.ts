/**
 * An archive on its way into a folder, whatever its format. Only the bytes of its files are written, each under a number: no name and
 * no link of an archive becomes a path of this machine.
 */
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { ArchiveEntries, ArchiveEntry } from './archive_entries.ts';

/** Why an archive cannot be taken: the archive's fault, so the user's to mend. */
export class ArchiveError extends Error {}

export const NO_ARCHIVE = 'it is not a tar or zip archive, or it is empty';

/** No symlink of Linux is longer: https://man7.org/linux/man-pages/man2/symlink.2.html */
export const MOST_TARGET_BYTES = 4095;

/** A part of a file whose bytes are stored; what is between two of them is 0. */
export interface Stretch {
  readonly offset: number;
  readonly length: number;
}

/** Where the bytes of a file go that are not all of it. */
export interface Layout {
  /** Of the whole file. */
  readonly size: number;
  /** In order. */
  readonly stretches: readonly Stretch[];
}

export interface FileFacts {
  readonly mode: number;
  /** Of a file with holes. */
  readonly layout?: Layout | undefined;
  /** The extended attribute `security.capability`. */
  readonly capabilities?: Buffer | undefined;
}

/** A hard link whose file comes later. */
interface Pending {
  readonly kind: 'pending';
  readonly target: string;
}

const TOP = '.';

/** As tar has it, of two entries of one name the later one stays. */
export class Unpacking {
  readonly #folder: string;
  readonly #entries = new Map<string, ArchiveEntry | Pending>();
  #files = 0;

  /** `folder` is there, and empty. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async file(
    written: string,
    { mode, layout, capabilities }: FileFacts,
    content: AsyncIterable<Uint8Array>,
  ): Promise<void> {
    const from = join(this.#folder, String(this.#files++));
    const more = capabilities === undefined ? {} : { capabilities };
    this.#set(written, { kind: 'file', mode: mode & 0o7777, from, ...more });
    const file = openSync(from, 'wx');
    try {
      if (layout === undefined) for await (const chunk of content) writeAt(file, chunk);
      else await writeStretches(file, content, layout);
    } finally {
      closeSync(file);
    }
  }

  folder(written: string, mode: number): void {
    this.#set(written, { kind: 'folder', mode: mode & 0o7777 });
  }

  symlink(written: string, target: string): void {
    if (target === '') throw new ArchiveError(`the link "${written}" has no target`);
    if (Buffer.byteLength(target) > MOST_TARGET_BYTES) throw longTarget(written);
    this.#set(written, { kind: 'link', target });
  }

  /** The target is the name of another entry, which no link is followed to. */
  hardLink(written: string, target: string): void {
    const name = insideName(target, 'link target');
    const known = this.#entries.get(name);
    if (known?.kind === 'folder') throw folderLink(written, target);
    this.#set(written, known ?? { kind: 'pending', target: name });
  }

  /** When everything is written. */
  finish(): ArchiveEntries {
    if (this.#entries.size === 0) throw new ArchiveError(NO_ARCHIVE);
    const entries = new Map<string, ArchiveEntry>([['', { kind: 'folder' }]]);
    for (const [name, entry] of this.#entries) {
      const found = entry.kind === 'pending' ? this.#linked(name) : entry;
      // The top is no folder of the archive, which has it as whoever made it had his own.
      if (name !== TOP) entries.set(name, found);
      else if (found.kind !== 'folder') throw new ArchiveError('its top is no folder');
    }
    const known = new Set([TOP]);
    for (const name of this.#entries.keys()) addFoldersAbove(name, entries, known);
    return entries;
  }

  #set(written: string, entry: ArchiveEntry | Pending): void {
    this.#entries.set(insideName(written, 'name'), entry);
  }

  // What a hard link came before. It is noted for all the links on the way, so that many of them are no work.
  #linked(name: string): ArchiveEntry {
    const way: string[] = [];
    let at = name;
    let entry = this.#entries.get(at);
    while (entry?.kind === 'pending' && way.length <= this.#entries.size) {
      way.push(at);
      at = entry.target;
      entry = this.#entries.get(at);
    }
    if (entry === undefined) throw new ArchiveError(`the hard link "${name}" leads to "${at}", which is not in it`);
    if (entry.kind === 'pending') throw new ArchiveError(`the hard link "${name}" leads in a circle`);
    if (entry.kind === 'folder') throw folderLink(name, at);
    for (const link of way) this.#entries.set(link, entry);
    return entry;
  }
}

// At once, as most files are small: a thread's turn takes longer.
function writeAt(file: number, bytes: Uint8Array, place?: number): void {
  for (let done = 0; done < bytes.length;) {
    const at = place === undefined ? null : place + done;
    done += writeSync(file, bytes, done, bytes.length - done, at);
  }
}

async function writeStretches(
  file: number,
  content: AsyncIterable<Uint8Array>,
  { size, stretches }: Layout,
): Promise<void> {
  ftruncateSync(file, size);
  let at = 0;
  let done = 0;
  for await (const chunk of content) {
    for (let from = 0; from < chunk.length;) {
      const { offset = 0, length = 0 } = stretches[at] ?? {};
      const part = chunk.subarray(from, from + length - done);
      writeAt(file, part, offset + done);
      from += part.length;
      done += part.length;
      if (done < length) continue;
      at += 1;
      done = 0;
    }
  }
}

function folderLink(name: string, target: string): ArchiveError {
  return new ArchiveError(`the hard link "${name}" leads to "${target}", a folder`);
}

export function longTarget(name: string): ArchiveError {
  return new ArchiveError(`the link "${name}" has a target of more than ${MOST_TARGET_BYTES} bytes`);
}

// `known` are the folders that this was done for.
function addFoldersAbove(name: string, entries: Map<string, ArchiveEntry>, known: Set<string>): void {
  for (let above = posix.dirname(name); !known.has(above); above = posix.dirname(above)) {
    const entry = entries.get(above) ?? { kind: 'folder' };
    if (entry.kind !== 'folder') throw new ArchiveError(`"${name}" lies below "${above}", a ${entry.kind}`);
    entries.set(above, entry);
    known.add(above);
  }
}

function insideName(written: string, what: string): string {
  const isOutside = posix.isAbsolute(written) || written.split('/').includes('..');
  if (isOutside) throw new ArchiveError(`the ${what} "${written}" points outside the archive`);
  return posix.normalize(written).replace(/\/$/, '');
}
