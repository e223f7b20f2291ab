/** Hard links of a package: each is another name of a file that the same package brings. */
import { didYouMean } from '../config/suggest.ts';
import type { KeyPath } from '../diagnostics.ts';
import type { PlanContent } from './plan.ts';
import type { Reader } from './reader.ts';

type HardLink = PlanContent & { readonly type: 'hardlink' };

/**
 * Reports each link to what is no file of the package. A file in a tree is looked for when the tree is opened. `places` are
 * the paths of the entries.
 */
export function reportHardLinks(
  contents: readonly PlanContent[],
  places: ReadonlyMap<PlanContent, KeyPath>,
  reader: Reader,
): void {
  for (const content of contents) {
    const mistake = content.type === 'hardlink' ? mistakeIn(content, contents) : undefined;
    if (mistake === undefined) continue;
    reader.report({ code: 'hardlink-target', path: [...(places.get(content) ?? []), 'src'], ...mistake });
  }
}

function mistakeIn(
  { target, dst }: HardLink,
  contents: readonly PlanContent[],
): { message: string; hint?: string } | undefined {
  const found = contents.find((content) => content.dst === target);
  if (target === dst) return { message: 'a hard link cannot point to itself' };
  if (found === undefined) {
    if (contents.some(({ type, dst: top }) => type === 'tree' && target.startsWith(`${top}/`))) return undefined;
    const files = contents.filter(({ type }) => type === 'file').map((content) => content.dst);
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
  return { message: `"${target}" is a config file, and an update would replace only one of its two names`, hint };
}
