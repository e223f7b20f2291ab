/**
 * The shell that `sysusers` adds to a script: in an rpm to %pre, since rpm gives files to their owners as it lays them down, and in
 * a deb to postinst, where its file for systemd-sysusers is there. Where a user cannot be made, the script fails. Nothing removes
 * one: files of it may be left, and another would get them with its number.
 * https://docs.fedoraproject.org/en-US/packaging-guidelines/UsersAndGroups/
 * https://manpages.debian.org/stable/debhelper/dh_installsysusers.1.en.html
 */
import type { ScriptKind } from '../config/schema.ts';
import type { Format } from '../format/format.ts';
import type { Plan } from '../plan/plan.ts';
import { renderTemplate } from './render.ts';

const KINDS: Readonly<Record<Format, ScriptKind>> = { deb: 'postinstall', rpm: 'preinstall' };

/** Empty where the script has nothing to do. */
export function sysusersScript(plan: Plan, kind: ScriptKind): string {
  const { sysusers, format } = plan;
  if (sysusers === undefined || kind !== KINDS[format]) return '';
  const view = {
    file: `${plan.package}.conf`,
    // A number that is not fixed is said to be none: in a template, a name that is not there is an error.
    groups: sysusers.groups.map((group) => ({ gid: undefined, ...group })),
    users: sysusers.users.map((user) => ({ uid: undefined, ...user })),
  };
  return renderTemplate(`scripts/${format}_sysusers/${kind}.hbs`, view, ['scripts/make_accounts.hbs']);
}
