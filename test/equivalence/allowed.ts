/** What may differ between two packages that are meant to be the same, each with its reason. Anything else is a fault. */

export interface Allowed {
  /** Of the facts. */
  readonly names: RegExp;
  /** Of the lines of the fact: what these say may differ, and nothing else. */
  readonly lines?: RegExp;
  /** Of the lines of the left fact: the right one may lack these. */
  readonly more?: RegExp;
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

/** Between fpm and the native engine. */
export const NATIVE: readonly Allowed[] = [
  {
    names: /^tag (RPMVERSION|PLATFORM|OPTFLAGS)$/,
    reason: 'rpmbuild writes its own version and platform, and flags for a compiler that is not run',
  },
  { names: /^tag (CLASSDICT|FILECLASS)$/, reason: 'words of libmagic, which nothing reads but people' },
  {
    names: /^tag DIR(NAMES|INDEXES)$/,
    reason: 'rpmbuild may name a folder twice; FILENAMES, which they make up, is a fact of its own',
  },
  { names: /^tag PAYLOADDIGESTALT$/, reason: 'of the bytes before compression: it would cost another pass over them' },
  { names: /^tag (PAYLOADDIGEST|SIGSIZE|LONGSIGSIZE)$/, reason: 'deflate has many spellings of the same bytes' },
  { names: /^tag (HDRID|PKGID|SIGMD5|SHA\d+HEADER|HEADERIMMUTABLE)$/, reason: 'a digest or a copy of all other tags' },
  { names: /^members of the archive$/, reason: 'deflate has many spellings of the same bytes' },
  { names: /^field Installed-Size$/, reason: 'fpm rounds the sum of all files down, dpkg each file up' },
  { names: /^names of owners$/, reason: 'fpm leaves the names out, dpkg-deb writes root/root' },
  { names: /^member \.\/control$/, reason: 'the order of its fields: each is a fact of its own' },
  {
    names: /^(data\.tar|member \.\/md5sums)$/,
    more: /(\.\/usr\/(share\/(doc\/([^/]+\/)?)?)?|usr\/share\/doc\/[^/]+\/changelog\.(Debian\.)?gz)$/,
    reason: 'fpm writes a changelog of its own where the config has none',
  },
  {
    names: /^(data\.tar|member \.\/md5sums)$/,
    lines: /usr\/share\/doc\/[^/]+\/changelog\.Debian\.gz$/,
    reason: 'deflate has many spellings of the same text, which is a fact of its own',
  },
];

/** And where somebody called fpm by hand, without the flags that our engine gives it. docs/from-fpm.md tells the reasons. */
export const FPM_BY_HAND: readonly Allowed[] = [
  {
    names: /^tag (BUILDTIME|FILEMTIMES|CHANGELOGTIME)$/,
    reason: 'fpm takes the time of the build and of each file; here all are `sourceDateEpoch`.',
  },
  { names: /^tag BUILDHOST$/, reason: 'rpmbuild writes the name of the machine; here it is `onepack`.' },
  {
    names: /^tag (CHANGELOGNAME|CHANGELOGTEXT)$/,
    reason:
      'fpm writes a changelog, "Package created with FPM", into both; here there is one where `changelog` names it.',
  },
  {
    names: /^tag DESCRIPTION$/,
    reason: 'The description of an rpm repeats the summary with fpm; rpm shows the two below each other.',
  },
  { names: /^tag PREFIXES$/, reason: 'fpm makes every rpm relocatable, to `/`; here `fields.rpm.Prefixes` does.' },
  {
    names: /^tag PAYLOADFLAGS$/,
    reason: 'fpm compresses at level 9; the level here is 6: 3 times as fast, for 1 to 3 % more.',
  },
];

/** The names of facts that differ and may not. */
export function differences(
  left: Readonly<Record<string, string>>,
  right: Readonly<Record<string, string>>,
  allowed: readonly Allowed[],
): { name: string; left: string | undefined; right: string | undefined }[] {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
  return names
    .filter((name) => left[name] !== right[name])
    .filter((name) => {
      const entries = allowed.filter((entry) => entry.names.test(name));
      return !entries.some(isWhole) && !areSame(left[name] ?? '', right[name] ?? '', entries);
    })
    .map((name) => ({ name, left: left[name], right: right[name] }));
}

function isWhole({ lines, more }: Allowed): boolean {
  return lines === undefined && more === undefined;
}

function areSame(left: string, right: string, entries: readonly Allowed[]): boolean {
  const others = right.split('\n');
  const kept = (line: string): boolean => !entries.some(({ lines }) => lines?.test(line) === true);
  const wanted = left
    .split('\n')
    .filter(kept)
    .filter((line) => others.includes(line) || !entries.some(({ more }) => more?.test(line) === true));
  return wanted.join('\n') === others.filter(kept).join('\n');
}
