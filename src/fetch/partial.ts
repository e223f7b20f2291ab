/**
 * Keeps the bytes received from a URL in a folder beside the final file, with a note of what they are. The folder stays however this
 * process ends, and the next try continues from it. Its name tells which process owns it, so a process takes it over by renaming it,
 * and only one process can succeed in that.
 */
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolders } from '../system/folders.ts';
import { writeFileWhole } from '../system/output.ts';
import { onDisk } from './failure.ts';
import { isAbandoned, type Owner } from '../system/owner.ts';
import { ownerOf, partialOf } from './names.ts';

/** Milliseconds. Whether a process on another host is alive cannot be seen, but a live one writes more often than this. */
const LONGEST_PAUSE = 5 * 60_000;

/** The folders that this process owns. */
const held = new Set<string>();

export class Partial {
  readonly #file: string;
  readonly #url: string;
  readonly #folder: string;
  #data: FileHandle | undefined;
  #size = 0;
  #validator: string | undefined;

  private constructor(file: string, url: string) {
    this.#file = file;
    this.#url = url;
    this.#folder = partialOf(file);
    held.add(this.#folder);
  }

  /** Opens the partial file of this URL, with the bytes that an earlier try left, if any. */
  static async take(file: string, url: string): Promise<Partial> {
    const partial = new Partial(file, url);
    await onDisk(file, async () => {
      await makeFolders(dirname(file));
      for (const folder of await abandoned(file)) {
        if ((await readNote(folder))?.url === url && (await partial.#takeOver(folder))) return;
      }
    });
    return partial;
  }

  get size(): number {
    return this.#size;
  }

  /** The value for `If-Range`; undefined if the rest cannot be asked for. */
  get validator(): string | undefined {
    return this.#validator;
  }

  /** The file with the bytes. */
  get data(): string {
    return join(this.#folder, 'data');
  }

  /** Drops the bytes and starts again. */
  async begin(validator: string | undefined): Promise<void> {
    await this.discard();
    held.add(this.#folder);
    await onDisk(this.#file, async () => {
      await mkdir(this.#folder);
      this.#data = await open(this.data, 'wx');
      this.#validator = validator;
      if (validator !== undefined) await writeFile(noteIn(this.#folder), `${this.#url}\n${validator}\n`);
    });
  }

  async write(piece: Uint8Array): Promise<void> {
    await onDisk(this.#file, async () => {
      this.#data ??= await open(this.data, 'r+');
      for (let written = 0; written < piece.length;) {
        const { bytesWritten } = await this.#data.write(piece, written, piece.length - written, this.#size);
        written += bytesWritten;
        this.#size += bytesWritten;
      }
    });
  }

  /** Gives the complete file its final name. */
  async finish(): Promise<void> {
    await onDisk(this.#file, async () => {
      // Flushed first, so that the two renames follow each other at once.
      await this.#data?.sync();
      await this.#close();
      await writeFileWhole(this.#file, (temporary) => rename(this.data, temporary));
      for (const folder of await abandoned(this.#file)) await rm(folder, { recursive: true, force: true });
    });
    await this.discard();
  }

  /** Keeps the bytes for another try, or removes them if it could not continue from them. */
  async leave(): Promise<void> {
    if (this.#validator === undefined || this.#size === 0) return this.discard();
    await this.#close();
    held.delete(this.#folder);
  }

  async discard(): Promise<void> {
    await this.#close();
    this.#size = 0;
    this.#validator = undefined;
    await rm(this.#folder, { recursive: true, force: true });
    held.delete(this.#folder);
  }

  async #takeOver(folder: string): Promise<boolean> {
    const isOurs = await rename(folder, this.#folder).then(
      () => true,
      () => false,
    );
    const note = isOurs ? await readNote(this.#folder) : undefined;
    if (note === undefined) return false;
    // A folder without bytes: its process ended while it gave them their name.
    this.#size = await stat(this.data).then(
      ({ size }) => size,
      () => 0,
    );
    this.#validator = note.validator;
    return true;
  }

  async #close(): Promise<void> {
    const data = this.#data;
    this.#data = undefined;
    await data?.close();
  }
}

/** The partial files of `file` whose process has ended. */
async function abandoned(file: string): Promise<string[]> {
  const names = await readdir(dirname(file));
  const found = await Promise.all(
    names.map(async (name) => {
      const owner = ownerOf(name, file);
      const folder = join(dirname(file), name);
      return owner !== undefined && (await isLeft(folder, owner)) ? [folder] : [];
    }),
  );
  return found.flat().sort();
}

function isLeft(folder: string, owner: Owner): Promise<boolean> {
  return isAbandoned(owner, {
    isHeld: () => held.has(folder),
    async quietFor() {
      const written = await stat(join(folder, 'data')).catch(() => stat(folder).catch(() => undefined));
      return written !== undefined && Date.now() - written.mtimeMs > LONGEST_PAUSE;
    },
  });
}

function noteIn(folder: string): string {
  return join(folder, 'note');
}

// A note is incomplete if the process ended while writing it.
async function readNote(folder: string): Promise<{ url: string; validator: string } | undefined> {
  const [url, validator, end] = (await readFile(noteIn(folder), 'utf8').catch(() => '')).split('\n');
  return url === undefined || validator === undefined || end === undefined ? undefined : { url, validator };
}
