/**
 * The two tables of triggers: what the keys of `triggers.deb` and `triggers.rpm` become.
 *
 * deb: https://manpages.debian.org/deb-triggers.5; rpm: https://rpm-software-management.github.io/rpm/manual/triggers.html.
 */
import { deb } from '../../format/deb.ts';

/** Key to the directive of `DEBIAN/triggers`. */
export const DEB_TRIGGERS = {
  interest: 'interest',
  interest_await: 'interest-await',
  interest_noawait: 'interest-noawait',
  activate: 'activate',
  activate_await: 'activate-await',
  activate_noawait: 'activate-noawait',
} as const;
export type DebTrigger = keyof typeof DEB_TRIGGERS;
export const DEB_TRIGGER_KINDS = Object.keys(DEB_TRIGGERS) as [DebTrigger, ...DebTrigger[]];

/** Key, which is the section of the spec, to the flag of fpm. */
export const RPM_TRIGGERS = {
  triggerprein: '--rpm-trigger-before-install',
  triggerin: '--rpm-trigger-after-install',
  triggerun: '--rpm-trigger-before-uninstall',
  triggerpostun: '--rpm-trigger-after-target-uninstall',
} as const;
export type RpmTrigger = keyof typeof RPM_TRIGGERS;
export const RPM_TRIGGER_KINDS = Object.keys(RPM_TRIGGERS) as [RpmTrigger, ...RpmTrigger[]];

/**
 * What is wrong with the name of a trigger of a deb: one that begins with `/` is of the files below, any other has the syntax of a
 * package's name (/usr/share/doc/dpkg/spec/triggers.txt.gz). dpkg takes what follows `#` for a comment.
 */
export function mistakeInDebTrigger(name: string): string | undefined {
  if (!name.startsWith('/')) {
    return deb.texts.name.pattern.test(name)
      ? undefined
      : `"${name}" must be ${deb.texts.name.allowed}, or a path that begins with "/"`;
  }
  if (!/^[!-~]+$/.test(name) || name.includes('#')) return `"${name}" must be ASCII characters without spaces and "#"`;
  const isNormal =
    name !== '/' &&
    name
      .slice(1)
      .split('/')
      .every((step) => !['', '.', '..'].includes(step));
  return isNormal ? undefined : `"${name}" must be a normal path, without "/" at its end`;
}
