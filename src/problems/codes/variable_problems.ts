import type { ProblemEntry } from './problem_entry.ts';

/** What is wrong with a `${…}`. */
export const VARIABLE_PROBLEMS = {
  'unknown-variable': {
    means: 'There is no variable of this name. Environment variables are not used.',
    fix: 'Use one that the message names, or declare your own in `vars`.',
    example: { over: 'packages: { hello: { homepage: "https://example.com/${verison}" } }' },
  },
  'variable-syntax': {
    means: 'A `${` is not the beginning of `${name}`, `${name+1}` or `${name-1}`.',
    fix: 'Close it, or write `$${` where the package itself must have `${`.',
    example: { over: 'packages: { hello: { homepage: "https://example.com/${version" } }' },
  },
  'variable-without-value': {
    means: 'The variable has no value at this key: a source has no `package`, a version such as `1` no `minor`.',
    fix: 'Use it where it has one; the message names those that have.',
    example: { over: 'sources: { hello: { file: "bin/${package}" } }' },
  },
  'variable-not-a-number': {
    means: 'Something is added to, or subtracted from, a variable that is not a whole number.',
    fix: 'Count with `major`, `minor` or `patch`.',
    example: { over: 'packages: { hello: { depends: { libhello: ">= ${version-1}" } } }' },
  },
  'variable-negative': {
    means: 'Subtracting from a variable makes it less than 0.',
    fix: 'Use a `when` range for the versions below which there is none.',
    example: { over: 'packages: { hello: { depends: { libhello: ">= ${major-2}.0" } } }' },
  },
  'value-too-long': {
    means:
      'Variables that stand for other variables make a value longer than 16384 characters, or are more than 100 levels deep.',
    fix: 'Write the value with fewer levels of variables; a long text belongs into a file.',
    example: { shown: 'vars: { a: "${b}${b}", b: "${c}${c}", c: "${d}${d}" }   # and so on' },
  },
  'variable-cycle': {
    means: 'Variables of your own refer to each other in a circle.',
    fix: 'Write the value of one of them.',
    example: { over: 'vars: { a: "${b}", b: "${a}" }' },
  },
  'variable-name': {
    means: 'The name of a variable of your own has characters other than letters, digits and `_`.',
    fix: 'Give it another name.',
    example: { over: 'vars: { my-mirror: https://example.com }' },
  },
  'reserved-variable': {
    means: 'A variable of your own has the name of a predefined one.',
    fix: 'Give it another name.',
    example: { over: 'vars: { version: v2.0.0 }' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
