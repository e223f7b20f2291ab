/**
 * The shell that `sysusers` adds to a script: in an rpm to %pre, since rpm gives files to their owners as it lays them down, and in
 * a deb to postinst, where its file for systemd-sysusers is there, and what is of the users can only be given to them then. Where
 * a user cannot be made, the script fails. Nothing removes one: files of it may be left, and another would get them with its number.
 * https://docs.fedoraproject.org/en-US/packaging-guidelines/UsersAndGroups/
 * https://manpages.debian.org/stable/debhelper/dh_installsysusers.1.en.html
 * https://www.debian.org/doc/debian-policy/ch-files.html#permissions-and-ownership
 */
import { renderTemplate } from '../../system/template.ts';
import { ownDiversions } from '../capabilities.ts';
import type { OwnedPath, StanzaScript, StanzaScripts } from '../stanza.ts';
import type { PlanSysusers } from './schema.ts';

export const sysusersScripts: StanzaScripts<PlanSysusers> = {
  sides: { deb: { postinstall: 'before' }, rpm: { preinstall: 'before' } },
  render,
};

const PARTIALS = ['stanza/sysusers/make_accounts.hbs', 'stanza/sysusers/deb/give.hbs'];

function render(sysusers: PlanSysusers, { format, package: name, kind, paths }: StanzaScript): string {
  const changes = ownershipChanges(sysusers, paths);
  const view = {
    file: `${name}.conf`,
    // A number that is not fixed is said to be none: in a template, a name that is not there is an error.
    groups: sysusers.groups.map((group) => ({ gid: undefined, ...group })),
    users: sysusers.users.map((user) => ({ uid: undefined, ...user })),
    changes,
    accounts: conffileAccounts(changes).map((account) => ({ ...account, pattern: `^${account.name}:` })),
    ownDiversions: ownDiversions(name),
  };
  return renderTemplate(`stanza/sysusers/${format}/${kind}.hbs`, view, PARTIALS);
}

/*
 * What a deb's postinst gives to the users and groups that `sysusers` makes in it: dpkg laid it down before they were there, and
 * for a name that it does not know it takes the number in the archive, which is root's. In an upgrade dpkg knows the name; but
 * a folder that is there keeps the owner that it has.
 */

interface OwnershipChange {
  /** How the shell asks whether the path still is what the package brought. */
  readonly test: string;
  /** Empty where it is none that the package makes, and stays as dpkg made it. */
  readonly user: string;
  readonly group: string;
  /** Of a file of which chown(2) takes bits away; else empty. */
  readonly mode: string;
  readonly path: string;
  readonly isConffile: boolean;
}

const TESTS = { file: '-f', folder: '-d', symlink: '-L' } as const;

export function ownershipChanges(sysusers: PlanSysusers, paths: readonly OwnedPath[]): OwnershipChange[] {
  const users = new Set(sysusers.users.map(({ name }) => name));
  const groups = new Set(sysusers.groups.map(({ name }) => name));
  return paths.flatMap(({ kind, path, owner, group: ofGroup, mode = 0, config }): OwnershipChange[] => {
    const user = users.has(owner) ? owner : '';
    const group = groups.has(ofGroup) ? ofGroup : '';
    if (kind === 'ghost' || user + group === '') return [];
    const isSpecial = kind === 'file' && (mode & 0o6000) !== 0;
    const change = { test: TESTS[kind], user, group, mode: isSpecial ? mode.toString(8) : '', path };
    return [{ ...change, isConffile: config !== undefined }];
  });
}

/** https://manpages.debian.org/stable/manpages/nsswitch.conf.5.en.html */
const DATABASES = { user: 'passwd', group: 'group' } as const;

/** Who owns conffiles: names, each with the database that knows it. */
export function conffileAccounts(
  changes: readonly OwnershipChange[],
): { readonly database: string; readonly name: string }[] {
  const conffiles = changes.filter(({ isConffile }) => isConffile);
  return (['user', 'group'] as const).flatMap((key) => {
    const names = new Set(conffiles.map((change) => change[key]).filter((name) => name !== ''));
    return [...names].map((name) => ({ database: DATABASES[key], name }));
  });
}
