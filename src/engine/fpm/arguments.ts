/** Arguments of fpm: how one is written, and those for changelog and triggers. */
import { sh } from '../../system/template.ts';
import { formats } from '../../format/formats.ts';
import type { Plan } from '../../plan/plan.ts';
import { RPM_TRIGGERS } from '../../stanza/triggers/kinds.ts';

/** A flag and its value: text, or a path below the work folder, maybe with text before it. */
export type FpmArgument = readonly [
  flag: string,
  value?: string | { readonly below: string; readonly before?: string },
];

/** As a line of the wrapper, where `$work` is the work folder. */
export function formatArgument([flag, value]: FpmArgument): string {
  if (value === undefined) return flag;
  if (typeof value === 'string') return `${flag} ${sh(value)}`;
  const before = value.before === undefined ? '' : sh(value.before);
  return `${flag} ${before}"$work/${value.below}"`;
}

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

/** fpm has a flag for each directive of a deb but those with `-await`: it is given the file as a whole. */
export function triggerArguments({ format, triggers = [] }: Plan): FpmArgument[] {
  if (triggers.length === 0) return [];
  if (format === 'deb') return [['--deb-meta-file', { below: 'scripts/triggers' }]];
  return triggers.flatMap((trigger, at): FpmArgument[] => {
    if (!('script' in trigger)) return [];
    const on = formats.rpm.spell(trigger.on).join(', ');
    return [[RPM_TRIGGERS[trigger.kind], { before: `${on}: `, below: `scripts/trigger-${at}` }]];
  });
}
