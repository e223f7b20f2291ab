/** What can be wrong with a stanza: `systemd`, `sysusers`, `alternatives`, `changelog`. */
import type { ProblemEntry } from './entry.ts';

/** What is wrong with `systemd`. */
export const SYSTEMD_PROBLEMS = {
  'systemd-unit': {
    means:
      'A unit has no name that systemd takes: letters, digits, `:`, `_`, `.`, `-`, `@`, and a type such as `.service`.',
    fix: 'Rename the file, or give the unit a `name`.',
    example: { over: 'packages: { hello: { systemd: { units: [files/hello.servce] } } }' },
  },
  'unknown-unit': {
    means: 'A unit is named that no entry of `contents` brings.',
    fix: 'Take the name that the hint suggests, or give the unit its file: `src`.',
    example: { over: 'packages: { hello: { systemd: { units: [{ name: hello.service }] } } }' },
  },
  'unit-file': {
    means: 'The file of a unit is not the one that `contents` put under that name.',
    fix: 'Remove one of the two, or write `{ name: … }` for the one that `contents` have.',
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
    means: 'A template, such as `hello@.service`, is to be started, and only its instances can be.',
    fix: 'Leave `start` out there.',
    example: { over: 'packages: { hello: { systemd: { units: [{ src: hello@.service, start: true }] } } }' },
  },
  'systemd-style': {
    means: '`style` is said for an rpm. It chooses between two ways to write the scripts of a deb.',
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
