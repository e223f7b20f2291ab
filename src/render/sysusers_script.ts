/**
 * The shell that `sysusers` adds to a script: in an rpm to %pre, since rpm gives files to their owners as it lays them down, and in
 * a deb to postinst, where its file for systemd-sysusers is there, and what is of the users can only be given to them then. Where
 * a user cannot be made, the script fails. Nothing removes one: files of it may be left, and another would get them with its number.
 * https://docs.fedoraproject.org/en-US/packaging-guidelines/UsersAndGroups/
 * https://manpages.debian.org/stable/debhelper/dh_installsysusers.1.en.html
 * https://www.debian.org/doc/debian-policy/ch-files.html#permissions-and-ownership
 */
import type { ScriptKind } from '../config/schema.ts';
import type { Format } from '../format/format.ts';
import type { Plan } from '../plan/plan.ts';
import { conffileAccounts, giftsOf, type OwnedPath } from './gifts.ts';
import { renderTemplate } from './render.ts';

const KINDS: Readonly<Record<Format, ScriptKind>> = { deb: 'postinstall', rpm: 'preinstall' };
const PARTIALS = ['scripts/make_accounts.hbs', 'scripts/deb_sysusers/give.hbs'];

/** Empty where the script has nothing to do. */
export function sysusersScript(plan: Plan, kind: ScriptKind, paths: readonly OwnedPath[]): string {
  const { sysusers, format } = plan;
  if (sysusers === undefined || kind !== KINDS[format]) return '';
  const gifts = giftsOf(sysusers, paths);
  const view = {
    file: `${plan.package}.conf`,
    // A number that is not fixed is said to be none: in a template, a name that is not there is an error.
    groups: sysusers.groups.map((group) => ({ gid: undefined, ...group })),
    users: sysusers.users.map((user) => ({ uid: undefined, ...user })),
    gifts,
    accounts: conffileAccounts(gifts).map((account) => ({ ...account, pattern: `^${account.name}:` })),
    // What the package itself diverts is another's file; its own has the name.
    ownDiversions: `/ by ${plan.package.replaceAll('.', String.raw`\.`)}$/d`,
  };
  return renderTemplate(`scripts/${format}_sysusers/${kind}.hbs`, view, PARTIALS);
}
