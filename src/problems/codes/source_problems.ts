import type { ProblemEntry } from './problem_entry.ts';

/** What is wrong with `sources`, or with an `@name` that asks for one. */
export const SOURCE_PROBLEMS = {
  'unknown-source': {
    means: 'An `@name` in `contents`, or a `--source` flag, names a source that the config does not have.',
    fix: 'Use the name that the hint suggests, or add it to `sources`.',
    example: { over: 'packages: { hello: { contents: [{ src: "@helo", dst: /usr/bin/hello }] } }' },
  },
  'source-name': {
    means: 'The name of a source has characters other than letters, digits, `.`, `_` and `-`.',
    fix: 'Give it another name: the name is part of a Bazel flag and of `@name/path`.',
    example: { over: 'sources: { my tool: { file: bin/tool } }' },
  },
  'source-member': {
    means: 'An `@name/path` does not fit its source: a plain file has no members, and an archive is not a single file.',
    fix: 'Write `extract: true` in a source that is an archive, `@name/path` for one file in it, `type: tree` for a folder.',
    example: { over: 'packages: { hello: { contents: [{ src: "@hello/bin/hello", dst: /usr/bin/hello }] } }' },
  },
  'sha256-syntax': {
    means: 'A sha256 is not 64 hex digits.',
    fix: 'Use the first word that `sha256sum FILE` prints.',
    example: { over: 'sources: { hello: { sha256: abc123 } }' },
  },
  'sha256-missing': {
    means: 'A map of checksums has none for one of the architectures.',
    fix: 'Add it, or leave `sha256` out, so that nothing is checked.',
    example: {
      over: 'sources: { hello: { sha256: { amd64: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 } } }',
    },
  },
  'source-url': {
    means: '`onepack fetch` cannot use this `url` or `sha256Url` of a source.',
    fix: 'Write a complete `http://` or `https://` URL. A file on disk is the `file` of the source, and needs no `url`.',
    example: { over: 'sources: { hello: { url: "ftp://example.com/${arch}/hello" } }' },
  },
  'label-syntax': {
    means: 'A string that begins like a Bazel label is not one.',
    fix: 'Write `//folder:target`, or `//folder` where both have the same name; `@repository//folder:target` for another repository.',
    example: { over: 'packages: { hello: { contents: [{ src: "//cmd/hello:", dst: /usr/bin/hello }] } }' },
  },
  'label-url': {
    means: 'A source whose `file` is a label, which Bazel builds, also has a `url`.',
    fix: 'Remove one of the two: a download cannot replace a target.',
    example: { over: 'sources: { hello: { file: "//cmd/hello", url: "https://example.com/hello" } }' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
