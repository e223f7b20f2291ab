/** Decides which files need to be fetched. An existing file is kept, unless it was fetched earlier and something else is wanted now. */
import { readFile, rm, stat } from 'node:fs/promises';
import { hashFile } from '../system/hash.ts';
import { writeTextWhole } from '../system/output.ts';
import { shown } from './failure.ts';
import type { Download, Downloaded } from './mirrors.ts';
import { noteOf } from './names.ts';

/** The downloads whose file is missing, or was fetched from another URL or with another sha256 and has not been changed since. */
export async function missing(downloads: readonly Download[]): Promise<Download[]> {
  const there = await Promise.all(downloads.map(isThere));
  return downloads.filter((_, index) => there[index] === false);
}

/** Whether a file is still as it was fetched. Somebody may have put another in its place. */
export async function isFetched(file: string): Promise<boolean> {
  const note = await readNote(file);
  return note !== undefined && (await hashFile(file)) === note.sha256;
}

/** Removes a file that was fetched. */
export async function forgetFetched(file: string): Promise<void> {
  await rm(file, { force: true });
  await rm(noteOf(file), { force: true });
}

export async function noteFetched(file: string, { url, sha256 }: Downloaded): Promise<void> {
  await writeTextWhole(noteOf(file), `${shown(url)}\n${sha256}\n`);
}

// A new version has a new URL. Without this note, yesterday's binary would be packed under today's version.
async function isThere({ file, urls, sha256 }: Download): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) return false;
  const note = await readNote(file);
  if (note === undefined) return true;
  const isWanted = urls.map(shown).includes(note.url) && (sha256 ?? note.sha256) === note.sha256;
  return isWanted || !(await isFetched(file));
}

async function readNote(file: string): Promise<{ url: string; sha256: string } | undefined> {
  const [url, sha256] = (await readFile(noteOf(file), 'utf8').catch(() => '')).split('\n');
  return url === undefined || sha256 === undefined ? undefined : { url, sha256 };
}
