/**
 * What a deb's postinst gives to the users and groups that `sysusers` makes in it: dpkg laid it down before they were there, and
 * for a name that it does not know it takes the number in the archive, which is root's. In an upgrade dpkg knows the name; but
 * a folder that is there keeps the owner that it has.
 */
import type { PlanSysusers } from '../plan/plan_sysusers.ts';

/** A path of the package, hard links apart: they are what the file is. */
export interface OwnedPath {
  readonly kind: 'file' | 'folder' | 'symlink' | 'ghost';
  readonly path: string;
  readonly owner: string;
  readonly group: string;
  readonly mode?: number;
  /** Of a conffile alone. */
  readonly config?: string | undefined;
}

interface Gift {
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

export function giftsOf(sysusers: PlanSysusers, paths: readonly OwnedPath[]): Gift[] {
  const users = new Set(sysusers.users.map(({ name }) => name));
  const groups = new Set(sysusers.groups.map(({ name }) => name));
  return paths.flatMap(({ kind, path, owner, group: ofGroup, mode = 0, config }): Gift[] => {
    const user = users.has(owner) ? owner : '';
    const group = groups.has(ofGroup) ? ofGroup : '';
    if (kind === 'ghost' || user + group === '') return [];
    const isSpecial = kind === 'file' && (mode & 0o6000) !== 0;
    const gift = { test: TESTS[kind], user, group, mode: isSpecial ? mode.toString(8) : '', path };
    return [{ ...gift, isConffile: config !== undefined }];
  });
}

/** https://manpages.debian.org/stable/manpages/nsswitch.conf.5.en.html */
const DATABASES = { user: 'passwd', group: 'group' } as const;

/** Who owns conffiles: names, each with the database that knows it. */
export function conffileAccounts(gifts: readonly Gift[]): { readonly database: string; readonly name: string }[] {
  const conffiles = gifts.filter(({ isConffile }) => isConffile);
  return (['user', 'group'] as const).flatMap((key) => {
    const names = new Set(conffiles.map((gift) => gift[key]).filter((name) => name !== ''));
    return [...names].map((name) => ({ database: DATABASES[key], name }));
  });
}
