import type { WarningEntry } from './warning.ts';

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
} as const satisfies Readonly<Record<string, WarningEntry>>;
