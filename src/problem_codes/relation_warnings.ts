import type { WarningEntry } from './warning.ts';

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
