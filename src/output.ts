/** Nothing appears under its final name until it is whole: written beside it, flushed where a person keeps it, renamed. Also what goes when we do. */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { chmod, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { shortName } from './file_name.ts';
import { inParallel } from './in_parallel.ts';

export interface Writing {
  /** Whether a machine that stops at once keeps it. Not what an action of Bazel writes: Bazel begins such an action anew. */
  readonly isFlushed: boolean;
}

const FLUSHED: Writing = { isFlushed: true };
export const FOR_BAZEL: Writing = { isFlushed: false };

/** `write` gets a path beside `path` to write a file at; whether it fails or we are stopped, nothing stays there. */
export async function writeFileWhole(
  path: string,
  write: (temporary: string) => Promise<void>,
  writing = FLUSHED,
): Promise<void> {
  await whole(path, writing, async (temporary) => {
    await write(temporary);
    await chmod(temporary, 0o644);
    if (writing.isFlushed) await flush(temporary);
    await rename(temporary, path);
  });
}

/** As `writeFileWhole`, for a folder, which replaces the one that is there. `write` gets an empty folder. */
export async function writeFolderWhole(
  path: string,
  write: (temporary: string) => Promise<void>,
  writing = FLUSHED,
): Promise<void> {
  await whole(path, writing, async (temporary) => {
    await mkdir(temporary);
    await write(temporary);
    await chmod(temporary, 0o755);
    if (writing.isFlushed) {
      for (const name of await readdir(temporary)) await flush(join(temporary, name));
      await flush(temporary);
    }
    // A folder with something in it cannot be renamed over: the old one steps aside first.
    const old = nameBeside(path);
    const wasThere = await rename(path, old).then(...isThere);
    await rename(temporary, path);
    if (wasThere) await rm(old, { recursive: true, force: true });
  });
}

/** Text under its final name, whole. */
export async function writeTextWhole(path: string, text: string, writing = FLUSHED): Promise<void> {
  await writeFileWhole(path, (temporary) => writeFile(temporary, text, { flag: 'wx' }), writing);
}

/** Many of them, by their paths, a few at a time. */
export async function writeTextsWhole(texts: readonly (readonly [string, string])[], writing = FLUSHED): Promise<void> {
  const results = await inParallel(texts, AT_ONCE, ([path, text]) => writeTextWhole(path, text, writing));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

const AT_ONCE = 16;

/** Removes `path` when `run` ends, well or not, and when a signal ends us; `keepsFor` can spare it for one failure. */
export async function withTemporary<T>(
  path: string,
  run: (path: string) => Promise<T>,
  keepsFor: (error: unknown) => boolean = () => false,
): Promise<T> {
  let isKept = false;
  const forget = atSignal(() => rmSync(path, { recursive: true, force: true }));
  try {
    return await run(path);
  } catch (error) {
    isKept = keepsFor(error);
    throw error;
  } finally {
    forget();
    if (!isKept) await rm(path, { recursive: true, force: true });
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const cleanups = new Set<() => void>();

/** Runs `cleanup` where a signal ends us; the function that comes back takes that back. */
export function atSignal(cleanup: () => void): () => void {
  if (cleanups.size === 0) for (const signal of SIGNALS) process.on(signal, stop);
  cleanups.add(cleanup);
  return () => {
    cleanups.delete(cleanup);
    if (cleanups.size === 0) for (const signal of SIGNALS) process.off(signal, stop);
  };
}

// The last added first: a process stops before the folder goes that it writes in.
function stop(signal: NodeJS.Signals): void {
  for (const cleanup of [...cleanups].reverse()) cleanup();
  for (const each of SIGNALS) process.off(each, stop);
  process.kill(process.pid, signal);
}

async function whole(path: string, { isFlushed }: Writing, write: (temporary: string) => Promise<void>): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  await withTemporary(nameBeside(path), write);
  if (isFlushed) await flush(folder);
}

// Random, because two runs may write the same name at the same time.
function nameBeside(path: string): string {
  return join(dirname(path), `.${shortName(basename(path))}.${randomBytes(6).toString('hex')}.part`);
}

const isThere = [
  () => true,
  (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return false;
    throw error;
  },
] as const;

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some file systems cannot flush a folder; the names in it are then as safe as they get.
    if (!['EINVAL', 'ENOTSUP', 'EBADF'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await handle.close();
  }
}
