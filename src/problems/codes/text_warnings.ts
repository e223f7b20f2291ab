import type { WarningEntry } from './problem_entry.ts';

/** What lintian and rpmlint would say of the fields that describe a package. */
export const TEXT_WARNINGS = {
  'summary-full-stop': {
    level: 'warning',
    says: { lintian: ['synopsis-is-a-sentence'], rpmlint: ['summary-ended-with-dot'] },
    means: 'The summary ends in a full stop. It is a title, which tools put into lists, and not a sentence.',
    fix: 'Remove the full stop.',
    example: { over: 'packages: { hello: { summary: Says hello. } }' },
  },
  'summary-article': {
    level: 'warning',
    says: { lintian: ['description-synopsis-starts-with-article'] },
    means: 'The summary begins with "a", "an" or "the". It is a title, not a sentence.',
    fix: 'Begin with the next word.',
    example: { over: 'packages: { hello: { summary: A program that says hello } }' },
  },
  'summary-package-name': {
    level: 'warning',
    says: { lintian: ['description-starts-with-package-name'], rpmlint: ['name-repeated-in-summary'] },
    means: 'The summary begins with the name of the package, which is shown beside it anyway.',
    fix: 'Say what the package is for.',
    example: { over: 'packages: { hello: { summary: hello says hello } }' },
  },
  'summary-too-long': {
    level: 'warning',
    says: { lintian: ['synopsis-too-long'], rpmlint: ['summary-too-long'] },
    means: 'The summary has more characters than a line of a terminal.',
    fix: 'Move the rest into the `description`.',
    example: {
      over: 'packages: { hello: { summary: Says hello to everyone who is there and to everyone who is not yet there but may well come } }',
    },
  },
  'summary-one-word': {
    level: 'warning',
    says: { lintian: ['description-too-short'] },
    means: 'The summary is a single word.',
    fix: 'Say what the package is for, in a few words.',
    example: { over: 'packages: { hello: { summary: Greeter } }' },
  },
  'description-is-summary': {
    level: 'warning',
    says: { lintian: ['description-synopsis-is-duplicated'] },
    means:
      'The description begins with the summary again; or there is no `description`, and a deb repeats the summary in its place.',
    fix: 'Write a `description` for people who do not know the package.',
    example: { over: 'packages: { hello: { description: Says hello. } }' },
  },
  'description-line-too-long': {
    level: 'warning',
    says: { lintian: ['extended-description-line-too-long'], rpmlint: ['description-line-too-long'] },
    means: 'A line of the description has more than 79 characters.',
    fix: 'Break it: a block string, `|-`, keeps the lines as they are.',
    example: {
      over: 'packages: { hello: { description: "This program says hello to everyone, and is a good example of a line that is too long." } }',
    },
  },
  'description-tab': {
    level: 'warning',
    says: { lintian: ['description-contains-tabs'] },
    means: 'The description has a tab, whose width differs from tool to tool.',
    fix: 'Write spaces.',
    example: { over: 'packages: { hello: { description: "Says:\\thello." } }' },
  },
  placeholder: {
    level: 'warning',
    says: {},
    means: 'The config still has values that `onepack init` wrote for what it did not find.',
    fix: 'Fill in what is marked `FILL IN`.',
    example: { over: 'packages: { hello: { summary: Not described yet } }' },
  },
  'description-dot': {
    level: 'warning',
    says: {},
    means:
      'A line of the description begins with a dot. In a deb a lone one is a blank line, and others are reserved: <https://www.debian.org/doc/debian-policy/ch-controlfields.html#description>.',
    fix: 'Begin the line with something else.',
    example: { over: 'packages: { hello: { description: "Reads\\n.hellorc in the home folder." } }' },
  },
  'description-blank-lines': {
    level: 'warning',
    says: { lintian: ['extended-description-contains-empty-paragraph'] },
    means: 'The description has several blank lines in a row.',
    fix: 'Keep one of them.',
    example: { over: 'packages: { hello: { description: "Says hello.\\n\\n\\nTo everyone." } }' },
  },
  'section-missing': {
    level: 'warning',
    says: { lintian: ['recommended-field'], rpmlint: ['no-group-tag'] },
    means: 'A package has no `section`, by which tools sort packages.',
    fix: 'Write one in the package or, for all packages, in `defaults`: `admin`, `net`, `utils`, …',
    example: { over: 'packages: { hello: { depends: { libc6: { only: deb } } } }' },
  },
  'section-unknown': {
    level: 'warning',
    says: { lintian: ['unknown-section'] },
    means: 'Debian has no such section.',
    fix: 'Use one from <https://packages.debian.org/stable/>, or the one that the hint suggests.',
    example: { over: 'packages: { hello: { section: network } }' },
  },
  'priority-extra': {
    level: 'warning',
    says: { lintian: ['priority-extra-is-replaced-by-priority-optional'] },
    means:
      'The priority is `extra`, which Debian gave up: <https://www.debian.org/doc/debian-policy/ch-archive.html#priorities>.',
    fix: 'Write `optional`, or leave it out, which is the same.',
    example: { over: 'packages: { hello: { priority: extra } }' },
  },
  'license-not-spdx': {
    level: 'warning',
    says: { rpmlint: ['invalid-license'] },
    means:
      'The licence is not an SPDX expression, or SPDX has another identifier for it: <https://spdx.org/licenses/>.',
    fix: 'Write the identifier, such as `Apache-2.0`, or several joined by `AND`, `OR`, `WITH`; `LicenseRef-NAME` is for a licence of your own.',
    example: { over: 'packages: { hello: { license: GPLv2 } }' },
  },
  'homepage-missing': {
    level: 'off',
    says: { rpmlint: ['no-url-tag'] },
    means: 'A package has no `homepage`.',
    fix: 'Write it in the package or, for all packages, in `defaults`.',
    example: { over: 'warnings: { homepage-missing: warning }' },
  },
  'homepage-not-a-url': {
    level: 'warning',
    says: { lintian: ['bad-homepage'], rpmlint: ['invalid-url'] },
    means: 'The homepage is not an address that a browser can open.',
    fix: 'Begin it with `https://`.',
    example: { over: 'packages: { hello: { homepage: example.com } }' },
  },
  'homepage-insecure': {
    level: 'warning',
    says: { lintian: ['homepage-field-uses-insecure-uri'] },
    means: 'The homepage is an http address, not an https one.',
    fix: 'Write `https://` if the site supports it.',
    example: { over: 'packages: { hello: { homepage: http://example.com } }' },
  },
  'maintainer-mail-host': {
    level: 'warning',
    says: { lintian: ['bogus-mail-host'] },
    means: 'The mail address of the maintainer is at a host that nobody else can reach.',
    fix: 'Write an address that people can write to.',
    example: { over: 'packages: { hello: { maintainer: Jo Doe <jo@localhost> } }' },
  },
  'revision-zero': {
    level: 'off',
    says: { lintian: ['debian-revision-is-zero'] },
    means: "The revision of a deb is 0, which sorts before every revision that Debian's own package would have.",
    fix: 'Count revisions from 1.',
    example: { over: 'warnings: { revision-zero: warning }' },
  },
  'no-time': {
    level: 'warning',
    says: {},
    means:
      'Nothing says when the packages were made, so every time in them is 1 January 1980, in this release as in the next. Programs that ' +
      'compare times miss an upgrade: Python runs the old `.pyc`, a web server answers with the old `ETag`.',
    fix:
      'In a release, give the time of the commit: `SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) onepack …`, or with Bazel ' +
      '`--//FOLDER:source_date_epoch=…` or `--stamp`. Or add a `changelog`, whose newest entry has a date, or `sourceDateEpoch`. ' +
      '[configuration.md](configuration.md) has the order.',
    example: { over: 'sourceDateEpoch: null' },
  },
  'version-with-revision': {
    level: 'warning',
    says: {},
    means:
      'The version ends in `-1` or the like, as a Debian version with its revision does. What follows a `-` is a pre-release where a letter begins it; so this becomes part of the version, `1.2.3+1`, followed by a revision, and is newer than `1.2.3`. What begins with `0.`, and the date and hash of a Go pseudo-version, is a pre-release, as semver says.',
    fix: 'Write the revision as `revision`. For a pre-release begin with a letter, `1.2.3-rc.1`; if this version is intended, write `1.2.3+1`.',
    example: { over: 'version: 1.2.3-1' },
  },
  'version-after-release': {
    level: 'warning',
    says: {},
    means:
      'The version ends in `rc1`, `.dev2` or the like with no `-` before it, as Python writes pre-releases. dpkg and rpm sort it after the release.',
    fix: 'Write `1.0-rc1`, which becomes `1.0~rc1`.',
    example: { over: 'version: 1.0rc1' },
  },
} as const satisfies Readonly<Record<string, WarningEntry>>;
