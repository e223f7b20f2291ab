import type { ProblemEntry } from './problem_entry.ts';

/** What is wrong with `contents`, as far as the config alone tells. */
export const CONTENT_PROBLEMS = {
  'content-path': {
    means:
      'The path where something is installed is not absolute or not normal, or is the root folder itself. Or a file would take the place of a folder that every system has, such as `/usr/bin`.',
    fix: 'Write it without `.`, `..` and `//`. A link or a ghost cannot end in `/`.',
    example: { over: 'packages: { hello: { contents: [{ src: "@hello", dst: usr/bin/hello }] } }' },
  },
  'content-key': {
    means: 'An entry has a key that its type does not allow, or lacks one that it needs.',
    fix: 'Change the type, or follow the message.',
    example: {
      over: 'packages: { hello: { contents: [{ dst: /usr/bin/hi, type: symlink, src: hello, mode: "0755" }] } }',
    },
  },
  'content-duplicate': {
    means: 'A package has two entries for the same path.',
    fix: 'Remove one, or limit each to a format: `only: deb`, `only: rpm`.',
    example: {
      over: 'packages:\n  hello:\n    contents:\n      - { src: a, dst: /etc/hello.conf }\n      - { src: b, dst: "/etc/hello.${format}", only: deb }\n      - { src: c, dst: /etc/hello.deb }',
    },
  },
  'content-inside-file': {
    means: 'An entry is below a path that is a file or a link.',
    fix: 'Make the upper one a `dir`, or move the lower one.',
    example: { over: 'packages: { hello: { contents: [{ src: "@hello", dst: /usr/bin/hello/more }] } }' },
  },
  'content-owner': {
    means: 'An owner or a group is not the name of a user or a group.',
    fix: 'Write a name, not a number.',
    example: { over: 'packages: { hello: { contents: [{ dst: /var/lib/hello, type: dir, owner: "1000" }] } }' },
  },
  'content-capabilities': {
    means:
      'The `capabilities` of an entry are not what cap_from_text(3) reads, or nothing that a file can have. A tree can only say `none`.',
    fix: 'Write names, and then `=ep`: `cap_net_bind_service,cap_net_raw=ep`.',
    example: {
      over: 'packages: { hello: { contents: [{ src: "@hello", dst: /usr/bin/hello, capabilities: cap_net=ep }] } }',
    },
  },
  'two-owners': {
    means:
      'Two packages of the set own the same path, so they cannot be installed together. `/bin`, `/sbin`, `/lib` and `/lib64` are links into `/usr`: `/lib/x` and `/usr/lib/x` are one path.',
    fix: 'Keep it in one of them, and let the other depend on that one. Where they are not meant to be together, such as a program and its nightly build, write `conflicts: { hello: "*" }` in one of them.',
    example: {
      over: 'packages: { howdy: { summary: Says it too, contents: [{ src: "@hello", dst: /usr/bin/hello }] } }',
    },
  },
  'content-mtime': {
    means: 'The `mtime` of an entry is not a time, or not one that a package can hold.',
    fix: 'Write it as in RFC 3339, in whole seconds: `2024-01-31T12:00:00Z`.',
    example: { over: 'packages: { hello: { contents: [{ src: a, dst: /etc/a, mtime: yesterday }] } }' },
  },
  'glob-syntax': {
    means: 'A pattern of `include` or `exclude` is not valid.',
    fix: 'Write it relative to the folder of the tree, with `*`, `**`, `?`, `[…]` and `{a,b}`.',
    example: {
      over: 'packages: { hello: { contents: [{ src: files, dst: /etc/hello, type: tree, include: [/etc/*] }] } }',
    },
  },
  'hardlink-target': {
    means: 'A hard link does not point to a file of the same package.',
    fix: 'Let its `src` be the `dst` of a file that the package has, or make it a `symlink`.',
    example: { over: 'packages: { hello: { contents: [{ src: /usr/bin/bash, dst: /usr/bin/hi, type: hardlink }] } }' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
