import type { ProblemEntry } from './entry.ts';

/** What is wrong with `contents`, as far as the config alone tells. */
export const CONTENT_PROBLEMS = {
  'content-path': {
    means: 'Where something lands is not an absolute, normal path, or is the root folder itself.',
    fix: 'Write it without `.`, `..`, `//` and a `/` at its end.',
    example: { over: 'packages: { hello: { contents: [{ src: "@hello", dst: usr/bin/hello }] } }' },
  },
  'content-key': {
    means: 'An entry has a key that its type does not take, or lacks one that it needs.',
    fix: 'Change the type, or follow the message.',
    example: {
      over: 'packages: { hello: { contents: [{ dst: /usr/bin/hi, type: symlink, src: hello, mode: "0755" }] } }',
    },
  },
  'content-duplicate': {
    means: 'One package puts two things at one path.',
    fix: 'Remove one, or give each its format: `only: deb`, `only: rpm`.',
    example: {
      over: 'packages:\n  hello:\n    contents:\n      - { src: a, dst: /etc/hello.conf }\n      - { src: b, dst: "/etc/hello.${format}", only: deb }\n      - { src: c, dst: /etc/hello.deb }',
    },
  },
  'content-inside-file': {
    means: 'Something lies below a path that is a file or a link.',
    fix: 'Make the upper one a `dir`, or move the lower one.',
    example: { over: 'packages: { hello: { contents: [{ src: "@hello", dst: /usr/bin/hello/more }] } }' },
  },
  'content-owner': {
    means: 'An owner or a group is not the name of a user or a group.',
    fix: 'Write a name, not a number.',
    example: { over: 'packages: { hello: { contents: [{ dst: /var/lib/hello, type: dir, owner: "1000" }] } }' },
  },
  'two-owners': {
    means: 'Two packages of the set own one path, so that they cannot be installed together.',
    fix: 'Let one of them have it, and let the other depend on that one.',
    example: {
      over: 'packages: { howdy: { summary: Says it too, contents: [{ src: "@hello", dst: /usr/bin/hello }] } }',
    },
  },
  'content-mtime': {
    means: 'The `mtime` of a content is no time, or none that a package can hold.',
    fix: 'Write it as in RFC 3339, in whole seconds: `2024-01-31T12:00:00Z`.',
    example: { over: 'packages: { hello: { contents: [{ src: a, dst: /etc/a, mtime: yesterday }] } }' },
  },
  'glob-syntax': {
    means: 'A pattern of `include` or `exclude` is none.',
    fix: 'Write it from the folder of the tree, with `*`, `**`, `?`, `[…]` and `{a,b}`.',
    example: {
      over: 'packages: { hello: { contents: [{ src: files, dst: /etc/hello, type: tree, include: [/etc/*] }] } }',
    },
  },
  'hardlink-target': {
    means: 'A hard link is not a second name of a file of the same package.',
    fix: 'Let its `src` be the `dst` of a file that the package has, or make it a `symlink`.',
    example: { over: 'packages: { hello: { contents: [{ src: /usr/bin/bash, dst: /usr/bin/hi, type: hardlink }] } }' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
