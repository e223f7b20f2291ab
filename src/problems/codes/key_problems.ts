import type { ProblemEntry } from './entry.ts';

/** What the schema says of a key or its value. */
export const KEY_PROBLEMS = {
  'unknown-key': {
    means: 'There is no such key here. The config is closed, so that a misspelt key is never passed over.',
    fix: 'Take the name that the hint suggests, or one of those that are allowed there.',
    example: { over: 'packages: { hello: { vendr: Acme } }' },
  },
  'missing-key': {
    means: 'A key that must be there is not.',
    fix: 'Write it; the message says what its value is.',
    example: { over: 'sources: { tool: { url: https://example.com/tool } }' },
  },
  'wrong-type': {
    means: 'The value is of another kind than the key takes: a text for a list, a map for a text.',
    fix: 'Write what the message says is wanted there.',
    example: { over: 'architectures: amd64' },
  },
  'number-not-text': {
    means: 'A text is wanted, and YAML reads this as a number: `1.10` would become 1.1.',
    fix: 'Put it in quotes.',
    example: { over: 'version: 1.10' },
  },
  'boolean-not-text': {
    means: 'A text is wanted, and YAML reads this as true or false.',
    fix: 'Put it in quotes.',
    example: { over: 'vars: { debug: true }' },
  },
  'not-allowed': {
    means: 'The value is of the right kind, but not one of those that the key takes.',
    fix: 'Take one that the message names.',
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
