import type { ProblemEntry, WarningEntry } from './problem_entry.ts';

/** What is wrong with `depends` and the other relations. */
export const RELATION_PROBLEMS = {
  'constraint-syntax': {
    means: 'This is not a version constraint.',
    fix: 'Write an operator (`<`, `<=`, `=`, `==`, `>=`, `>`) and a version, several of them separated by commas, or `*`.',
    example: { over: 'packages: { hello: { depends: { libc6: ~1.2 } } }' },
  },
  'relation-name': {
    means: 'A format does not accept this as a name in a relation.',
    fix: 'Give its name in that format, `{deb: libfoo1}`, or limit it to the other one, `{only: rpm}`.',
    example: { over: 'packages: { hello: { depends: { "pkgconfig(zlib)": "*" } } }' },
  },
  'relation-version': {
    means: 'A format does not accept this as a version in a relation.',
    fix: 'Give the version in that format: `{deb: {version: "== 1.2-3"}}`.',
    example: { over: 'packages: { hello: { depends: { libc6: ">= two" } } }' },
  },
  'relation-bounds': {
    means:
      'The field does not allow these bounds: in a deb, `provides` takes one exact version, and `breaks` one upper bound.',
    fix: 'Write the one bound that the message asks for.',
    example: { over: 'packages: { hello: { provides: { greeter: ">= 1.2" } } }' },
  },
  'relation-rich': {
    means:
      'A rich relation is not what rpm reads, stands where rpm allows none, or is for a deb, too, which has nothing like it.',
    fix: 'Write it as <https://rpm-software-management.github.io/rpm/manual/boolean_dependencies.html> says, with `only: rpm` beside it.',
    example: {
      over: 'packages: { hello: { depends: { selinux: { only: rpm, rich: hello-selinux if selinux-policy } } } }',
    },
  },
  'relation-any': {
    means: 'A relation has alternatives where none are possible, or together with a key that they do not allow.',
    fix: 'Give each alternative its own version, `any: ["mawk >= 1.3", gawk]`; a format beside `any` can only be `false`.',
    example: { over: 'packages: { hello: { provides: { awk: { any: [mawk, gawk] } } } }' },
  },
  'relation-unmet': {
    means:
      'A relation names a package of the set, or what one provides, and what the set builds does not meet it: another version, epoch or revision, or nothing for the architecture. Versions are compared as dpkg and rpm compare them.',
    fix: 'Write `= ${version}`, which is this version with any revision, or the version that the message names.',
    example: { over: 'packages: { hello: { depends: { greetings: "= 2.0" } }, greetings: { summary: Greetings } }' },
  },
  'relation-contradiction': {
    means:
      'A package needs another one of the set, and one of the two conflicts with, breaks or obsoletes the version of the other that the set builds. They can never be installed.',
    fix: 'Remove one of the two relations, or give the versions for which each holds.',
    example: {
      over: 'packages: { hello: { depends: { greetings: "*" }, breaks: { greetings: "<= ${version}" } }, greetings: { summary: Greetings } }',
    },
  },
  'when-syntax': {
    means: 'A `when` is not a range of semver versions.',
    fix: 'Write `>=1.28.0 <1.30.0`.',
    example: { over: 'packages: { hello: { depends: { libc6: [{ when: from 1.2 on, version: ">= 2.36" }] } } }' },
  },
  'when-none': {
    means: '`none: true`, which means that there is no such relation, is combined with keys that describe one.',
    fix: 'Keep one of the two.',
    example: {
      over: 'packages: { hello: { depends: { libc6: [{ when: ">=1.0.0", none: true, version: ">= 2" }] } } }',
    },
  },
  'when-overlap': {
    means: 'Two ranges contain the same version, so it is not clear which one is meant.',
    fix: 'End one where the other begins: `>=1.28.0 <1.30.0` and `>=1.30.0`.',
    example: {
      over: 'packages:\n  hello:\n    depends:\n      libc6:\n        - { when: ">=1.0.0", version: ">= 2.31" }\n        - { when: ">=1.30.0", version: ">= 2.36" }',
    },
  },
  'when-uncovered': {
    means: 'No range contains the version of the set, and no default is assumed.',
    fix: 'Add a range that contains it, with `none: true` if there is no such relation then.',
    example: { over: 'packages: { hello: { depends: { libc6: [{ when: ">=2.0.0", version: ">= 2.36" }] } } }' },
  },
  'when-version': {
    means:
      'There is a `when`, but the version of the set is not a semver version, so ranges cannot be compared with it.',
    fix: 'Use a version like `1.2.3` or `1.2.3-rc.1`.',
    example: {
      over: 'version: 1.2.3.4.x\npackages: { hello: { depends: { libc6: [{ when: ">=1.0.0", version: ">= 2" }] } } }',
    },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;

/** What lintian and rpmlint would say of relations. */
export const RELATION_WARNINGS = {
  'depends-on-essential': {
    level: 'warning',
    says: { lintian: ['depends-on-essential-package-without-using-version'] },
    means: 'A deb depends on a package that every Debian machine has, without a version.',
    fix: 'Remove it from the deb, `{ only: rpm }`, or give the version that is needed.',
    example: { over: 'packages: { hello: { depends: { bash: "*" } } }' },
  },
  'relation-with-self': {
    level: 'warning',
    says: { lintian: ['package-relation-with-self'] },
    means: 'A package depends on itself, or breaks itself.',
    fix: 'Remove it.',
    example: { over: 'packages: { hello: { recommends: { hello: "*" } } }' },
  },
  'conflicts-with-dependency': {
    level: 'warning',
    says: { lintian: ['conflicts-with-dependency'] },
    means: 'A package conflicts with a package that it depends on, so it can never be installed.',
    fix: 'Remove one of the two, or give the versions for which each holds.',
    example: { over: 'packages: { hello: { depends: { jq: "*" }, conflicts: { jq: "*" } } }' },
  },
  'breaks-any-version': {
    level: 'warning',
    says: { lintian: ['breaks-without-version'] },
    means: 'A deb breaks every version of another package, where `breaks` is meant for old ones.',
    fix: 'Say which versions: `< 2.0`; or write `conflicts`.',
    example: { over: 'packages: { hello: { breaks: { howdy: "*" } } }' },
  },
  'obsoletes-not-provided': {
    level: 'warning',
    says: { rpmlint: ['obsolete-not-provided'] },
    means: 'An rpm replaces another package without providing it, so packages that depend on that one break.',
    fix: 'Add the name to `provides`: `howdy: "= ${version}"`.',
    example: { over: 'packages: { hello: { replaces: { howdy: "< 2" } } }' },
  },
  'provides-itself': {
    level: 'warning',
    says: { rpmlint: ['useless-provides'] },
    means: 'A package provides its own name, which every package does anyway.',
    fix: 'Remove it.',
    example: { over: 'packages: { hello: { provides: { hello: "*" } } }' },
  },
  'relation-pre-release': {
    level: 'warning',
    says: {},
    means:
      'The version of another package is written as semver writes a pre-release, `1.2.0-rc.1`. dpkg and rpm read what follows the `-` as a revision, and it is newer than many revisions of the release.',
    fix: 'Write `1.2.0~rc.1` for the pre-release. Only versions of packages of the set itself are translated.',
    example: { over: 'packages: { hello: { depends: { containerd: ">= 2.0.0-rc.1" } } }' },
  },
  'relation-added': {
    level: 'warning',
    says: {},
    means:
      'An overlay, a flag or a config that extends another one says how a relation is different in a format, but the config below has no such relation any more: it is a new one.',
    fix: 'Remove it from the overlay. If the relation is new, say its version, `version: "*"`.',
    example: { over: 'packages: { hello: { depends: { iptables: { rpm: iptables-nft } } } }' },
  },
} as const satisfies Readonly<Record<string, WarningEntry>>;
