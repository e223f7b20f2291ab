/** Many downloads, a few at once. A file that is there is left alone, unless it came from another address than the one wanted. */
import { readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isNativeError } from 'node:util/types';
import { type Download, DownloadError, type DownloadOptions, type Downloaded, download, probe } from './download.ts';
import { hashFile } from './manifest.ts';
import { writeTextWhole } from './output.ts';

export type Outcome = { readonly wanted: Download } & (
  { readonly downloaded: Downloaded } | { readonly failure: string }
);

export interface FetchSettings extends DownloadOptions {
  readonly atOnce: number;
  onOutcome?(outcome: Outcome): void;
}

export const DEFAULT_SETTINGS = { atOnce: 4, answerTimeout: 10_000, stallTimeout: 30_000 };

/** One outcome for each download, in their order; it does not throw. A host that did not answer once is not asked again. */
export async function fetchAll(downloads: readonly Download[], settings: FetchSettings): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const silent = new Set<string>();
  const queue = downloads.entries();
  const worker = async (): Promise<void> => {
    for (const [index, wanted] of queue) {
      const outcome = await fetchOne(wanted, settings, silent);
      outcomes[index] = outcome;
      settings.onOutcome?.(outcome);
    }
  };
  await Promise.all(Array.from({ length: settings.atOnce }, worker));
  return outcomes;
}

/** Those whose file is not there, or is one that was fetched from another URL and not touched since. */
export async function missing(downloads: readonly Download[]): Promise<Download[]> {
  const there = await Promise.all(downloads.map(isThere));
  return downloads.filter((_, index) => there[index] === false);
}

/** Whether a file is as it was fetched: somebody may have put one of their own there since. */
export async function isFetched(file: string): Promise<boolean> {
  const note = await readNote(file);
  return note !== undefined && (await hashFile(file)) === note.sha256;
}

/** Removes a file that was fetched. */
export async function forgetFetched(file: string): Promise<void> {
  await rm(file, { force: true });
  await rm(noteOf(file), { force: true });
}

/** A line for each host of these downloads that does not answer. */
export async function silentHosts(downloads: readonly Download[], answerTimeout: number): Promise<string[]> {
  const urls = new Map(downloads.map(({ url }) => [hostOf(url), url]));
  const lines = await Promise.all(
    [...urls].map(async ([host, url]) => {
      const failure = await probe(url, answerTimeout).then(
        () => undefined,
        (error: unknown) => wordsOf(error),
      );
      return failure === undefined ? [] : [`${host}: ${failure}`];
    }),
  );
  return lines.flat();
}

async function fetchOne(wanted: Download, settings: FetchSettings, silent: Set<string>): Promise<Outcome> {
  const host = hostOf(wanted.url);
  if (silent.has(host)) return { wanted, failure: `${host} did not answer before` };
  try {
    const downloaded = await download(wanted, settings);
    await writeTextWhole(noteOf(wanted.file), `${wanted.url}\n${downloaded.sha256}\n`);
    return { wanted, downloaded };
  } catch (error) {
    if (error instanceof DownloadError && error.unreachable) silent.add(host);
    return { wanted, failure: wordsOf(error) };
  }
}

function wordsOf(error: unknown): string {
  return isNativeError(error) ? error.message : String(error);
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

/** `.kubelet.fetched` beside `kubelet`: the URL it came from and the sha256 it had, one a line. */
function noteOf(file: string): string {
  return join(dirname(file), `.${basename(file)}.fetched`);
}

// A changed version changes the URL. Without the note, yesterday's binary would be packed under today's version.
async function isThere(wanted: Download): Promise<boolean> {
  const found = await stat(wanted.file).catch(() => undefined);
  if (found === undefined) return false;
  const note = await readNote(wanted.file);
  return note === undefined || note.url === wanted.url || !(await isFetched(wanted.file));
}

async function readNote(file: string): Promise<{ url: string; sha256: string } | undefined> {
  const [url, sha256] = (await readFile(noteOf(file), 'utf8').catch(() => '')).split('\n');
  return url === undefined || sha256 === undefined ? undefined : { url, sha256 };
}
