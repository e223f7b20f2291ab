/** What may differ between two packages that are meant to be the same, each with its reason. Anything else is a fault. */

export interface Allowed {
  /** Of the facts. */
  readonly names: RegExp;
  readonly reason: string;
}

/** Between fpm on this machine and fpm in the image, where the two have other versions of rpm or of a compressor. */
export const OTHER_TOOLS: readonly Allowed[] = [
  {
    names: /^tag (RPMVERSION|RPMFORMAT|PLATFORM|OPTFLAGS)$/,
    reason: 'rpmbuild writes its own version and its platform',
  },
  { names: /^tag (CLASSDICT|FILECLASS|FILEDEPENDS\w*)$/, reason: 'libmagic names kinds of files in words that change' },
  {
    names: /^tag (PAYLOADDIGEST|PAYLOADSIZE|SIGSIZE|LONGSIGSIZE)$/,
    reason: 'another release of a compressor writes other bytes',
  },
  {
    names: /^tag (HDRID|PKGID|SIGMD5|SHA\d+HEADER|HEADERIMMUTABLE)$/,
    reason: 'it is a digest or a copy of all other tags',
  },
  { names: /^tag FILE(SIGNATURES|CAPS)$/, reason: 'newer releases of rpm print it where it is empty' },
  { names: /^members of the archive$/, reason: 'another release of a compressor writes other sizes' },
];

/** The names of facts that differ and may not. */
export function differences(
  left: Readonly<Record<string, string>>,
  right: Readonly<Record<string, string>>,
  allowed: readonly Allowed[],
): { name: string; left: string | undefined; right: string | undefined }[] {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
  return names
    .filter((name) => left[name] !== right[name] && !allowed.some((entry) => entry.names.test(name)))
    .map((name) => ({ name, left: left[name], right: right[name] }));
}
