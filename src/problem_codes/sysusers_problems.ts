import type { ProblemEntry } from './entry.ts';

/** What is wrong with `sysusers`. */
export const SYSUSERS_PROBLEMS = {
  'sysusers-name': {
    means: 'A user or a group cannot have this name.',
    fix: 'Write one of a-z, 0-9, `_` and `-`, 31 at most, which begins with a letter or `_`.',
    example: { over: 'packages: { hello: { sysusers: { users: { Hello: {} } } } }' },
  },
  'sysusers-text': {
    means: 'A home, a shell or a comment is none that passwd and sysusers.d can hold.',
    fix: 'Follow the message.',
    example: { over: 'packages: { hello: { sysusers: { users: { hello: { home: var/lib/hello } } } } }' },
  },
  'sysusers-clash': {
    means: 'Two packages of the set say different things of one user or group. The first to be installed would win.',
    fix: 'Let both say the same, or let one of them depend on the other, which makes it.',
    example: {
      over:
        'packages:\n  hello: { sysusers: { users: { hello: { uid: 470 } } } }\n' +
        '  howdy: { summary: Says it too, sysusers: { users: { hello: { uid: 471 } } } }',
    },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
