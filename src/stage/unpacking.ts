/** An archive on its way into a folder, whatever its format. What would land or lead outside is refused, not repaired. */
import { createWriteStream } from 'node:fs';
import { chmod, copyFile, mkdir, symlink } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Why an archive cannot be taken: the archive's fault, so the user's to mend. */
export class ArchiveError extends Error {}

/** Links come last, so that nothing is ever written through one. */
export class Unpacking {
  /** The mode of each folder that the archive says one of, by path from the top. On disk it is 0755, open to us. */
  readonly folderModes = new Map<string, number>();
  readonly #folder: string;
  readonly #symlinks = new Map<string, string>();
  readonly #hardLinks = new Map<string, string>();
  readonly #names = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Fails where `ended` says that no more of `content` comes. */
  async file(
    written: string,
    mode: number,
    content: NodeJS.ReadableStream | Readable,
    ended?: AbortSignal,
  ): Promise<void> {
    const path = join(this.#folder, this.#take(written));
    await mkdir(dirname(path), { recursive: true });
    await pipeline(content, createWriteStream(path), { signal: ended });
    await chmod(path, mode & 0o7777);
  }

  async directory(written: string, mode: number): Promise<void> {
    const name = this.#take(written);
    this.folderModes.set(name, mode & 0o7777);
    await mkdir(join(this.#folder, name), { recursive: true });
  }

  symlink(written: string, target: string): void {
    const name = this.#take(written);
    const landing = posix.join(posix.dirname(name), target);
    if (posix.isAbsolute(target) || landing === '..' || landing.startsWith('../')) {
      throw new ArchiveError(`the link "${name}" to "${target}" points outside the archive`);
    }
    this.#symlinks.set(name, target);
  }

  hardLink(written: string, target: string): void {
    this.#hardLinks.set(this.#take(written), insideName(target, 'link target'));
  }

  /** When everything is written: makes the links. */
  async finish(): Promise<void> {
    if (this.#names.size === 0) throw new ArchiveError('it is not a tar or zip archive, or it is empty');
    for (const [name, target] of this.#hardLinks) {
      const path = join(this.#folder, name);
      await mkdir(dirname(path), { recursive: true });
      await copyFile(join(this.#folder, target), path);
    }
    for (const [name, target] of this.#symlinks) {
      const inside = [...this.#names].find((other) => other.startsWith(`${name}/`));
      if (inside !== undefined) throw new ArchiveError(`"${inside}" is below "${name}", which is a link`);
      await mkdir(dirname(join(this.#folder, name)), { recursive: true });
      await symlink(target, join(this.#folder, name));
    }
  }

  #take(written: string): string {
    const name = insideName(written, 'name');
    this.#names.add(name);
    return name;
  }
}

function insideName(written: string, what: string): string {
  const isOutside = posix.isAbsolute(written) || written.split('/').includes('..');
  if (isOutside) throw new ArchiveError(`the ${what} "${written}" points outside the archive`);
  return posix.normalize(written).replace(/\/$/, '');
}
