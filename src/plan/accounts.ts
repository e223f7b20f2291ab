/** What packages of the set say of one user or group: they must say the same, since the first to be installed makes it. */
import type { PlanGroup, PlanUser } from './plan_sysusers.ts';

interface Account {
  readonly package: string;
  readonly says: string;
}

/** The first of each, by kind and name. */
export type Accounts = Map<string, Account>;

/** Enters it, or says with what it cannot be together. What groups a user is in adds up. */
export function claimUser(accounts: Accounts, user: PlanUser, packageName: string): string | undefined {
  const { name, uid, group, home, shell, comment } = user;
  return claim(accounts, `the user "${name}"`, JSON.stringify([uid, group, home, shell, comment]), packageName);
}

/** A group without a number of its own takes any. */
export function claimGroup(accounts: Accounts, { name, gid }: PlanGroup, packageName: string): string | undefined {
  return gid === undefined ? undefined : claim(accounts, `the group "${name}"`, String(gid), packageName);
}

function claim(accounts: Accounts, what: string, says: string, packageName: string): string | undefined {
  const first = accounts.get(what) ?? { package: packageName, says };
  accounts.set(what, first);
  return first.says === says ? undefined : `${first.package} says something else of ${what}`;
}
