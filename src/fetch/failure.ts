/** The ways in which a download fails. */
import { isNativeError } from 'node:util/types';

interface Details {
  /** The host or the proxy that did not answer at all. */
  readonly silent?: string | undefined;
  /** The bytes that came before are good: what is missing can be asked for. */
  readonly isCut?: boolean;
  readonly cause?: unknown;
}

/** What one address did wrong; another one may do better. */
export class DownloadError extends Error {
  readonly silent: string | undefined;
  readonly isCut: boolean;

  constructor(message: string, { silent, isCut = false, cause }: Details = {}) {
    super(message, { cause });
    this.name = 'DownloadError';
    this.silent = silent;
    this.isCut = isCut;
  }
}

/** What is wrong on this side: no other address would help. */
export class DiskError extends Error {
  constructor(file: string, cause: unknown) {
    super(`${file} cannot be written: ${diskReason(cause)}`, { cause });
    this.name = 'DiskError';
  }
}

/** Runs what touches the disk; what it throws names the file. */
export async function onDisk<T>(file: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw error instanceof DiskError ? error : new DiskError(file, error);
  }
}

/** A name without the secrets that a URL can have in it. */
export function shown(url: URL | string): string {
  if (!URL.canParse(String(url))) return String(url);
  const { username, password } = new URL(url);
  if (username === '' && password === '') return String(url);
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare.href;
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

const DISK: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'the file is larger than allowed here',
  EROFS: 'the disk is read-only',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'its folder is a file',
  EEXIST: 'its folder is a file',
  EISDIR: 'a folder is there',
  ENOTEMPTY: 'a folder is there',
};

export function codeOf(error: unknown): string {
  return isNativeError(error) && 'code' in error ? String(error.code) : '';
}

function diskReason(error: unknown): string {
  if (!isNativeError(error)) return String(error);
  return DISK[codeOf(error)] ?? error.message;
}
