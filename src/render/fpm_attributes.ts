/** Modes and times that fpm loses on the way from root/ to the package: shell commands that set them again. */
import type { Plan } from '../plan/plan.ts';

/** Whether anything has a time of its own: then every time is that of root/. */
export function hasOwnTimes({ contents }: Plan): boolean {
  return contents.some((content) => content.type !== 'hardlink' && content.mtime !== undefined);
}

/**
 * What follows the edit of a spec, whose path is `$1`. rpmbuild then finds the tree in BUILD, where fpm has made each folder
 * anew: 0755. In a deb, fpm keeps modes.
 */
export function attributeCommands(plan: Plan): string[] {
  const isTimed = hasOwnTimes(plan);
  if (plan.format === 'deb' || (!isTimed && !plan.contents.some(({ type }) => type === 'tree'))) return [];
  return [
    'build=${1%/SPECS/*}/BUILD',
    'cd root',
    'find . -type d -exec chmod --reference={} "$build/{}" \\;',
    ...(isTimed ? ['find . -depth -exec touch --no-dereference --reference={} "$build/{}" \\;'] : []),
  ];
}
