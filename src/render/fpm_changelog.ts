/** The changelog of the config, where fpm would have it otherwise. */
import type { Plan } from '../plan/plan.ts';
import type { FpmArgument } from './fpm_argument.ts';
import { sh } from './render.ts';

/**
 * What follows the edit of a control file: the tree is whole then, and its checksums are not yet taken.
 * https://www.debian.org/doc/debian-policy/ch-docs.html#changelog-files-and-release-notes
 */
export function changelogCommands(plan: Plan): string[] {
  if (plan.format === 'rpm' || plan.changelog === undefined) return [];
  return [
    "# fpm takes a lone changelog for upstream's; and four bytes of it are a time, which gzip -n leaves out.",
    `cd scratch/package-dir-staging-*/usr/share/doc/${sh(plan.package)}`,
    'test -e changelog.Debian.gz || mv changelog.gz changelog.Debian.gz',
    "printf '\\0\\0\\0\\0' | dd of=changelog.Debian.gz bs=1 seek=4 conv=notrunc status=none",
  ];
}

/** Fedora's rpmbuild leaves out what is older than two years. */
export function changelogArguments({ format, changelog }: Plan): FpmArgument[] {
  return format === 'deb' || changelog === undefined ? [] : [['--rpm-rpmbuild-define', '_changelog_trimage 0']];
}
