/** From a plan and the files that it names to the tree on disk, as it is to be installed, whatever umask or clock we run in. */
import { chmod, link, lstat, lutimes, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Problem } from '../diagnostics.ts';
import { failOnProblems, InputError } from '../errors.ts';
import type { StagedTree } from '../engine/engine.ts';
import type { Plan, PlanContent } from '../plan/plan.ts';
import { renderChangelog } from '../render/changelog.ts';
import type { ProblemCode } from '../problem_codes/problem_codes.ts';
import { copyInto } from './copy.ts';
import { createOrigins } from './origin.ts';
import { readScript } from './script.ts';

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
  for (const content of hardLinksLast(plan.contents)) {
    try {
      await place(plan, content, tree.root, origins);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  for (const [kind, file] of Object.entries(plan.scripts)) {
    const script = await readScript(plan, kind, file, cwd);
    problems.push(...script.problems);
    await writePlain(join(work, 'scripts', kind), script.text);
  }
  failOnProblems(problems.filter(({ message }, at) => problems.findIndex((other) => other.message === message) === at));
  await writePlain(join(work, 'changelog'), renderChangelog(plan));
  await origins.remove();
  await setTimes(tree.root, plan.sourceDateEpoch);
  await setModesOfFolders(plan, tree.root);
  return tree;
}

// A hard link can only be made to what is there.
function hardLinksLast(contents: readonly PlanContent[]): PlanContent[] {
  const isLink = ({ type }: PlanContent): boolean => type === 'hardlink';
  return [...contents.filter((content) => !isLink(content)), ...contents.filter(isLink)];
}

async function place(plan: Plan, content: PlanContent, root: string, origins: ReturnType<typeof createOrigins>) {
  const path = join(root, content.dst);
  await makeFolder(content.type === 'dir' ? path : dirname(path));
  switch (content.type) {
    case 'dir':
      return;
    case 'symlink':
      return once(plan, content, symlink(content.target, path));
    case 'hardlink':
      await findTarget(plan, content, root);
      return once(plan, content, link(join(root, content.target), path));
    case 'ghost':
      // An empty file stands for it: an engine lists it, and packs no bytes.
      return once(plan, content, writeFile(path, '', { flag: 'wx' }));
    default:
      return copyInto(plan, content, await origins.locate(content), path);
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

// Last, since a folder may then be closed to us.
async function setModesOfFolders(plan: Plan, root: string): Promise<void> {
  const folders = plan.contents.filter((content) => content.type === 'dir');
  for (const { dst, mode } of folders.reverse()) await chmod(join(root, dst), Number.parseInt(mode, 8));
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
