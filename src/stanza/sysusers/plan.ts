/** `sysusers`: the users and groups of a package, and the file of its contents that says them. */
import type { SysusersConfig, PlanGroup, PlanSysusers, PlanUser } from './schema.ts';
import type { KeyPath } from '../../problems/problem.ts';
import type { Format } from '../../format/format.ts';
import { claimGroup, claimUser } from '../../plan/conflicts.ts';
import type { Plan } from '../../plan/plan.ts';
import { installedPathMistake } from '../../plan/paths.ts';
import type { Mistake, Resolver } from '../../plan/resolver.ts';
import type { Scope } from '../../plan/variables.ts';
import type { ResolvedStanza, StanzaContext } from '../stanza.ts';

/** What the scripts need: groupadd and useradd, which Fedora has in shadow-utils, SUSE in shadow, both at these paths. */
const NEEDS: Readonly<Record<Format, Plan['relations']>> = {
  deb: { depends: [{ name: 'passwd', bounds: [] }] },
  rpm: {
    'requires(pre)': [
      { name: '/usr/sbin/groupadd', bounds: [] },
      { name: '/usr/sbin/useradd', bounds: [] },
    ],
  },
};

/** The implied contents are the file that says them. */
export function resolveSysusers(
  { users: ofUsers = {}, groups: ofGroups = {} }: SysusersConfig,
  path: KeyPath,
  context: StanzaContext,
): ResolvedStanza<PlanSysusers> | undefined {
  const { name: packageName, resolver } = context;
  const { accounts } = context.conflicts;
  const groups = new Map<string, PlanGroup>();
  for (const [name, { gid }] of Object.entries(ofGroups)) {
    const at = [...path, 'groups', name];
    if (isName('group', name, { path: at, atKey: true }, resolver))
      groups.set(name, { name, ...(gid === undefined ? {} : { gid }) });
  }
  const users = Object.entries(ofUsers).flatMap(([name, keys]): PlanUser[] => {
    const user = resolveUser(name, keys, [...path, 'users', name], context);
    if (user === undefined) return [];
    // As systemd-sysusers has it, a user and its group have one number where they can.
    const gid = user.uid !== undefined && user.group === name ? { gid: user.uid } : {};
    if (!groups.has(user.group)) groups.set(user.group, { name: user.group, ...gid });
    for (const group of user.memberOf) if (!groups.has(group)) groups.set(group, { name: group });
    return [user];
  });
  const clashes = [
    ...users.map((user) => ({ message: claimUser(accounts, user, packageName), at: ['users', user.name] })),
    ...[...groups.values()].map((group) => ({
      message: claimGroup(accounts, group, packageName),
      at: ['groups', group.name],
    })),
  ];
  for (const { message, at } of clashes) {
    if (message !== undefined)
      resolver.report({ code: 'sysusers-clash', message, path: [...path, ...at], atKey: true });
  }
  if (groups.size === 0) return undefined;
  const sysusers = { groups: [...groups.values()], users };
  const entry = { dst: `${SYSUSERS_FOLDER}/${packageName}.conf`, mode: '0644' };
  const contents = [{ entry, path, isImplied: true, text: sysusersText(packageName, sysusers) }];
  return { value: sysusers, contents, needs: NEEDS[context.format] };
}

type UserKeys = NonNullable<SysusersConfig['users']>[string];

function resolveUser(
  name: string,
  keys: UserKeys,
  path: KeyPath,
  { resolver, scope }: StanzaContext,
): PlanUser | undefined {
  const isNamed = isName('user', name, { path, atKey: true }, resolver);
  const group = resolveGroup(keys.group ?? name, [...path, 'group'], resolver, scope, keys.group !== undefined);
  const memberOf = (keys.groups ?? []).map((one, index) =>
    resolveGroup(one, [...path, 'groups', index], resolver, scope),
  );
  const [home, shell] = (['home', 'shell'] as const).map((key) =>
    resolveString(keys[key] ?? DEFAULTS[key], [...path, key], resolver, scope, mistakeInPath),
  );
  const comment = resolveString(keys.comment ?? '', [...path, 'comment'], resolver, scope, mistakeInComment);
  if (!isNamed || group === undefined || home === undefined || shell === undefined || comment === undefined)
    return undefined;
  const uid = keys.uid === undefined ? {} : { uid: keys.uid };
  const known = [...new Set(memberOf.flatMap((one) => one ?? []))].filter((one) => one !== group);
  return { name, ...uid, group, memberOf: known, home, shell, comment };
}

/** What sysusers.d(5) has where nothing is said. */
const DEFAULTS = { home: '/', shell: '/usr/sbin/nologin' } as const;

// https://systemd.io/USER_NAMES/: what systemd, useradd and every file of /etc take. Capitals are for none of Debian's users.
const NAME = /^[a-z_][a-z0-9_-]{0,30}$/;

function isName(
  kind: 'user' | 'group',
  name: string,
  at: Pick<Mistake, 'path' | 'atKey'>,
  resolver: Resolver,
): boolean {
  if (NAME.test(name)) return true;
  const message = `the name of a ${kind} must be 1 to 31 of a-z, 0-9, "_", "-", beginning with a letter or "_", not "${name}"`;
  resolver.report({ code: 'sysusers-name', message, ...at });
  return false;
}

// The user's own name was looked at already.
function resolveGroup(
  written: string,
  path: KeyPath,
  resolver: Resolver,
  scope: Scope,
  isSaid = true,
): string | undefined {
  if (!isSaid) return written;
  const name = resolver.resolve(written, path, scope);
  return name !== undefined && isName('group', name, { path }, resolver) ? name : undefined;
}

function resolveString(
  written: string,
  path: KeyPath,
  resolver: Resolver,
  scope: Scope,
  mistakeIn: (text: string) => string | undefined,
): string | undefined {
  const text = resolver.resolve(written, path, scope);
  const message = text === undefined ? undefined : mistakeIn(text);
  if (message === undefined) return text;
  resolver.report({ code: 'sysusers-text', message, path });
  return undefined;
}

// passwd(5) divides by `:`; sysusers.d(5) by blanks, reads quotes and `\`, and `%` begins a specifier.
function mistakeInPath(text: string): string | undefined {
  const isNormal = text === '/' || installedPathMistake(text) === undefined;
  if (isNormal && !/[\s:"'\\%]/.test(text)) return undefined;
  return `a home or a shell is an absolute, normal path without blanks, quotes, ":", "\\" and "%", not "${text}"`;
}

function mistakeInComment(text: string): string | undefined {
  if (!/[\p{Cc}:"\\]/u.test(text)) return undefined;
  return `a comment is one line without ":", '"' and "\\", which divide or end it, not "${text}"`;
}

/* What /usr/lib/sysusers.d/NAME.conf says: https://www.freedesktop.org/software/systemd/man/latest/sysusers.d.html */

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
