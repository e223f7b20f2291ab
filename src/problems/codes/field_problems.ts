import type { ProblemEntry } from './problem_entry.ts';

/** Texts that dpkg, rpm or Bazel would refuse, or read as something else. */
export const FIELD_PROBLEMS = {
  'package-name': {
    means: 'dpkg or rpm does not accept this as the name of a package.',
    fix: 'For a deb, write two or more of a-z, 0-9, `+`, `-`, `.`, beginning with a letter or digit.',
    example: { over: 'packages: { Hello_World: { summary: Says hello } }' },
  },
  'reserved-name': {
    means: 'A package has the name of a Bazel target that every set has, such as `all` or `dist`.',
    fix: 'Give it another name.',
    example: { over: 'packages: { dist: { summary: A distribution } }' },
  },
  'version-syntax': {
    means: 'dpkg or rpm does not accept this as a version.',
    fix: 'Begin with a digit, or with `v` and a digit, and use only letters, digits, `.`, `+`, `~`, `-`.',
    example: { over: 'version: latest' },
  },
  'revision-syntax': {
    means: 'dpkg or rpm does not accept this as a revision or release.',
    fix: 'Use only letters, digits, `.`, `+`, `~`; `-` separates it from the version.',
    example: { over: 'revision: 1-2' },
  },
  'architecture-name': {
    means: 'One of the formats has no architecture of this name.',
    fix: "Write Go's name: `amd64`, `arm64`, `386`, `arm`, `ppc64le`, `s390x`.",
    example: { over: 'architectures: [x86_64]' },
  },
  'architecture-all': {
    means: '`all`, which means one package for every architecture, is in a list with another architecture.',
    fix: 'Write `all` alone, or the architectures.',
    example: { over: 'packages: { hello: { architectures: [all, amd64] } }' },
  },
  'architecture-not-in-set': {
    means: 'A package names an architecture that the set does not have.',
    fix: 'Add it to `architectures` at the top level, or remove it here.',
    example: { over: 'packages: { hello: { architectures: [s390x] } }' },
  },
  'format-not-in-set': {
    means: 'A package names a format that the set does not have.',
    fix: 'Add it to `formats` at the top level, or remove it here.',
    example: { over: 'formats: [deb]\npackages: { hello: { formats: [rpm] } }' },
  },
  'missing-maintainer': {
    means: 'A package has no `maintainer`, which each format needs.',
    fix: 'Write it in the package or, for all packages, in `defaults`.',
    example: {
      whole:
        'apiVersion: onepack/v1\nversion: v1.36.3\narchitectures: [amd64]\npackages:\n  hello: { summary: Says hello, license: MIT }\n',
    },
  },
  'missing-summary': {
    means: 'A package has no `summary`, which each format needs.',
    fix: 'Write one line about what it is for.',
    example: { over: 'packages: { hello-doc: { homepage: https://example.com } }' },
  },
  'missing-license': {
    means: 'A package has no `license`, which an rpm must have.',
    fix: 'Write it in the package or, for all packages, in `defaults`: an SPDX expression.',
    example: {
      whole:
        'apiVersion: onepack/v1\nversion: v1.36.3\narchitectures: [amd64]\npackages:\n  hello: { summary: Says hello, maintainer: Jo <jo@example.com> }\n',
    },
  },
  maintainer: {
    means: 'A maintainer is not `Name <mail@example.com>`.',
    fix: 'Write a name and one address.',
    example: { over: 'defaults: { maintainer: jo@example.com }' },
  },
  section: {
    means: "A deb's section is not one word, or `area/section`.",
    fix: 'Use one from <https://packages.debian.org/stable/>, for example `admin` or `net`.',
    example: { over: 'packages: { hello: { section: my tools } }' },
  },
  'custom-field': {
    means:
      'A field or tag in `fields` is one that onepack writes itself, or the format does not accept its name or value.',
    fix: 'Use the key that the message names, or write the field as the format does.',
    example: { over: 'packages: { hello: { fields: { deb: { Depends: libc6 } } } }' },
  },
  'trigger-name': {
    means: 'dpkg does not accept this as the name of a trigger.',
    fix: 'Write a name like that of a package, or the absolute path of a file or folder.',
    example: { over: 'packages: { hello: { triggers: { deb: { interest: [Hello World] } } } }' },
  },
  priority: {
    means: 'A deb has no such priority.',
    fix: 'Use `optional`, as every package does that is not part of a base system.',
    example: { over: 'packages: { hello: { priority: high } }' },
  },
  'field-empty': {
    means: 'A string that describes the package is empty once its variables are replaced.',
    fix: 'Leave the key out, or give it a value.',
    example: { over: 'packages: { hello: { homepage: "" } }' },
  },
  'field-newline': {
    means: 'A string that must be one line has a line break, which would begin another field of the package.',
    fix: 'Write it in quotes, or with `|-` or `>-`, which do not end in a line break. Only a `description` has several lines.',
    example: { over: 'packages:\n  hello:\n    summary: |\n      Says hello' },
  },
  'field-control': {
    means: 'A string has a control character.',
    fix: 'Remove it; it often comes from copying out of a terminal.',
    example: { over: 'packages: { hello: { vendor: "Acme\\x07" } }' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
