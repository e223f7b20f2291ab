/** The errors of downloads. */
import { isNativeError } from 'node:util/types';
import { diskReason } from '../system/disk_reason.ts';

/** One address failed; another one may have the file. */
export class DownloadError extends Error {
  /** Whether the connection ended early: then the bytes received are good, and the rest can be asked for. */
  readonly isCut: boolean;

  constructor(message: string, { isCut = false, cause }: { isCut?: boolean; cause?: unknown } = {}) {
    super(message, { cause });
    this.name = 'DownloadError';
    this.isCut = isCut;
  }
}

/** Something failed on this machine, so no other address would help. */
export class DiskError extends Error {
  constructor(file: string, cause: unknown) {
    super(`${file} cannot be written: ${diskReason(cause)}`, { cause });
    this.name = 'DiskError';
  }
}

/** Runs something that uses the disk. An error of the disk becomes a DiskError that names the file. */
export async function onDisk<T>(file: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof DiskError ? error : new DiskError(file, error);
  }
}

/** A URL without user name and password, for messages and notes. */
export function shown(url: URL | string): string {
  if (!URL.canParse(String(url))) return String(url);
  const { username, password } = new URL(url);
  if (username === '' && password === '') return String(url);
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare.href;
}

/** Decodes the %-escapes of a part of a URL; undefined if one is invalid. */
export function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

export function codeOf(error: unknown): string {
  return isNativeError(error) && 'code' in error ? String(error.code) : '';
}
