import type { ProblemEntry } from './entry.ts';

/** What is wrong with `sources`, or with an `@name` that asks for one. */
export const SOURCE_PROBLEMS = {
  'unknown-source': {
    means: 'An `@name` in `contents`, or a `--source` flag, names no source of the config.',
    fix: 'Take the name that the hint suggests, or add it to `sources`.',
    example: { over: 'packages: { hello: { contents: [{ src: "@helo", dst: /usr/bin/hello }] } }' },
  },
  'source-name': {
    means: 'The name of a source has other signs than letters, digits, `.`, `_` and `-`.',
    fix: 'Name it otherwise: the name is part of a Bazel flag and of `@name/path`.',
    example: { over: 'sources: { my tool: { file: bin/tool } }' },
  },
  'source-member': {
    means: 'An `@name/path` does not fit its source: a single file has nothing in it, an archive is not one file.',
    fix: 'Write `extract: true` at a source that is an archive, `@name/path` for one file in it, `type: tree` for a folder.',
    example: { over: 'packages: { hello: { contents: [{ src: "@hello/bin/hello", dst: /usr/bin/hello }] } }' },
  },
  'sha256-syntax': {
    means: 'A sha256 is not 64 hex digits.',
    fix: 'Take what `sha256sum FILE` prints first.',
    example: { over: 'sources: { hello: { sha256: abc123 } }' },
  },
  'sha256-missing': {
    means: 'A map of sums has none for an architecture that is built.',
    fix: 'Add it, or leave `sha256` out to have none checked.',
    example: {
      over: 'sources: { hello: { sha256: { amd64: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 } } }',
    },
  },
  'source-url': {
    means: 'A `url` or `sha256Url` of a source is not one that `onepack fetch` can ask.',
    fix: 'Write all of an `http://` or `https://` URL. A file that is on a disk is the `file` of the source, and needs no `url`.',
    example: { over: 'sources: { hello: { url: "ftp://example.com/${arch}/hello" } }' },
  },
  'label-syntax': {
    means: 'A text that begins like a label of Bazel is not one.',
    fix: 'Write `//folder:target`, or `//folder` where both bear one name; `@repository//folder:target` in another repository.',
    example: { over: 'packages: { hello: { contents: [{ src: "//cmd/hello:", dst: /usr/bin/hello }] } }' },
  },
  'label-url': {
    means: 'A source whose `file` is a label, which Bazel builds, has a `url` too.',
    fix: 'Take one of both away: nothing can be downloaded in place of a target.',
    example: { over: 'sources: { hello: { file: "//cmd/hello", url: "https://example.com/hello" } }' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
