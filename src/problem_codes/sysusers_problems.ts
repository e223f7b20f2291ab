import type { ProblemEntry } from './entry.ts';

/** What is wrong with `sysusers`. */
export const SYSUSERS_PROBLEMS = {
  'sysusers-name': {
    means: 'A user or a group cannot have this name.',
    fix: 'Write at most 31 of a-z, 0-9, `_` and `-`, beginning with a letter or `_`.',
    example: { over: 'packages: { hello: { sysusers: { users: { Hello: {} } } } }' },
  },
  'sysusers-text': {
    means: 'passwd or sysusers.d cannot hold this home, shell or comment.',
    fix: 'Follow the message.',
    example: { over: 'packages: { hello: { sysusers: { users: { hello: { home: var/lib/hello } } } } }' },
  },
  'sysusers-clash': {
    means: 'Two packages of the set describe the same user or group differently. The first to be installed would win.',
    fix: 'Describe it in the same way in both, or let one of them depend on the other, which creates it.',
    example: {
      over:
        'packages:\n  hello: { sysusers: { users: { hello: { uid: 470 } } } }\n' +
        '  howdy: { summary: Says it too, sysusers: { users: { hello: { uid: 471 } } } }',
    },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
