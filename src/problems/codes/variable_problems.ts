import type { ProblemEntry } from './entry.ts';

/** What is wrong with a `${…}`. */
export const VARIABLE_PROBLEMS = {
  'unknown-variable': {
    means: 'There is no variable of this name. No environment leaks in.',
    fix: 'Take one that the message names, or declare your own in `vars`.',
    example: { over: 'packages: { hello: { homepage: "https://example.com/${verison}" } }' },
  },
  'variable-syntax': {
    means: 'A `${` does not begin `${name}`, `${name+1}` or `${name-1}`.',
    fix: 'Close it, or write `$${` where the package itself is to have `${`.',
    example: { over: 'packages: { hello: { homepage: "https://example.com/${version" } }' },
  },
  'variable-without-value': {
    means: 'The variable has no value at this key: a source has no `package`, a version such as `1` no `minor`.',
    fix: 'Use it where it has one; the message names those that have.',
    example: { over: 'sources: { hello: { file: "bin/${package}" } }' },
  },
  'variable-not-a-number': {
    means: 'Something is added to a variable that is not a whole number.',
    fix: 'Count with `major`, `minor` or `patch`.',
    example: { over: 'packages: { hello: { depends: { libhello: ">= ${version-1}" } } }' },
  },
  'variable-negative': {
    means: 'What is subtracted from a variable makes it less than 0.',
    fix: 'Use a `when` range for the versions in which there is no lower one.',
    example: { over: 'packages: { hello: { depends: { libhello: ">= ${major-2}.0" } } }' },
  },
  'variable-cycle': {
    means: 'Variables of your own are made of each other in a circle.',
    fix: 'Write one of them out.',
    example: { over: 'vars: { a: "${b}", b: "${a}" }' },
  },
  'variable-name': {
    means: 'The name of a variable of your own has other signs than letters, digits and `_`.',
    fix: 'Name it otherwise.',
    example: { over: 'vars: { my-mirror: https://example.com }' },
  },
  'reserved-variable': {
    means: 'A variable of your own has the name of one that there is already.',
    fix: 'Name it otherwise.',
    example: { over: 'vars: { version: v2.0.0 }' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
