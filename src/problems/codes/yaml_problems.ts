import type { ProblemEntry } from './problem_entry.ts';

/** Why a config cannot be read from a file of YAML. */
export const YAML_PROBLEMS = {
  'cannot-read': {
    means: 'A config, a file that it extends, an overlay or a stamp file cannot be opened.',
    fix: 'Check the path: it is relative to the working directory, or for `extends` to the folder of the file that has it.',
    example: { shown: 'onepack check --config=no/such/packages.yaml' },
  },
  empty: {
    means: 'The file has nothing but comments and blank lines.',
    fix: 'Start from the example in the README, or from what `onepack init` writes.',
    example: { whole: '# nothing yet\n' },
  },
  'too-large': {
    means: 'A config, an overlay or a stamp file is larger than 2 MB.',
    fix: 'Check the path: it may be that of a binary. Files to pack are named in the config and not part of it.',
    example: { shown: 'onepack check --config=bin/amd64/kubelet' },
  },
  'not-utf8': {
    means:
      'The file has bytes that are not UTF-8; the message points at the first of them. Or it is no text at all, but compressed.',
    fix: 'Save it as UTF-8: `iconv -f latin1 -t utf-8`.',
    example: { shown: 'summary: caf\\xe9' },
  },
  'yaml-syntax': {
    means: 'This is not YAML. Only the first such mistake is shown, since later ones may only follow from it.',
    fix: 'Close the bracket or quote, put the value in quotes, or indent it like its neighbours.',
    example: { whole: 'apiVersion: onepack/v1\nversion: "v1.36.3\n' },
  },
  tab: {
    means: 'A tab is used for indentation, which YAML does not allow.',
    fix: 'Use spaces.',
    example: { whole: 'packages:\n\thello:\n\t\tsummary: Says hello\n' },
  },
  'several-documents': {
    means: 'The file has more than one YAML document, separated by `---`.',
    fix: 'Keep one document in a file; what should be merged over it goes into an overlay.',
    example: { whole: 'version: v1.36.3\n---\nversion: v1.36.4\n' },
  },
  'unknown-tag': {
    means: 'A value has a YAML tag, `!name`, that means nothing here.',
    fix: 'Remove the tag; a string that begins with `!` needs quotes.',
    example: { over: 'vars: { mark: !important yes }' },
  },
  'duplicate-key': {
    means: 'A map has the same key twice, so one of the two would silently be lost.',
    fix: 'Keep one of them, or merge the two.',
    example: { over: 'vars:\n  mirror: https://a.example.com\n  mirror: https://b.example.com' },
  },
  'bad-key': {
    means: 'A key is a list or a map, or `__proto__`, which is no name to JavaScript.',
    fix: 'Write a name.',
    example: { over: 'vars:\n  ? [a, b]\n  : c' },
  },
  'not-a-map': {
    means: 'The file is a list or a single value.',
    fix: 'Begin with keys: `apiVersion: onepack/v1`.',
    example: { whole: '- apiVersion: onepack/v1\n' },
  },
  'too-deep': {
    means: 'Maps and lists are nested more deeply than any config needs.',
    fix: 'Look for brackets that are opened again and again.',
    example: { shown: '[[[[[[[[[[[[…]]]]]]]]]]]]' },
  },
  'unknown-anchor': {
    means: 'An alias, `*name`, has no anchor `&name` above it.',
    fix: 'Write the anchor above it; a string that begins with `*` needs quotes.',
    example: { over: 'packages: { hello: { vendor: *acme } }' },
  },
  'endless-alias': {
    means: 'An alias is inside the value that it refers to.',
    fix: 'Write the value instead of the alias.',
    example: { over: 'vars: &all\n  a: *all' },
  },
  'too-many-aliases': {
    means: 'Aliases of aliases make the file far larger than it looks.',
    fix: 'Write it with fewer levels of aliases.',
    example: { shown: 'a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]   # and so on' },
  },
  'bad-merge': {
    means: 'The value of the merge key `<<` is not a map or a list of maps.',
    fix: 'Give it an alias of a map: `<<: *common`.',
    example: { over: 'packages:\n  hello:\n    <<: text' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
