import type { ProblemEntry } from './entry.ts';

/** What is wrong with the file that `changelog` names; docs/changelog.md has its grammar. */
export const CHANGELOG_PROBLEMS = {
  'missing-changelog': {
    means: 'The file that `changelog` names is not there or cannot be read.',
    fix: 'Look at the path: it starts at the folder of the file that wrote it.',
    example: { shown: 'changelog: no-such-changelog' },
  },
  'changelog-syntax': {
    means:
      'A line of a changelog is not what an entry has there, or an entry has no first line, no change or no last line.',
    fix: 'Write it as [changelog.md](changelog.md) shows.',
    example: {
      shown: 'hello (1.2.3-0) stable; urgency=medium\n\n  * Say hello.\n\nhello (1.2.2-0) stable; urgency=medium',
    },
  },
  'changelog-version': {
    means: 'An entry of a changelog is for a version that dpkg refuses.',
    fix: 'Begin it with a digit: `1.2.3-0`, or `1:1.2.3-0` with an epoch.',
    example: { shown: 'hello (v1.2.3) stable; urgency=medium' },
  },
  'changelog-date': {
    means:
      'An entry of a changelog has no date, one that there is not, or another day of the week than the date has; or one that an rpm cannot have.',
    fix: 'Write it as `date --rfc-email` does: `Wed, 20 Mar 2019 12:00:00 +0000`.',
    example: { shown: ' -- Jo Doe <jo@example.com>  Tue, 20 Mar 2019 12:00:00 +0000' },
  },
  'changelog-order': {
    means: 'An entry of a changelog is newer than the one before it.',
    fix: 'Put the newest first, or correct the date.',
    example: { shown: ' -- Jo Doe <jo@example.com>  Thu, 21 Mar 2019 12:00:00 +0000   # below an entry of the 20th' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
