/** How arguments of fpm are written, and the arguments for changelog and triggers. */
import { sh } from '../../system/template.ts';
import { formats } from '../../format/formats.ts';
import type { Plan } from '../../plan/plan.ts';
import { RPM_TRIGGERS } from '../../stanza/triggers/kinds.ts';

/** A flag and its value: a string, or a path in the work folder with an optional string before it. */
export type FpmArgument = readonly [
  flag: string,
  value?: string | { readonly below: string; readonly before?: string },
];

/** Writes it as a line of the wrapper, where `$work` is the work folder. */
export function formatArgument([flag, value]: FpmArgument): string {
  if (value === undefined) return flag;
  if (typeof value === 'string') return `${flag} ${sh(value)}`;
  const before = value.before === undefined ? '' : sh(value.before);
  return `${flag} ${before}"$work/${value.below}"`;
}

/**
 * Commands that run after the control file has been edited: then the tree is complete, and its checksums have not been computed yet.
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

/** Fedora's rpmbuild drops changelog entries that are older than two years, unless told otherwise. */
export function changelogArguments({ format, changelog }: Plan): FpmArgument[] {
  return format === 'deb' || changelog === undefined ? [] : [['--rpm-rpmbuild-define', '_changelog_trimage 0']];
}

/** fpm has flags for a deb's trigger directives, but not for those with `-await`, so it gets the whole file instead. */
export function triggerArguments({ format, triggers = [] }: Plan): FpmArgument[] {
  if (triggers.length === 0) return [];
  if (format === 'deb') return [['--deb-meta-file', { below: 'scripts/triggers' }]];
  return triggers.flatMap((trigger, at): FpmArgument[] => {
    if (!('script' in trigger)) return [];
    const on = formats.rpm.spell(trigger.on).join(', ');
    return [[RPM_TRIGGERS[trigger.kind], { before: `${on}: `, below: `scripts/trigger-${at}` }]];
  });
}
