/** What can be wrong with a stanza: `systemd`, `sysusers`, `alternatives`, `changelog`. */
import type { ProblemEntry } from './problem_entry.ts';

/** What is wrong with `systemd`. */
export const SYSTEMD_PROBLEMS = {
  'systemd-unit': {
    means:
      'systemd does not accept the name of a unit: it needs letters, digits, `:`, `_`, `.`, `-`, `@`, and a type such as `.service`.',
    fix: 'Rename the file, or give the unit a `name`.',
    example: { over: 'packages: { hello: { systemd: { units: [files/hello.servce] } } }' },
  },
  'unknown-unit': {
    means: 'A unit is named, but no entry of `contents` installs it.',
    fix: 'Use the name that the hint suggests, or give the unit its file: `src`.',
    example: { over: 'packages: { hello: { systemd: { units: [{ name: hello.service }] } } }' },
  },
  'unit-file': {
    means: 'The file of a unit is not the one that `contents` install under that name.',
    fix: 'Remove one of the two, or write `{ name: … }` for the one in `contents`.',
    example: {
      over:
        'packages:\n  hello:\n    contents: [{ src: files/hello.service, dst: /usr/lib/systemd/system/hello.service }]\n' +
        '    systemd: { units: [hello.service] }',
    },
  },
  'unit-twice': {
    means: 'A unit is in the list twice.',
    fix: 'Remove one of the two.',
    example: { over: 'packages: { hello: { systemd: { units: [hello.timer, files/hello.timer] } } }' },
  },
  'systemd-template': {
    means: 'A template, such as `hello@.service`, cannot be started; only its instances can.',
    fix: 'Leave `start` out there.',
    example: { over: 'packages: { hello: { systemd: { units: [{ src: hello@.service, start: true }] } } }' },
  },
  'systemd-style': {
    means: '`style` is set for an rpm. It chooses between two ways to write the scripts of a deb.',
    fix: 'Write it in `systemd` itself or in `overrides.deb.systemd`.',
    example: {
      over:
        'packages:\n  hello:\n    systemd: { units: [hello.service] }\n' +
        '    overrides: { rpm: { systemd: { style: systemctl } } }',
    },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;

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
    means: 'A changelog entry has no date, a date that does not exist, or a date that an rpm cannot have.',
    fix: 'Write it as `date --rfc-email` does: `Wed, 20 Mar 2019 12:00:00 +0000`.',
    example: { shown: ' -- Jo Doe <jo@example.com>  Sat, 30 Feb 2019 12:00:00 +0000' },
  },
  'changelog-order': {
    means: 'In an rpm, a changelog entry is of a later day than the one before it. A deb takes entries in any order.',
    fix: 'Put the newest first, correct the date, or give the rpm a `changelog` of its own in `overrides.rpm`.',
    example: { shown: ' -- Jo Doe <jo@example.com>  Thu, 21 Mar 2019 12:00:00 +0000   # below an entry of the 20th' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
