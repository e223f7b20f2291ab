/**
 * Gathers the entries of a package from a plan and the files that it names. Files are read and archives unpacked, but nothing is copied.
 */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Problem } from '../problems/problem.ts';
import { InputError } from '../problems/errors.ts';
import { hasCapabilities } from '../plan/capabilities.ts';
import type { Plan, PlanContent } from '../plan/plan.ts';
import { configTarget } from '../plan/hard_links.ts';
import { canonicalPath, compareBytes, foldersAbove, installedPathMistake } from '../plan/paths.ts';
import { checkCapabilities, checkRegular, type Copy, TREE_HINT } from './copy.ts';
import { fail } from './failure.ts';
import type { Entry, FileEntry } from './entry.ts';
import { joinHardLinks } from './hard_links.ts';
import type { Origin, Origins } from './origin.ts';
import type { RunInputs } from './run_inputs.ts';
import { type Times, timesOf } from './entry.ts';
import { listTree } from './tree.ts';

/**
 * Sorted by path, each once. `texts` gets the files whose text is in the plan. `problems` gets every file that is missing, unfit, or for
 * another machine.
 */
export async function gatherEntries(
  plan: Plan,
  origins: Origins,
  inputs: RunInputs,
  texts: string,
  problems: Problem[],
): Promise<Entry[]> {
  const times = timesOf(plan);
  const byPath = new Map<string, Entry>();
  const byPlace = new Map<string, Entry>();
  const contents = new Map<string, PlanContent>();
  const locate = locator(origins, texts);
  const collect = (error: unknown): void => {
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems);
  };
  const take = async (content: PlanContent): Promise<void> => {
    for (const entry of await entriesOf(plan, content, inputs, locate, times, byPath, texts)) {
      add(plan, content, entry, { byPath, byPlace });
      contents.set(entry.path, content);
    }
  };
  const isLink = ({ type }: PlanContent): boolean => type === 'hardlink';
  for (const content of plan.contents.filter((one) => !isLink(one))) await take(content).catch(collect);
  joinHardLinks(byPath);
  // A hard link needs an existing file.
  for (const content of plan.contents.filter(isLink)) await take(content).catch(collect);
  const sound = new Set<string>();
  for (const [path, content] of contents) {
    try {
      checkAbove(plan, content, path, { byPath, byPlace }, sound);
    } catch (error) {
      collect(error);
    }
  }
  return [...byPath.values()].sort((left, right) => compareBytes(left.path, right.path));
}

async function entriesOf(
  plan: Plan,
  content: PlanContent,
  inputs: RunInputs,
  locate: Locate,
  times: Times,
  byPath: ReadonlyMap<string, Entry>,
  texts: string,
): Promise<Entry[]> {
  const { dst: path } = content;
  if (content.type === 'hardlink') return [{ kind: 'hardlink', path, file: targetOf(plan, content, byPath) }];
  const { owner, group } = content;
  const owned = { path, owner, group, mtime: times.of(content) };
  switch (content.type) {
    case 'dir':
      return [{ kind: 'folder', ...owned, mode: octal(content.mode) }];
    case 'symlink':
      return [{ kind: 'symlink', ...owned, target: content.target }];
    case 'ghost':
      return [{ kind: 'ghost', ...owned, mode: octal(content.mode) }];
    case 'file': {
      const origin = await locate(content);
      const copy = { plan, content, origin, inputs };
      const from = fileOf(copy);
      const { fingerprint } = checkRegular(copy, from, origin.name);
      checkCapabilities(copy, attributeOf(copy), origin.name);
      const member = 'archive' in origin ? { member: origin.member.path } : {};
      const { config, mark, mode } = content;
      const flags = { ...(config === undefined ? {} : { config }), ...(mark === undefined ? {} : { mark }) };
      const given = hasCapabilities(content) ? { capabilities: content.capabilities } : {};
      const bytes = content.compress === undefined ? { from, fingerprint } : { from: await compressed(from, texts) };
      const brought = { ...bytes, name: origin.name, content, ...member, ...flags, ...given };
      return [{ kind: 'file', ...owned, mode: octal(mode), ...brought }];
    }
    case 'tree': {
      const origin = await locate(content);
      return listTree({ plan, content, origin, inputs }, times);
    }
  }
}

// Where its bytes are.
function fileOf(copy: Copy<'file'>): string {
  const { origin } = copy;
  if (!('archive' in origin)) return origin.path;
  const { entry } = origin.member;
  if (entry.kind === 'file') return entry.from;
  return fail(copy, 'not-a-file', `${origin.name} is a folder, not a file`, TREE_HINT);
}

function attributeOf({ origin }: Copy<'file'>): Buffer | undefined {
  const entry = 'archive' in origin ? origin.member.entry : undefined;
  return entry?.kind === 'file' ? entry.capabilities : undefined;
}

// The same as `gzip -9n`, because zlib writes neither name nor time.
async function compressed(from: string, texts: string): Promise<string> {
  const path = join(await mkdtemp(join(texts, 'gzip-')), `${basename(from)}.gz`);
  await writeFile(path, gzipSync(await readFile(from), { level: 9 }));
  return path;
}

type Locate = (content: PlanContent & { type: 'file' | 'tree' }) => Promise<Origin>;

function locator(origins: Origins, texts: string): Locate {
  return async (content) => {
    const { src } = content;
    if (!('text' in src)) return origins.locate({ ...content, src });
    const path = join(await mkdtemp(join(texts, 'text-')), basename(content.dst));
    await writeFile(path, src.text);
    return { path, name: content.dst };
  };
}

function targetOf(
  plan: Plan,
  content: PlanContent & { type: 'hardlink' },
  byPath: ReadonlyMap<string, Entry>,
): FileEntry {
  const found = byPath.get(content.target);
  if (found?.kind === 'file' && found.config !== undefined) {
    fail({ plan, content }, 'hardlink-target', configTarget(content.target), 'use a symlink');
  }
  if (found?.kind === 'file') return found;
  if (found?.kind === 'hardlink') return found.file;
  const message = `the hard link ${content.dst} points to ${content.target}, which is not a file of the package`;
  return fail({ plan, content }, 'hardlink-target', message);
}

interface Found {
  readonly byPath: Map<string, Entry>;
  /** Entries by `canonicalPath`, for which /lib/x and /usr/lib/x are the same. */
  readonly byPlace: Map<string, Entry>;
}

// A folder of a tree may also have an entry of its own, which comes later and decides.
function add(plan: Plan, content: PlanContent, entry: Entry, { byPath, byPlace }: Found): void {
  const place = canonicalPath(entry.path);
  const first = byPlace.get(place);
  if (first !== undefined && !(first.kind === 'folder' && entry.kind === 'folder')) {
    const other = first.path === entry.path ? '' : `, which is ${first.path} too`;
    fail({ plan, content }, 'path-twice', `two entries of contents install something at ${entry.path}${other}`);
  }
  // The names in a tree become known only here.
  const mistake = installedPathMistake(entry.path);
  if (mistake !== undefined) fail({ plan, content }, 'content-path', mistake.message);
  byPath.set(entry.path, entry);
  byPlace.set(place, entry);
}

// Once all are known: what lies below a link would be laid out where that leads. `sound` are folders that were looked at before.
function checkAbove(
  plan: Plan,
  content: PlanContent,
  path: string,
  { byPath, byPlace }: Found,
  sound: Set<string>,
): void {
  const above = foldersAbove(path, sound);
  for (const folder of above) {
    const parent = byPath.get(folder) ?? byPlace.get(canonicalPath(folder));
    if (parent === undefined || parent.kind === 'folder') continue;
    const place = parent.path === folder ? `"${folder}"` : `"${folder}", which is "${parent.path}" too`;
    fail({ plan, content }, 'content-inside-file', `"${path}" lies below ${place}, a ${parent.kind}`);
  }
  for (const folder of above) sound.add(folder);
}

function octal(mode: string): number {
  return Number.parseInt(mode, 8);
}
