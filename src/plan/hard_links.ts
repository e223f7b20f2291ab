/** Hard links of a package: each is another name of a file that the same package brings. */
import { didYouMean } from '../problems/suggest.ts';
import type { KeyPath } from '../problems/problem.ts';
import { parentsOf } from './paths.ts';
import type { PlanContent } from './plan.ts';
import type { Resolver } from './resolver.ts';

type HardLink = PlanContent & { readonly type: 'hardlink' };

/**
 * Reports each link to what is no file of the package. A file in a tree is looked for when the tree is opened. `places` are
 * the paths of the entries; `isEntry` knows those with a mistake too, which are not in `contents`.
 */
export function reportHardLinks(
  contents: readonly PlanContent[],
  { places, isEntry }: { places: ReadonlyMap<PlanContent, KeyPath>; isEntry: (dst: string) => boolean },
  resolver: Resolver,
): void {
  // The first of each path.
  const byPath = new Map(contents.toReversed().map((content) => [content.dst, content]));
  for (const content of contents) {
    if (content.type !== 'hardlink') continue;
    const path = places.get(content) ?? [];
    // What it leads to may have been refused.
    if (!byPath.has(content.target) && (isEntry(content.target) || resolver.located.holdsRefused(path.slice(0, -1))))
      continue;
    const mistake = mistakeIn(content, byPath);
    if (mistake !== undefined) resolver.report({ code: 'hardlink-target', path: [...path, 'src'], ...mistake });
  }
}

function mistakeIn(
  { target, dst }: HardLink,
  byPath: ReadonlyMap<string, PlanContent>,
): { message: string; hint?: string } | undefined {
  const found = byPath.get(target);
  if (target === dst) return { message: 'a hard link cannot point to itself' };
  if (found === undefined) {
    if (['/', ...parentsOf(target)].some((folder) => byPath.get(folder)?.type === 'tree')) return undefined;
    const files = [...byPath.values()].filter(({ type }) => type === 'file').map((content) => content.dst);
    const hint = didYouMean(target, files);
    const message = `a hard link points to a file of the same package, and "${target}" is not one`;
    return { message, ...(hint === undefined ? {} : { hint }) };
  }
  if (found.type !== 'file') {
    return { message: `a hard link points to a file, but "${target}" is a ${found.type}` };
  }
  if (found.config === undefined) return undefined;
  // https://manpages.debian.org/bookworm/dpkg/dpkg.1.en.html: dpkg replaces a conffile by renaming, and the other name stays behind.
  const hint = 'use a symlink';
  return { message: configTarget(target), hint };
}

export function configTarget(target: string): string {
  return `"${target}" is a config file, and an update would replace only one of its two names`;
}
