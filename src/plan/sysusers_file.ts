/** What /usr/lib/sysusers.d/NAME.conf says: https://www.freedesktop.org/software/systemd/man/latest/sysusers.d.html */
import type { PlanSysusers, PlanUser } from './plan_sysusers.ts';

export const SYSUSERS_FOLDER = '/usr/lib/sysusers.d';

export function sysusersText(packageName: string, { groups, users }: PlanSysusers): string {
  return [
    `# What the package ${packageName} needs.`,
    ...groups.map(({ name, gid = '-' }) => `g ${name} ${gid}`),
    ...users.map(userLine),
    ...users.flatMap(({ name, memberOf }) => memberOf.map((group) => `m ${name} ${group}`)),
    '',
  ].join('\n');
}

// The group of the user's own name is meant where none is said, which every version of systemd knows.
function userLine({ name, uid, group, home, shell, comment }: PlanUser): string {
  const number = String(uid ?? '-');
  const id = group === name ? number : `${number}:${group}`;
  // `%` begins a specifier; what would end the quotes is no part of a comment.
  const gecos = comment === '' ? '-' : `"${comment.replaceAll('%', '%%')}"`;
  return `u ${name} ${id} ${gecos} ${home} ${shell}`;
}
