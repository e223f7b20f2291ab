/** Lays out the gathered files on disk as fpm needs them, independently of the umask and the clock. */
import { constants } from 'node:fs';
import { chmod, copyFile, link, lutimes, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { spellRpmChangelog } from '../../stanza/changelog/rpm.ts';
import { type Plan, fullVersion } from '../../plan/plan.ts';
import { describeFailure, fail } from '../../stage/failure.ts';
import type { Entry } from '../../stage/entry.ts';
import { INPUTS, makeFolder } from '../../system/folders.ts';
import { inputChanged, fingerprintOf } from '../../system/hash.ts';
import type { Gathered } from '../../stage/stage.ts';

/** The staged tree on disk. All paths are absolute. */
export interface StagedTree {
  /** The folder in which the engine may write. It contains `root`, `scripts` and `changelog`. */
  readonly work: string;
  /** The tree as it will be installed: modes are set, and each time is `sourceDateEpoch` or the entry's own. */
  readonly root: string;
}

/** Fills `work` with `root`, `scripts` and `changelog`. */
export async function layOut(plan: Plan, gathered: Gathered, work: string): Promise<StagedTree> {
  const tree: StagedTree = { work, root: join(work, 'root') };
  const { entries } = gathered;
  await makeFolder(tree.root);
  for (const entry of entries) if (entry.kind !== 'hardlink') await place(plan, entry, tree.root);
  // A hard link can only be made to what is there.
  for (const entry of entries) if (entry.kind === 'hardlink') await place(plan, entry, tree.root);
  for (const [name, text] of textsOf(plan, gathered)) await writePlain(join(work, name), text);
  await rm(join(work, INPUTS), { recursive: true, force: true });
  await setTimes(tree.root, plan.sourceDateEpoch);
  await finish(entries, tree.root);
  return tree;
}

// The scripts, as paths in the work folder.
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

// fpm copies a script into the spec, where `%` begins a macro and `%%` is a percent sign. Works on bytes, whatever their encoding is.
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
      // Only the path is packed, so an empty file is enough.
      return writeFile(path, '', { flag: 'wx' });
    case 'file':
      await copyFile(entry.from, path, constants.COPYFILE_EXCL).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EACCES') throw error;
        fail({ plan, content: entry.content }, 'unreadable-file', `${entry.name} ${describeFailure(error)}`);
      });
      if (entry.fingerprint !== undefined && fingerprintOf(entry.from) !== entry.fingerprint)
        throw inputChanged(entry.name);
      return chmod(path, entry.mode);
  }
}

async function writePlain(path: string, text: string | Uint8Array): Promise<void> {
  await makeFolder(dirname(path));
  await writeFile(path, text);
  await chmod(path, 0o644);
}

// Times and modes of folders are set last, and from the bottom up, since we may not be able to write in a folder afterwards.
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

/* The changelog that fpm puts into a package where the config has none: there is one in any deb. */

/** Writes the changelog of a deb, in the format of deb-changelog(5). An rpm needs no file. */
export function renderChangelog(plan: Plan): string {
  if (plan.format === 'rpm') return '';
  // RFC 5322 dates, as Date writes them but for GMT: https://www.debian.org/doc/debian-policy/ch-source.html#s-dpkgchangelog
  const date = new Date(plan.sourceDateEpoch * 1000).toUTCString().replace('GMT', '+0000');
  return [
    `${plan.package} (${fullVersion(plan)}) unstable; urgency=medium`,
    '',
    `  * Version ${plan.version}.`,
    '',
    ` -- ${plan.maintainer}  ${date}`,
    '',
  ].join('\n');
}
