import type { ProblemEntry } from './entry.ts';

/** What is wrong with `alternatives`. */
export const ALTERNATIVE_PROBLEMS = {
  'alternative-name': {
    means: 'update-alternatives does not accept this name.',
    fix: 'Write one without spaces and `/` that does not begin with `-`.',
    example: {
      over: 'packages: { hello: { alternatives: { hi/there: { link: /usr/bin/hi, path: /usr/bin/hello, priority: 50 } } } }',
    },
  },
  'alternative-link': {
    means:
      'The link of an alternative is not an absolute, normal path, or the package itself contains something there.',
    fix: 'Use a path that no package contains, and give the file another one, such as /usr/bin/hello-editor.',
    example: {
      over: 'packages: { hello: { alternatives: { hi: { link: /usr/bin/hello, path: /usr/bin/hello, priority: 50 } } } }',
    },
  },
  'alternative-path': {
    means: 'A link would point to something that the package does not contain.',
    fix: 'Use the path that the hint suggests, or add it to `contents`.',
    example: {
      over: 'packages: { hello: { alternatives: { hi: { link: /usr/bin/hi, path: /usr/bin/helo, priority: 50 } } } }',
    },
  },
  'alternative-clash': {
    means:
      'One name has two links, one link has two names, one name is both an alternative and a slave, or one path is offered twice. ' +
      'update-alternatives keeps one table for all packages.',
    fix: 'Use a name in the same way in every package of the set.',
    example: {
      over:
        'packages:\n  hello:\n    alternatives:\n      hi: { link: /usr/bin/hi, path: /usr/bin/hello, priority: 50 }\n' +
        '      hey: { link: /usr/bin/hi, path: /usr/bin/hello, priority: 50 }',
    },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
