/**
 * Every way that we know of in which fpm 1.18.0, or what it calls, gives another package than it was asked for, and the test
 * that looks at a finished package for it. A trap found later is a row here and a test there.
 */
import type { Format } from '../../src/format/format.ts';

export interface Trap {
  /** What goes wrong where nobody minds it. */
  readonly trap: string;
  readonly formats: readonly Format[];
  /** A test in this folder, `FILE: TITLE`, as it stands in the code. */
  readonly test: string;
}

const BOTH: readonly Format[] = ['deb', 'rpm'];
const DEB: readonly Format[] = ['deb'];
const RPM: readonly Format[] = ['rpm'];

export const TRAPS: readonly Trap[] = [
  // What a package says of itself.
  { trap: 'a version that is not given is 1.0, an iteration 1', formats: BOTH, test: 'fields: says name, version, revision and architecture' },
  { trap: 'a pre-release with "-" sorts after its release', formats: BOTH, test: 'fields: sorts a pre-release before its release' },
  { trap: 'architectures pass through unknown: 386, arm, ppc64le', formats: BOTH, test: 'fields: names the architecture as the format does: %s' },
  { trap: 'rpmbuild builds for this machine unless told', formats: RPM, test: 'fields: names the architecture as the format does: %s' },
  { trap: 'relations are lower-cased, lose "_", or go: "/bin/sh", what has rpmlib in it', formats: DEB, test: 'fields: writes every relation of a deb as dpkg spells it' },
  { trap: '"a | b" and "(= 1)" are taken apart or passed on invalid', formats: DEB, test: 'fields: writes every relation of a deb as dpkg spells it' },
  { trap: 'a provided name with "+" is an error', formats: DEB, test: 'fields: writes every relation of a deb as dpkg spells it' },
  { trap: '"a | b" becomes a package of that name', formats: RPM, test: 'fields: writes every relation of an rpm as rpm spells it' },
  { trap: 'recommends and suggests have no flag, and --no-depends drops the tags that stand for them', formats: RPM, test: 'fields: writes every relation of an rpm as rpm spells it' },
  { trap: 'requirements on rpm itself are left to the writer', formats: RPM, test: 'fields: tells an old rpm what it must understand' },
  { trap: 'without --vendor it is the user at this host', formats: BOTH, test: 'fields: says nothing that the plan does not say' },
  { trap: 'without a URL it is one at example.com', formats: BOTH, test: 'fields: says nothing that the plan does not say' },
  { trap: 'without a category it is "default"; without a licence "unknown"', formats: BOTH, test: 'fields: says nothing that the plan does not say' },
  { trap: '"Prefix: /" makes every rpm relocatable', formats: RPM, test: 'fields: says nothing that the plan does not say' },
  { trap: 'the changelog is dated by the plan, and rpmbuild refuses a year before 1990', formats: RPM, test: 'fields: says nothing that the plan does not say' },
  { trap: 'there is a changelog in any case, dated now and in the local zone', formats: DEB, test: 'fields: dates the changelog of a deb by the plan' },
  { trap: 'a lone changelog is renamed to changelog.gz, as if it were of upstream', formats: DEB, test: 'changelog: is in a deb as it is written, compressed without a name and a time' },
  { trap: 'the compressed changelog has a time in it', formats: DEB, test: 'changelog: is in a deb as it is written, compressed without a name and a time' },
  { trap: 'in a changelog "%" is a macro, a line with "#" goes, and one with "*" begins an entry', formats: RPM, test: 'changelog: is in an rpm entry by entry, each day at noon' },
  { trap: 'fpm writes its changelog over one in the contents', formats: DEB, test: 'fields: refuses what fpm would change on the way: %s %j' },
  { trap: '"%" in a text is a macro of the spec', formats: RPM, test: 'fields: keeps people, texts and macros as they are written' },
  { trap: 'under LC_ALL=C Ruby fails on letters beyond ASCII', formats: BOTH, test: 'fields: keeps people, texts and macros as they are written' },
  { trap: 'a blank line of a description becomes " ."', formats: RPM, test: 'fields: keeps blank and indented lines of a description' },
  { trap: 'a line of a description that begins with "#" goes, and one with a section name ends it', formats: RPM, test: 'fields: refuses what fpm would change on the way: %s %j' },
  { trap: 'Installed-Size is rounded down, not up', formats: DEB, test: 'fields: has an installed size of whole KiB, rounded down' },
  { trap: 'files are hashed with md5', formats: RPM, test: 'fields: hashes files, header and payload with sha256' },

  // Which files it has.
  { trap: 'modes are those on disk: of the umask, of Bazel', formats: DEB, test: 'files: has in a deb the modes that the plan says, root for owner, and one time' },
  { trap: 'all files have one owner', formats: DEB, test: 'files: has in a deb the modes that the plan says, root for owner, and one time' },
  { trap: 'a folder has mode 0755 unless it is listed with an attribute', formats: RPM, test: 'files: has in an rpm the modes and owners that the plan says, and one time' },
  { trap: 'attributes of a tree cannot be given without its files', formats: RPM, test: 'files: gives a tree an owner, and takes no folder that only leads somewhere' },
  { trap: '--directories takes every folder below', formats: RPM, test: 'files: gives a tree an owner, and takes no folder that only leads somewhere' },
  { trap: 'links to build ids come along below /usr/lib/.build-id', formats: RPM, test: 'files: owns in an rpm what the plan says and nothing else' },
  { trap: 'folders are not listed, so they stay when the package goes', formats: RPM, test: 'files: owns in an rpm what the plan says and nothing else' },
  { trap: '"src=dest" makes dest a folder or a file by the order of arguments', formats: BOTH, test: 'files: owns in an rpm what the plan says and nothing else' },
  { trap: 'parent folders are to be in the archive, in order', formats: DEB, test: 'files: lists in a deb every parent folder once, before what is in it, as ./name' },
  { trap: 'names in %files are patterns and macros, and attributes are looked up by the escaped name', formats: RPM, test: 'files: keeps names that shells, patterns and macros read something into' },
  { trap: 'links could be followed on the way', formats: BOTH, test: 'files: keeps links as they are, also those that lead nowhere' },
  { trap: 'everything in /etc is a conffile', formats: DEB, test: 'files: has for conffiles what the plan says and nothing else of /etc' },
  { trap: 'every config file is %config(noreplace)', formats: RPM, test: 'files: has for conffiles what the plan says and nothing else of /etc' },
  { trap: 'rpmbuild strips programs after %install', formats: RPM, test: 'files: changes no byte of a program' },

  // What it runs.
  { trap: 'a unit file by --deb-systemd adds scripts that restart on upgrade', formats: DEB, test: 'scripts: has no other member in the control archive of a deb' },
  { trap: '"%%" and "%{…}" in a scriptlet are macros of the spec', formats: RPM, test: 'scripts: has %s in an rpm as it is written' },
  { trap: 'the interpreter of a scriptlet is /bin/sh whatever its first line says', formats: RPM, test: 'scripts: refuses what would run as something else: %s %j' },
  { trap: 'a line of a scriptlet with a section name or %if is one of the spec', formats: RPM, test: 'scripts: refuses what would run as something else: %s %j' },
  { trap: 'a script without an interpreter is taken as it is', formats: DEB, test: 'scripts: refuses what would run as something else: %s %j' },
  { trap: 'there is no flag for interest-await and activate-await', formats: DEB, test: 'triggers: are in a deb as the plan has them' },
  { trap: '"%" in the script of a trigger is a macro of the spec', formats: RPM, test: 'triggers: are in an rpm as the plan has them, each with its script as it is written' },

  // How it is compressed.
  { trap: 'gzip -9: three times the time of -6', formats: BOTH, test: 'compression: writes an rpm whose digests rpm finds right: %s' },
  { trap: 'zstd gets its level with the wrong sign', formats: DEB, test: 'compression: gives zstd in a deb the level that it is to have' },
  { trap: 'zstd in more than one frame stops dpkg-deb', formats: DEB, test: 'compression: writes a deb that dpkg-deb unpacks: %s' },
  { trap: 'there is no zstd', formats: RPM, test: 'compression: writes an rpm whose digests rpm finds right: %s' },

  // What shows of the machine.
  { trap: 'host, build time, file times and folder order are in the package', formats: BOTH, test: 'surroundings: from another folder, umask, time zone, locale, home, and second' },
  { trap: 'times of files are kept', formats: BOTH, test: 'surroundings: from another folder, umask, time zone, locale, home, and second' },
  { trap: 'owners are those on disk', formats: BOTH, test: 'surroundings: by another user' },
  { trap: '~/.fpm, ~/.rpmmacros, FPMOPTS, USER, SHELL and DEBEMAIL are read', formats: BOTH, test: 'surroundings: whatever the user has in the home folder and the environment for fpm, rpmbuild and tar' },
  { trap: 'ARCH, NAME, ITERATION in the path of the output are tokens', formats: BOTH, test: "surroundings: in a folder whose name holds tokens of fpm, blanks and signs of patterns" },
  { trap: 'fpm takes its own paths for patterns; rpmbuild splits them at blanks; "=" splits an input', formats: BOTH, test: "surroundings: in a folder whose name holds tokens of fpm, blanks and signs of patterns" },
  { trap: 'relative --chdir and --workdir, one in the other, recurse', formats: BOTH, test: 'surroundings: from another folder, umask, time zone, locale, home, and second' },
  { trap: 'ar appends to a file that is there; fpm refuses one', formats: BOTH, test: 'surroundings: over an older package of that name' },
  { trap: 'studtmp-* and staging folders stay behind', formats: BOTH, test: 'surroundings: leaves nothing behind but what it was to write' },
  { trap: 'what rpmbuild says is swallowed unless --log is given', formats: RPM, test: 'failures: shows what rpmbuild itself said, and the wrapper to run again' },
]; // prettier-ignore
