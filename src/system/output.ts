/**
 * Writes outputs so that nothing incomplete ever has a final name: each is written under a temporary name beside it, flushed to disk and
 * renamed. Also removes temporary files and folders when the program ends or a signal stops it.
 */
import { renameSync, rmSync } from 'node:fs';
import { chmod, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ToolError } from '../problems/errors.ts';
import { diskReason } from './disk_reason.ts';
import { makeFolders } from './folders.ts';
import { oldBeside, partBeside, removeLeftovers, restoreOld } from './leftovers.ts';
import { inParallel } from './semaphore.ts';

export interface Writing {
  /** Whether the output must survive a power cut. An action of Bazel need not flush: Bazel runs it again. */
  readonly isFlushed: boolean;
}

const FLUSHED: Writing = { isFlushed: true };
export const FOR_BAZEL: Writing = { isFlushed: false };

/**
 * Calls `write` with a temporary path beside `path`, then renames. Nothing stays at the temporary path if `write` fails or a signal stops
 * us.
 */
export async function writeFileWhole(
  path: string,
  write: (temporary: string) => Promise<void>,
  writing = FLUSHED,
): Promise<void> {
  await whole(path, writing, async (temporary) => {
    await write(temporary);
    await chmod(temporary, 0o644);
    if (writing.isFlushed) await flush(temporary);
    await rename(temporary, path).catch((error: unknown) => cannotWrite(path, error));
  });
}

/** As `writeFileWhole`, for a folder; it replaces an existing one. `write` gets an empty folder. */
export async function writeFolderWhole(
  path: string,
  write: (temporary: string) => Promise<void>,
  writing = FLUSHED,
): Promise<void> {
  await restoreOld(path);
  await whole(path, writing, async (temporary) => {
    await mkdir(temporary).catch((error: unknown) => cannotWrite(path, error));
    await write(temporary);
    await chmod(temporary, 0o755);
    if (writing.isFlushed) {
      for (const name of await readdir(temporary)) await flush(join(temporary, name));
      await flush(temporary);
    }
    const old = exchange(temporary, path);
    if (old !== undefined) await rm(old, { recursive: true, force: true });
  });
}

/** Makes the folder of outputs, before work begins that would be lost without it. */
export async function makeOutputFolder(path: string): Promise<void> {
  await makeFolders(path).catch((error: unknown) => cannotWrite(path, error));
}

/** Writes a string to a file, as `writeFileWhole` does. */
export async function writeTextWhole(path: string, text: string, writing = FLUSHED): Promise<void> {
  await writeFileWhole(path, (temporary) => writeFile(temporary, text, { flag: 'wx' }), writing);
}

/** Writes many strings to their paths, a few files at a time. */
export async function writeTextsWhole(texts: readonly (readonly [string, string])[], writing = FLUSHED): Promise<void> {
  const results = await inParallel(texts, AT_ONCE, ([path, text]) => writeTextWhole(path, text, writing));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

const AT_ONCE = 16;

/** Removes `path` when `run` returns or throws and when a signal ends us. It stays if `keepsFor` returns true for what `run` threw. */
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

/** Registers `cleanup` to run if a signal ends us. The returned function unregisters it. */
export function atSignal(cleanup: () => void): () => void {
  if (cleanups.size === 0) for (const signal of SIGNALS) process.on(signal, stop);
  cleanups.add(cleanup);
  return () => {
    cleanups.delete(cleanup);
    if (cleanups.size === 0) for (const signal of SIGNALS) process.off(signal, stop);
  };
}

// In reverse order, so that a process is stopped before the folder that it writes in is removed.
function stop(signal: NodeJS.Signals): void {
  for (const cleanup of [...cleanups].reverse()) cleanup();
  for (const each of SIGNALS) process.off(each, stop);
  process.kill(process.pid, signal);
}

async function whole(path: string, { isFlushed }: Writing, write: (temporary: string) => Promise<void>): Promise<void> {
  const folder = dirname(path);
  await makeOutputFolder(folder);
  // Bazel removes what an action leaves.
  if (isFlushed) await removeLeftovers(folder);
  await withTemporary(partBeside(path), write);
  if (isFlushed) await flush(folder);
}

function cannotWrite(path: string, error: unknown): never {
  throw new ToolError(`${path} cannot be written: ${diskReason(error)}`, { cause: error });
}

/**
 * Puts a folder in the place of another one, and returns where that one is now; undefined if there was none. A folder that is not empty
 * cannot be replaced by a rename, so the old one is renamed away first. No signal is handled between the two renames; if a kill comes
 * between them, `restoreOld` puts the old one back.
 */
function exchange(temporary: string, path: string): string | undefined {
  const old = oldBeside(path);
  const wasThere = renameIfThere(path, old);
  try {
    renameSync(temporary, path);
  } catch (error) {
    if (wasThere) renameSync(old, path);
    return cannotWrite(path, error);
  }
  return wasThere ? old : undefined;
}

function renameIfThere(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    return cannotWrite(from, error);
  }
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some file systems cannot flush a folder. Nothing more can be done for them.
    if (!['EINVAL', 'ENOTSUP', 'EBADF'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await handle.close();
  }
}
