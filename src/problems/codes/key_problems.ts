import type { ProblemEntry } from './problem_entry.ts';

/** What the schema says of a key or its value. */
export const KEY_PROBLEMS = {
  'unknown-key': {
    means: 'This key does not exist here. Unknown keys are errors, so that a misspelt key is never ignored.',
    fix: 'Use the name that the hint suggests, or one of those that are allowed there.',
    example: { over: 'packages: { hello: { vendr: Acme } }' },
  },
  'missing-key': {
    means: 'A required key is missing.',
    fix: 'Add it; the message says what kind of value it takes.',
    example: { over: 'sources: { tool: { url: https://example.com/tool } }' },
  },
  'wrong-type': {
    means: 'The value is not of the kind that the key takes: a string instead of a list, a map instead of a string.',
    fix: 'Write the kind of value that the message names.',
    example: { over: 'architectures: amd64' },
  },
  'number-not-text': {
    means: 'The key takes a string, and YAML reads this as a number: `1.10` would become 1.1.',
    fix: 'Put it in quotes.',
    example: { over: 'version: 1.10' },
  },
  'boolean-not-text': {
    means: 'The key takes a string, and YAML reads this as true or false.',
    fix: 'Put it in quotes.',
    example: { over: 'vars: { debug: true }' },
  },
  'not-allowed': {
    means: 'The value is of the right kind, but the key does not allow it.',
    fix: 'Use one that the message names.',
    example: { over: 'compression: zip' },
  },
  'too-few': {
    means: 'A list has fewer items than it needs.',
    fix: 'Add one, or leave the whole key out.',
    example: { over: 'architectures: []' },
  },
  'listed-twice': {
    means: 'A list names the same thing twice.',
    fix: 'Remove one of the two.',
    example: { over: 'architectures: [amd64, arm64, amd64]' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
