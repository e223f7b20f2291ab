import type { ProblemEntry, WarningEntry } from './entry.ts';

/** What is wrong with `depends` and its like. */
export const RELATION_PROBLEMS = {
  'constraint-syntax': {
    means: 'This is not a version constraint.',
    fix: 'Write an operator (`<`, `<=`, `=`, `==`, `>=`, `>`) and a version, more of them after commas, or `*`.',
    example: { over: 'packages: { hello: { depends: { libc6: ~1.2 } } }' },
  },
  'relation-name': {
    means: 'A format does not take this as the name in a relation.',
    fix: 'Say its name in that format, `{deb: libfoo1}`, or that only the other has it, `{only: rpm}`.',
    example: { over: 'packages: { hello: { depends: { "pkgconfig(zlib)": "*" } } }' },
  },
  'relation-version': {
    means: 'A format does not take this as a version in a relation.',
    fix: 'Say the version in that format: `{deb: {version: "== 1.2-3"}}`.',
    example: { over: 'packages: { hello: { depends: { libc6: ">= two" } } }' },
  },
  'relation-bounds': {
    means: 'The field cannot say so many or such bounds: a deb provides one exact version, and breaks below one bound.',
    fix: 'Write the one bound that the message asks for.',
    example: { over: 'packages: { hello: { provides: { greeter: ">= 1.2" } } }' },
  },
  'relation-any': {
    means: 'Alternatives stand where there can be none, or beside a key that they do not have.',
    fix: 'Give each alternative its own version, `any: ["mawk >= 1.3", gawk]`; a format beside `any` can only be `false`.',
    example: { over: 'packages: { hello: { provides: { awk: { any: [mawk, gawk] } } } }' },
  },
  'when-syntax': {
    means: 'A `when` is not a range of semver versions.',
    fix: 'Write `>=1.28.0 <1.30.0`.',
    example: { over: 'packages: { hello: { depends: { libc6: [{ when: from 1.2 on, version: ">= 2.36" }] } } }' },
  },
  'when-none': {
    means: '`none: true`, which says that there is no such relation, stands beside what the relation would be.',
    fix: 'Keep one of the two.',
    example: {
      over: 'packages: { hello: { depends: { libc6: [{ when: ">=1.0.0", none: true, version: ">= 2" }] } } }',
    },
  },
  'when-overlap': {
    means: 'Two ranges hold the same version, so that nobody knows which one is meant.',
    fix: 'Let one end where the other begins: `>=1.28.0 <1.30.0` and `>=1.30.0`.',
    example: {
      over: 'packages:\n  hello:\n    depends:\n      libc6:\n        - { when: ">=1.0.0", version: ">= 2.31" }\n        - { when: ">=1.30.0", version: ">= 2.36" }',
    },
  },
  'when-uncovered': {
    means: 'No range holds the version of the set, and nothing is assumed.',
    fix: 'Add a range that does, with `none: true` if there is then no such relation.',
    example: { over: 'packages: { hello: { depends: { libc6: [{ when: ">=2.0.0", version: ">= 2.36" }] } } }' },
  },
  'when-version': {
    means: 'There is a `when`, and the version of the set is none that ranges can be asked about.',
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
    means: 'A deb depends on a package that is on every Debian machine, and on no version of it.',
    fix: 'Take it away from the deb, `{ only: rpm }`, or say the version that is needed.',
    example: { over: 'packages: { hello: { depends: { bash: "*" } } }' },
  },
  'relation-with-self': {
    level: 'warning',
    says: { lintian: ['package-relation-with-self'] },
    means: 'A package depends on itself, or breaks itself.',
    fix: 'Take it away.',
    example: { over: 'packages: { hello: { recommends: { hello: "*" } } }' },
  },
  'conflicts-with-dependency': {
    level: 'warning',
    says: { lintian: ['conflicts-with-dependency'] },
    means: 'A package conflicts with what it depends on, so that it can never be installed.',
    fix: 'Take one of the two away, or say of which versions each holds.',
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
    means: 'An rpm takes the place of another package without providing it, so that what depends on that one breaks.',
    fix: 'Add the name to `provides`: `howdy: "= ${version}"`.',
    example: { over: 'packages: { hello: { replaces: { howdy: "< 2" } } }' },
  },
  'provides-itself': {
    level: 'warning',
    says: { rpmlint: ['useless-provides'] },
    means: 'A package provides its own name, which every package does anyway.',
    fix: 'Take it away.',
    example: { over: 'packages: { hello: { provides: { hello: "*" } } }' },
  },
} as const satisfies Readonly<Record<string, WarningEntry>>;
