/** What packages of one format and architecture may have only once, or must agree on: they may all be on one machine. */
import type { KeyPath } from '../problems/problem.ts';
import type { PlanContent } from './plan.ts';
import type { Resolver } from './resolver.ts';
import type { PlanGroup, PlanUser } from '../stanza/sysusers/schema.ts';

export interface Conflicts {
  /** Paths. */
  readonly owners: Owners;
  readonly links: AlternativeLinks;
  readonly accounts: Accounts;
}

export function noConflicts(): Conflicts {
  return { owners: new Map(), links: new Map(), accounts: new Map() };
}

/* Paths that two packages would own, once variables have their values; without variables, the rules of the config see it. */

interface Owner {
  readonly package: string;
  readonly type: PlanContent['type'];
  readonly isWritten: boolean;
}

/** The first owner of each path, of one format and architecture. */
export type Owners = Map<string, Owner>;

export interface PathClaim {
  readonly content: PlanContent;
  readonly package: string;
  readonly format: string;
  /** The config has the path as it stands, without a variable. */
  readonly isWritten: boolean;
  /** Of the entry. */
  readonly path: KeyPath;
}

/**
 * Folders may be in many packages, and a ghost in many rpms, which is how all alternatives own their link; dpkg and rpm refuse a
 * file that another package owns.
 */
export function claimPath(owners: Owners, claim: PathClaim, resolver: Resolver): void {
  const { content, isWritten, path } = claim;
  const first = owners.get(content.dst);
  if (first === undefined) {
    owners.set(content.dst, { package: claim.package, type: content.type, isWritten });
    return;
  }
  if (first.package === claim.package || (first.isWritten && isWritten)) return;
  if (first.type === 'ghost' && content.type === 'ghost') return;
  if (isFolder(first.type) && isFolder(content.type) && (first.type === 'dir' || content.type === 'dir')) return;
  const message = `"${content.dst}" is already in ${first.package}, and one ${claim.format} alone can own it`;
  resolver.report({ code: 'two-owners', message, path: [...path, 'dst'] });
}

function isFolder(type: PlanContent['type']): boolean {
  return type === 'dir' || type === 'tree';
}

/* What packages of the set say of one user or group: they must say the same, since the first to be installed makes it. */

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

/* Which link has which name: the one table that update-alternatives keeps, for all packages. https://manpages.debian.org/stable/dpkg/update-alternatives.1.en.html */

/** A link as a package offers it. */
export interface OfferedLink {
  readonly name: string;
  readonly link: string;
  /** The alternative that it is a slave of. */
  readonly master?: string;
  readonly package: string;
}

/** The first of each name. */
export type AlternativeLinks = Map<string, OfferedLink>;

/** Enters it, or says with what it cannot be together. */
export function claimLink(links: AlternativeLinks, offered: OfferedLink): string | undefined {
  const { name, link, master } = offered;
  const first = links.get(name);
  if (first === undefined) {
    const other = [...links.values()].find((one) => one.link === link);
    if (other !== undefined)
      return `"${link}" is the link of "${other.name}" in ${other.package}, and has one name only`;
    links.set(name, offered);
    return undefined;
  }
  if (first.link !== link) return `"${name}" has the link "${first.link}" in ${first.package}, and can have one only`;
  if (first.master === master) return undefined;
  const role = first.master === undefined ? 'an alternative of its own' : `a slave of "${first.master}"`;
  return `"${name}" is ${role} in ${first.package}, and can be one only`;
}
