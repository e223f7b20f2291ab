/** Puts what was gathered on disk as fpm wants to find it, whatever umask or clock we run in. */
import { constants } from 'node:fs';
import { chmod, copyFile, link, lutimes, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { spellRpmChangelog } from '../format/rpm_changelog.ts';
import type { Plan } from '../plan/plan.ts';
import { renderChangelog } from '../render/changelog.ts';
import { describeFailure, fail } from './copy.ts';
import type { Entry } from './entry.ts';
import { INPUTS, makeFolder } from './folder.ts';
import { hardLinksLast } from './gather.ts';
import { changed, stampOf } from './stamp.ts';
import type { Gathered } from './stage.ts';

/** A tree on disk. Every path in it is absolute. */
export interface StagedTree {
  /** The folder that the engine may write in; it holds `root`, `scripts` and `changelog`. */
  readonly work: string;
  /** The tree as it is to be installed: modes set, every time `sourceDateEpoch` or that of its content. */
  readonly root: string;
}

/** Fills `work` with `root`, `scripts` and `changelog`. */
export async function layOut(plan: Plan, gathered: Gathered, work: string): Promise<StagedTree> {
  const tree: StagedTree = { work, root: join(work, 'root') };
  const { entries } = gathered;
  await makeFolder(tree.root);
  for (const entry of hardLinksLast(entries, ({ kind }) => kind === 'hardlink')) await place(plan, entry, tree.root);
  for (const [name, text] of textsOf(plan, gathered)) await writePlain(join(work, name), text);
  await rm(join(work, INPUTS), { recursive: true, force: true });
  await setTimes(tree.root, plan.sourceDateEpoch);
  await finish(entries, tree.root);
  return tree;
}

// By path in the work folder.
function textsOf(plan: Plan, { scripts, triggers, changelog }: Gathered): [string, string | Uint8Array][] {
  const spelled = (text: Buffer): Buffer => (plan.format === 'rpm' ? doublePercents(text) : text);
  return [
    ...[...scripts].map(([kind, text]): [string, Buffer] => [`scripts/${kind}`, spelled(text)]),
    ...triggers.scripts.map(({ text }, at): [string, Buffer] => [`scripts/trigger-${at}`, spelled(text)]),
    ...(triggers.directives === '' ? [] : [['scripts/triggers', triggers.directives] satisfies [string, string]]),
    ['changelog', changelogText(plan, changelog)],
  ];
}

function changelogText(plan: Plan, changelog: Gathered['changelog']): string {
  if (changelog === undefined) return renderChangelog(plan);
  return plan.format === 'deb' ? changelog.text : spellRpmChangelog(changelog.entries).replaceAll('%', '%%');
}

// fpm puts the text into a spec file, where `%` begins a macro and `%%` is a percent sign. Bytes, whatever their encoding.
function doublePercents(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll('%', '%%'), 'latin1');
}

async function place(plan: Plan, entry: Entry, root: string): Promise<void> {
  const path = join(root, entry.path);
  await makeFolder(entry.kind === 'folder' ? path : dirname(path));
  switch (entry.kind) {
    case 'folder':
      return;
    case 'symlink':
      return symlink(entry.target, path);
    case 'hardlink':
      return link(join(root, entry.file.path), path);
    case 'ghost':
      // An empty file stands for it: an engine lists it, and packs no bytes.
      return writeFile(path, '', { flag: 'wx' });
    case 'file':
      await copyFile(entry.from, path, constants.COPYFILE_EXCL).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EACCES') throw error;
        fail({ plan, content: entry.content }, 'unreadable-file', `${entry.name} ${describeFailure(error)}`);
      });
      if (entry.stamp !== undefined && stampOf(entry.from) !== entry.stamp) throw changed(entry.name);
      return chmod(path, entry.mode);
  }
}

async function writePlain(path: string, text: string | Uint8Array): Promise<void> {
  await makeFolder(dirname(path));
  await writeFile(path, text);
  await chmod(path, 0o644);
}

// Times and modes of folders last, and from the bottom up, since a folder may then be closed to us.
async function finish(entries: readonly Entry[], root: string): Promise<void> {
  for (const entry of [...entries].reverse()) {
    if (entry.kind === 'hardlink') continue;
    const path = join(root, entry.path);
    await lutimes(path, entry.mtime, entry.mtime);
    if (entry.kind === 'folder') await chmod(path, entry.mode);
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
