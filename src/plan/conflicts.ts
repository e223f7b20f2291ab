/** What packages of one format and architecture may have only once, or must agree on: they may all be on one machine. */
import type { Format } from '../format/format.ts';
import { areKeptApart, type Member } from './kept_apart.ts';
import { canonicalPath, parentsOf } from './paths.ts';
import type { PlanContent } from './plan.ts';
import type { PlanGroup, PlanUser } from '../stanza/sysusers/schema.ts';

export interface Conflicts {
  /** Paths. */
  readonly owners: Owners;
  readonly links: AlternativeLinks;
  readonly accounts: Accounts;
}

/** What packages entered, once for each architecture of machine that they can be on: what is for `all` is on each. */
type Tables<T> = readonly Map<string, T>[];

/** What the packages of one format enter, by architecture. */
export type ConflictsByArchitecture = (architecture: string) => Conflicts;

/** `all` stands for all of the `architectures`. */
export function conflictsAmong(architectures: readonly string[], all: string): ConflictsByArchitecture {
  const tables = new Map(
    architectures.map((name) => [name, { owners: new Map(), links: new Map(), accounts: new Map() }]),
  );
  return (architecture) => {
    const met =
      architecture === all ? [...tables.values()] : [tables.get(architecture)].filter((one) => one !== undefined);
    return {
      owners: met.map(({ owners }) => owners),
      links: met.map(({ links }) => links),
      accounts: met.map(({ accounts }) => accounts),
    };
  };
}

// The first mistake among the tables; each is entered in all of them.
function claimInEach<T>(tables: Tables<T>, claim: (table: Map<string, T>) => string | undefined): string | undefined {
  return tables.map(claim).find((message) => message !== undefined);
}

/* Paths that two packages would own. */

/** A path of a package; `leading` is a folder that only leads to one. */
export interface OwnedPath {
  readonly path: string;
  readonly type: PlanContent['type'] | 'leading';
}

interface Owner extends OwnedPath {
  readonly package: Member;
}

/** By path, as `canonicalPath` has it. */
export type Owners = Tables<Owner[]>;

/**
 * Enters the path and the folders that lead to it, or says whose it is already, and as what. Folders may be in many packages, and a
 * ghost in many rpms, which is how all alternatives own their link. dpkg and rpm refuse a file that another package owns, unless
 * the two are never on one machine. What trees have in them is known once they are opened.
 */
export function claimPath(owners: Owners, path: OwnedPath, by: Member, format: Format): string | undefined {
  const leading = parentsOf(path.path).map((folder): OwnedPath => ({ path: folder, type: 'leading' }));
  return claimInEach(owners, (table) => {
    const clashes = [path, ...leading].flatMap((claimed) => claimIn(table, { ...claimed, package: by }, path, format));
    return clashes[0];
  });
}

function claimIn(table: Map<string, Owner[]>, claimed: Owner, whole: OwnedPath, format: Format): string[] {
  const key = canonicalPath(claimed.path);
  const earlier = table.get(key) ?? [];
  const isKnown = earlier.some((one) => one.package.name === claimed.package.name && one.type === claimed.type);
  const other = earlier.find(
    (one) =>
      one.package.name !== claimed.package.name &&
      !canShare(one.type, claimed.type) &&
      !areKeptApart(one.package, claimed.package, format),
  );
  if (!isKnown) earlier.push(claimed);
  table.set(key, earlier);
  return other === undefined ? [] : [clashOf(other, claimed, whole, format)];
}

function clashOf(other: Owner, { type, path }: OwnedPath, whole: OwnedPath, format: Format): string {
  const { name } = other.package;
  if (type === 'leading') return `"${whole.path}" is below "${other.path}", which is a ${other.type} in ${name}`;
  if (other.type === 'leading') return `"${path}" is a folder in ${name}, and a ${type} here`;
  const spelled = other.path === path ? '' : ` as "${other.path}", which is the same place`;
  return `"${path}" is already in ${name}${spelled}; only one ${format} can own it`;
}

export const ONE_OWNER_HINT =
  'keep it in one; or, if the two are never installed together, write `conflicts` in one of them';

const FOLDERS: readonly OwnedPath['type'][] = ['dir', 'tree', 'leading'];

function canShare(left: OwnedPath['type'], right: OwnedPath['type']): boolean {
  const both = [left, right];
  // What lies below a link may well be meant.
  if (both.includes('leading') && both.includes('symlink')) return true;
  return both.every((type) => type === 'ghost') || both.every((type) => FOLDERS.includes(type));
}

/* What packages of the set say of one user or group: they must say the same, since the first to be installed makes it. */

interface Account {
  readonly package: string;
  readonly says: string;
}

/** The first of each, by kind and name. */
export type Accounts = Tables<Account>;

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
  return claimInEach(accounts, (table) => {
    const first = table.get(what) ?? { package: packageName, says };
    table.set(what, first);
    return first.says === says ? undefined : `${first.package} says something else of ${what}`;
  });
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
export type AlternativeLinks = Tables<OfferedLink>;

/** Enters it, or says with what it cannot be together. */
export function claimLink(links: AlternativeLinks, offered: OfferedLink): string | undefined {
  return claimInEach(links, (table) => claimLinkIn(table, offered));
}

function claimLinkIn(links: Map<string, OfferedLink>, offered: OfferedLink): string | undefined {
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
