import type { ProblemEntry } from './entry.ts';

/** What makes a text no YAML that a config can be read from. */
export const YAML_PROBLEMS = {
  'cannot-read': {
    means: 'A config, a file that it extends, an overlay or a stamp file cannot be opened.',
    fix: 'Look at the path, which starts at the working directory, or for `extends` at the folder of the file that has it.',
    example: { shown: 'onepack check --config=no/such/packages.yaml' },
  },
  empty: {
    means: 'There is nothing in the file but comments and blanks.',
    fix: 'Start from the example in the README.',
    example: { whole: '# nothing yet\n' },
  },
  'too-large': {
    means: 'A config, an overlay or a stamp file is larger than 2 MB, which no config is.',
    fix: 'Look at the path: it may be that of a binary. What is packed is a source, and not in the config.',
    example: { shown: 'onepack check --config=bin/amd64/kubelet' },
  },
  'not-utf8': {
    means: 'The file has bytes that are not UTF-8; the place is the first of them.',
    fix: 'Save it as UTF-8: `iconv -f latin1 -t utf-8`.',
    example: { shown: 'summary: caf\\xe9' },
  },
  'yaml-syntax': {
    means: 'This is not YAML. What follows the first such mistake is not looked at, since it may only follow from it.',
    fix: 'Close the bracket or quote, put the value in quotes, or indent it like its neighbours.',
    example: { whole: 'apiVersion: onepack/v1\nversion: "v1.36.3\n' },
  },
  tab: {
    means: 'A tab is used to indent. YAML does not allow it, as nobody knows how wide it is.',
    fix: 'Use spaces.',
    example: { whole: 'packages:\n\thello:\n\t\tsummary: Says hello\n' },
  },
  'several-documents': {
    means: 'The file has more than one YAML document, parted by `---`.',
    fix: 'Keep one document a file; what is to be laid over it is an overlay.',
    example: { whole: 'version: v1.36.3\n---\nversion: v1.36.4\n' },
  },
  'unknown-tag': {
    means: 'A value has a YAML tag, `!name`, that means nothing here.',
    fix: 'Take the tag away; a text that begins with `!` needs quotes.',
    example: { over: 'vars: { mark: !important yes }' },
  },
  'duplicate-key': {
    means: 'One map has the same key twice, so that one of the two would quietly be lost.',
    fix: 'Keep one of them, or make one of the two.',
    example: { over: 'vars:\n  mirror: https://a.example.com\n  mirror: https://b.example.com' },
  },
  'bad-key': {
    means: 'A key is a list or a map, or `__proto__`, which is no name to JavaScript.',
    fix: 'Write a name.',
    example: { over: 'vars:\n  ? [a, b]\n  : c' },
  },
  'not-a-map': {
    means: 'The whole text is a list or a single value.',
    fix: 'Begin with keys: `apiVersion: onepack/v1`.',
    example: { whole: '- apiVersion: onepack/v1\n' },
  },
  'too-deep': {
    means: 'Maps and lists lie in each other deeper than any config needs.',
    fix: 'Look for brackets that are opened again and again.',
    example: { shown: '[[[[[[[[[[[[…]]]]]]]]]]]]' },
  },
  'unknown-anchor': {
    means: 'An alias, `*name`, has no anchor `&name` above it.',
    fix: 'Write the anchor, above; a text that begins with `*` needs quotes.',
    example: { over: 'packages: { hello: { vendor: *acme } }' },
  },
  'endless-alias': {
    means: 'An alias stands inside the value that it stands for.',
    fix: 'Write out what was meant.',
    example: { over: 'vars: &all\n  a: *all' },
  },
  'too-many-aliases': {
    means: 'Aliases of aliases make the text far larger than it looks.',
    fix: 'Write it with fewer levels of aliases.',
    example: { shown: 'a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]   # and so on' },
  },
  'bad-merge': {
    means: 'The merge key `<<` is given something else than a map or a list of maps.',
    fix: 'Give it an alias of a map: `<<: *common`.',
    example: { over: 'packages:\n  hello:\n    <<: text' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
