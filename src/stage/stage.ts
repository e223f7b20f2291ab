/** From a plan and the files that it names to the tree on disk, as it is to be installed, whatever umask or clock we run in. */
import { chmod, link, lstat, lutimes, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Problem } from '../diagnostics.ts';
import { failOnProblems, InputError } from '../errors.ts';
import type { StagedTree } from '../engine/engine.ts';
import type { Plan, PlanContent } from '../plan/plan.ts';
import { scriptKinds } from '../render/script_parts.ts';
import type { ProblemCode } from '../problem_codes/problem_codes.ts';
import { readChangelog } from './changelog.ts';
import { copyRegular } from './copy.ts';
import { createOrigins } from './origin.ts';
import { readScript } from './script.ts';
import { readTriggers } from './triggers.ts';
import { type FolderMode, copyTree } from './tree.ts';

/** The file for each source, by name; one that is not here is where the plan says. */
export type SourceFiles = Readonly<Record<string, string>>;

export interface StageOptions {
  readonly sources: SourceFiles;
  /** An empty folder, absolute. */
  readonly work: string;
  /** Where relative paths of the plan and of `sources` start. */
  readonly cwd: string;
}

/**
 * Fills `work` with `root`, `scripts` and `changelog`. Throws an InputError with every file that is missing, unfit, or for
 * another machine.
 */
export async function stage(plan: Plan, { sources, work, cwd }: StageOptions): Promise<StagedTree> {
  const tree: StagedTree = { work, root: join(work, 'root') };
  const archives = join(work, 'archives');
  await makeFolder(tree.root);
  await makeFolder(archives);
  const origins = createOrigins(plan, { sources, archives, cwd });
  const problems: Problem[] = [];
  const folders: FolderMode[] = [];
  for (const content of hardLinksLast(plan.contents)) {
    try {
      folders.push(...(await place(plan, content, tree.root, origins)));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  for (const kind of scriptKinds(plan)) {
    const script = await readScript(plan, kind, cwd);
    problems.push(...script.problems);
    await writePlain(join(work, 'scripts', kind), script.text);
  }
  const triggers = await readTriggers(plan, cwd);
  problems.push(...triggers.problems);
  for (const [name, text] of triggers.files) await writePlain(join(work, 'scripts', name), text);
  const changelog = await readChangelog(plan, cwd);
  problems.push(...changelog.problems);
  failOnProblems(problems.filter((problem, at) => problems.findIndex((other) => isSame(problem, other)) === at));
  await writePlain(join(work, 'changelog'), changelog.text);
  await origins.remove();
  await setTimes(tree.root, plan.sourceDateEpoch);
  await setOwnTimes(plan, tree.root);
  await setModesOfFolders(folders);
  return tree;
}

function isSame(one: Problem, other: Problem): boolean {
  return one.message === other.message && one.place?.start === other.place?.start;
}

// A hard link can only be made to what is there.
function hardLinksLast(contents: readonly PlanContent[]): PlanContent[] {
  const isLink = ({ type }: PlanContent): boolean => type === 'hardlink';
  return [...contents.filter((content) => !isLink(content)), ...contents.filter(isLink)];
}

async function place(
  plan: Plan,
  content: PlanContent,
  root: string,
  origins: ReturnType<typeof createOrigins>,
): Promise<FolderMode[]> {
  const path = join(root, content.dst);
  await makeFolder(content.type === 'dir' ? path : dirname(path));
  switch (content.type) {
    case 'dir':
      return [{ path, mode: Number.parseInt(content.mode, 8) }];
    case 'symlink':
      await once(plan, content, symlink(content.target, path));
      return [];
    case 'hardlink':
      await findTarget(plan, content, root);
      await once(plan, content, link(join(root, content.target), path));
      return [];
    case 'ghost':
      // An empty file stands for it: an engine lists it, and packs no bytes.
      await once(plan, content, writeFile(path, '', { flag: 'wx' }));
      return [];
    case 'file': {
      const { src } = content;
      const mode = Number.parseInt(content.mode, 8);
      if ('text' in src) {
        await once(plan, content, writeFile(path, src.text, { flag: 'wx' }));
        await chmod(path, mode);
        return [];
      }
      const origin = await origins.locate({ ...content, src });
      await copyRegular({ plan, content, origin }, origin.path, path, mode);
      return [];
    }
    case 'tree': {
      const origin = await origins.locate(content);
      return copyTree({ plan, content, origin }, origin.path, path);
    }
  }
}

async function once(plan: Plan, { dst }: PlanContent, writing: Promise<void>): Promise<void> {
  await writing.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    fail(plan, dst, 'path-twice', `two entries of contents put something at ${dst}`);
  });
}

async function findTarget(
  plan: Plan,
  { dst, target }: PlanContent & { type: 'hardlink' },
  root: string,
): Promise<void> {
  const found = await lstat(join(root, target)).catch(() => undefined);
  if (found?.isFile() === true) return;
  fail(plan, dst, 'hardlink-target', `the hard link ${dst} leads to ${target}, which is no file of the package`);
}

function fail(plan: Plan, dst: string, code: ProblemCode, message: string): never {
  const text = `${plan.config}: ${plan.package}: ${message}`;
  throw new InputError([{ code, message: text, path: ['packages', plan.package, 'contents', dst] }]);
}

// Recursive mkdir with a mode that no umask changes.
async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let folder = path; folder.length >= first.length; folder = dirname(folder)) await chmod(folder, 0o755);
}

async function writePlain(path: string, text: string | Uint8Array): Promise<void> {
  await makeFolder(dirname(path));
  await writeFile(path, text);
  await chmod(path, 0o644);
}

// Last, since a folder may then be closed to us; and a folder that has an entry of its own has its mode, being later.
async function setModesOfFolders(folders: readonly FolderMode[]): Promise<void> {
  const modes = new Map(folders.map(({ path, mode }) => [path, mode]));
  for (const [path, mode] of [...modes].sort(([left], [right]) => right.length - left.length)) await chmod(path, mode);
}

// In the order of the contents: what lies in a tree, and is an entry of its own, comes behind the tree.
async function setOwnTimes({ contents, sourceDateEpoch }: Plan, root: string): Promise<void> {
  const timed = contents.filter((content) => content.type !== 'hardlink');
  if (timed.every(({ mtime }) => mtime === undefined)) return;
  for (const { type, dst, mtime = sourceDateEpoch } of timed) {
    const path = join(root, dst);
    await (type === 'tree' ? setTimes(path, mtime) : lutimes(path, mtime, mtime));
  }
}

async function setTimes(path: string, seconds: number): Promise<void> {
  const entries = await readdir(path, { withFileTypes: true });
  for (const entry of entries) {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) await setTimes(inside, seconds);
    else await lutimes(inside, seconds, seconds);
  }
  await lutimes(path, seconds, seconds);
}
