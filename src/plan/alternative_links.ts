/** Which link has which name: the one table that update-alternatives keeps, for all packages. https://manpages.debian.org/stable/dpkg/update-alternatives.1.en.html */

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
