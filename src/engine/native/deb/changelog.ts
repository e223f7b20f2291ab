/** The changelog of a deb: https://www.debian.org/doc/debian-policy/ch-docs.html#changelog-files-and-release-notes */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plan } from '../../../plan/plan.ts';
import type { FileEntry } from '../../../stage/entry.ts';
import type { Gathered } from '../../../stage/stage.ts';

export function changelogPath({ package: name }: Plan): string {
  return `/usr/share/doc/${name}/changelog.Debian.gz`;
}

/**
 * The changelog, compressed as by `gzip -9n`, as the policy demands. It is written to `work`, and the entry points there. None if the
 * config has none.
 */
export async function changelogEntries(
  plan: Plan,
  { changelog }: Pick<Gathered, 'changelog'>,
  work: string,
): Promise<FileEntry[]> {
  if (plan.format !== 'deb' || changelog === undefined) return [];
  const from = join(work, 'changelog.gz');
  // zlib writes neither name nor time, as `-n` does.
  await writeFile(from, gzipSync(changelog.text, { level: 9 }));
  const path = changelogPath(plan);
  const owned = { owner: 'root', group: 'root' };
  const content = { type: 'file', dst: path, src: { text: changelog.text }, mode: '0644', ...owned } as const;
  return [{ kind: 'file', path, ...owned, mode: 0o644, mtime: plan.sourceDateEpoch, from, name: path, content }];
}
