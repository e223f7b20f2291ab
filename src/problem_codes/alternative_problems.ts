import type { ProblemEntry } from './entry.ts';

/** What is wrong with `alternatives`. */
export const ALTERNATIVE_PROBLEMS = {
  'alternative-name': {
    means: 'update-alternatives takes no such name.',
    fix: 'Write one without blanks and `/`, which does not begin with `-`.',
    example: {
      over: 'packages: { hello: { alternatives: { hi/there: { link: /usr/bin/hi, path: /usr/bin/hello, priority: 50 } } } }',
    },
  },
  'alternative-link': {
    means: 'The link of an alternative is no absolute, normal path, or the package itself brings something there.',
    fix: 'Name a path that no package brings, and let the file have another, as /usr/bin/hello-editor.',
    example: {
      over: 'packages: { hello: { alternatives: { hi: { link: /usr/bin/hello, path: /usr/bin/hello, priority: 50 } } } }',
    },
  },
  'alternative-path': {
    means: 'A link is to lead to what the package does not bring.',
    fix: 'Take the path that the hint suggests, or put it into `contents`.',
    example: {
      over: 'packages: { hello: { alternatives: { hi: { link: /usr/bin/hi, path: /usr/bin/helo, priority: 50 } } } }',
    },
  },
  'alternative-clash': {
    means:
      'One name has two links, one link has two names, one name is both an alternative and a slave, or one path is offered twice. ' +
      'update-alternatives keeps one table for all packages.',
    fix: 'Let every package of the set say the same of a name.',
    example: {
      over:
        'packages:\n  hello:\n    alternatives:\n      hi: { link: /usr/bin/hi, path: /usr/bin/hello, priority: 50 }\n' +
        '      hey: { link: /usr/bin/hi, path: /usr/bin/hello, priority: 50 }',
    },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
