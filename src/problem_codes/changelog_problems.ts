import type { ProblemEntry } from './entry.ts';

/** What is wrong with the file that `changelog` names; docs/changelog.md has its grammar. */
export const CHANGELOG_PROBLEMS = {
  'missing-changelog': {
    means: 'The file that `changelog` names does not exist or cannot be read.',
    fix: 'Check the path: it is relative to the folder of the file that says it.',
    example: { shown: 'changelog: no-such-changelog' },
  },
  'changelog-syntax': {
    means:
      'A line does not belong at this place of a changelog entry, or an entry has no first line, no change or no last line.',
    fix: 'Write it as [changelog.md](changelog.md) shows.',
    example: {
      shown: 'hello (1.2.3-0) stable; urgency=medium\n\n  * Say hello.\n\nhello (1.2.2-0) stable; urgency=medium',
    },
  },
  'changelog-version': {
    means: 'A changelog entry has a version that dpkg does not accept.',
    fix: 'Begin it with a digit: `1.2.3-0`, or `1:1.2.3-0` with an epoch.',
    example: { shown: 'hello (v1.2.3) stable; urgency=medium' },
  },
  'changelog-date': {
    means:
      'A changelog entry has no date, a date that does not exist, a day of the week that is not that of the date, or a date that an rpm cannot have.',
    fix: 'Write it as `date --rfc-email` does: `Wed, 20 Mar 2019 12:00:00 +0000`.',
    example: { shown: ' -- Jo Doe <jo@example.com>  Tue, 20 Mar 2019 12:00:00 +0000' },
  },
  'changelog-order': {
    means: 'A changelog entry is newer than the one before it.',
    fix: 'Put the newest first, or correct the date.',
    example: { shown: ' -- Jo Doe <jo@example.com>  Thu, 21 Mar 2019 12:00:00 +0000   # below an entry of the 20th' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
