/** Unpacks a tar archive into a folder. What would land or lead outside of it is refused, not repaired. */
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, copyFile, mkdir, open, symlink } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { ToolError } from '../errors.ts';
import { filter } from '../engine/execute.ts';

/** Why an archive cannot be taken: the archive's fault, so the user's to mend. */
export class ArchiveError extends Error {}

/**
 * Unpacks `file` (tar, plain or compressed by gzip, zstd, xz or bzip2) into the empty folder `folder`. Files keep the modes
 * that they have in the archive, folders get 0755. Throws an ArchiveError; what is in the folder then is to be thrown away.
 */
export async function extractArchive(file: string, folder: string): Promise<void> {
  const { output, done } = await decompress(file);
  const unpacking = new Unpacking(folder);
  const parser = new Parser({ strict: true, brotli: false });
  parser.on('entry', (entry: ReadEntry) => unpacking.take(entry));
  // A filter that fails ends its output early: its own message says more than "truncated".
  const [parsed, filtered] = await Promise.allSettled([
    pipeline(output, parser as unknown as NodeJS.WritableStream),
    done,
  ]);
  const unpacked = await Promise.allSettled(unpacking.writes);
  const failed = [filtered, ...unpacked, parsed].find((result) => result.status === 'rejected');
  if (failed !== undefined) throw asArchiveError(failed.reason);
  await unpacking.finish();
}

interface Decompression {
  readonly output: Readable;
  readonly done: Promise<void>;
}

/** By the first bytes of a file. */
const MAGIC: readonly { readonly bytes: string; readonly open: (file: string) => Decompression }[] = [
  { bytes: '1f8b', open: (file) => through(file, createGunzip()) },
  { bytes: '28b52ffd', open: (file) => through(file, createZstdDecompress()) },
  { bytes: 'fd377a585a00', open: (file) => byTool('xz', file) },
  { bytes: '425a68', open: (file) => byTool('bzip2', file) },
];

async function decompress(file: string): Promise<Decompression> {
  const handle = await open(file, 'r');
  const start = Buffer.alloc(6);
  try {
    await handle.read(start, 0, start.length, 0);
  } finally {
    await handle.close();
  }
  const method = MAGIC.find(({ bytes }) => start.toString('hex').startsWith(bytes));
  return method?.open(file) ?? { output: createReadStream(file), done: Promise.resolve() };
}

function through(file: string, transform: NodeJS.ReadWriteStream & Readable): Decompression {
  return { output: transform, done: pipeline(createReadStream(file), transform, { end: true }) };
}

function byTool(tool: string, file: string): Decompression {
  return filter(tool, ['-dc'], { env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin' }, input: file });
}

/** One archive on its way into a folder. Links come last, so that nothing is ever written through one. */
class Unpacking {
  readonly writes: Promise<void>[] = [];
  readonly #folder: string;
  readonly #symlinks = new Map<string, string>();
  readonly #hardLinks = new Map<string, string>();
  readonly #names = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Starts to write an entry; a refusal becomes a rejected write. */
  take(entry: ReadEntry): void {
    const write = this.#write(entry);
    this.writes.push(write);
    write.catch(() => entry.resume());
  }

  async finish(): Promise<void> {
    if (this.#names.size === 0) throw new ArchiveError('it is not a tar archive, or has nothing in it');
    for (const [name, target] of this.#hardLinks) await copyFile(join(this.#folder, target), join(this.#folder, name));
    for (const [name, target] of this.#symlinks) {
      const inside = [...this.#names].find((other) => other.startsWith(`${name}/`));
      if (inside !== undefined) throw new ArchiveError(`"${inside}" lies below "${name}", a link`);
      await mkdir(dirname(join(this.#folder, name)), { recursive: true });
      await symlink(target, join(this.#folder, name));
    }
  }

  async #write(entry: ReadEntry): Promise<void> {
    const name = insideName(entry.path, 'name');
    this.#names.add(name);
    const path = join(this.#folder, name);
    switch (entry.type) {
      case 'File':
      case 'OldFile':
      case 'ContiguousFile':
        await mkdir(dirname(path), { recursive: true });
        await pipeline(entry as unknown as NodeJS.ReadableStream, createWriteStream(path));
        return chmod(path, (entry.mode ?? 0o644) & 0o7777);
      case 'Directory':
        entry.resume();
        await mkdir(path, { recursive: true });
        return;
      case 'SymbolicLink':
        entry.resume();
        this.#symlinks.set(name, insideTarget(name, entry.linkpath ?? ''));
        return;
      case 'Link':
        entry.resume();
        this.#hardLinks.set(name, insideName(entry.linkpath ?? '', 'link target'));
        return;
      default:
        throw new ArchiveError(`"${entry.path}" is a ${entry.type}, not a file, folder or link`);
    }
  }
}

function insideName(written: string, what: string): string {
  const isOutside = posix.isAbsolute(written) || written.split('/').includes('..');
  if (isOutside) throw new ArchiveError(`the ${what} "${written}" leads out of the archive`);
  return posix.normalize(written).replace(/\/$/, '');
}

function insideTarget(name: string, target: string): string {
  const landing = posix.join(posix.dirname(name), target);
  if (posix.isAbsolute(target) || landing === '..' || landing.startsWith('../')) {
    throw new ArchiveError(`the link "${name}" to "${target}" leads out of the archive`);
  }
  return target;
}

function asArchiveError(reason: unknown): unknown {
  if (reason instanceof ArchiveError) return reason;
  if (reason instanceof ToolError) return new ArchiveError(`${reason.message}: ${(reason.output ?? '').trim()}`);
  const code = (reason as NodeJS.ErrnoException).code ?? '';
  // tar's and zlib's own complaints; a full disk stays what it is.
  if (/^(TAR_|Z_|ZSTD_|ERR_)/.test(code)) return new ArchiveError((reason as Error).message);
  return reason;
}
