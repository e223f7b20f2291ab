import type { ProblemEntry } from './problem_entry.ts';

/** What is wrong with something that is merged over a config, or with a selection of it. */
export const LAYER_PROBLEMS = {
  'bad-set': {
    means: 'A value of `--set` (or of the Bazel flag `set`) is not `path=value,path=value`.',
    fix: 'Write `\\,` for a comma in a value, and `packages["a.b"]` for a key with a dot.',
    example: { set: 'packages.hello.vendor' },
  },
  'extends-cycle': {
    means: 'A config extends itself, directly or through other files.',
    fix: 'Remove the `extends` that the message points at.',
    example: { shown: 'extends: packages.yaml   # in packages.yaml' },
  },
  'extends-misplaced': {
    means: 'An overlay or a flag has `extends`, which only a config can have.',
    fix: 'Write `extends` in the config, or give the file as one more `--overlay`.',
    example: { over: 'extends: other.yaml' },
  },
  'nothing-to-remove': {
    means: 'A `null` removes something that is not there, so nothing would change.',
    fix: 'Check the spelling; the hint has the nearest name.',
    example: { over: 'packages: { hello: { vendor: null } }' },
  },
  'no-such-item': {
    means: 'A path names an item of a list that does not exist.',
    fix: 'Name an entry of `contents` by its `dst`, or a range by its `when`; the hint lists those that exist.',
    example: { set: 'packages.hello.contents["/usr/bin/helo"].mode=0700' },
  },
  'several-items': {
    means: 'A path names more than one item of a list, for example where two formats have the same `dst`.',
    fix: 'Name the format too; the message says how.',
    example: { shown: '--set=packages.hello.contents["/usr/bin/hello"].mode=0700' },
  },
  'stamp-key': {
    means: "Bazel's status file has no line for the key that `--stamp-key` names.",
    fix: 'Let the `--workspace_status_command` print it. In the repository of onepack that is `hack/workspace-status`, which needs a git tag `v…`.',
    example: { shown: 'onepack patch --stamp=bazel-out/stable-status.txt --stamp-key=STABLE_VERSION …' },
  },
  'unknown-package': {
    means: 'A flag names a package that the config does not have.',
    fix: 'Use one that the message names.',
    example: { shown: 'onepack pack --package=helo …' },
  },
  'unknown-architecture': {
    means: 'A flag names an architecture that is not in `architectures`.',
    fix: "Use one that the message names: Go's name, `amd64` and not `x86_64`.",
    example: { shown: 'onepack pack --arch=x86_64 …' },
  },
  'unknown-format': {
    means: 'A flag names a format that is not in `formats`.',
    fix: 'Use one that the message names.',
    example: { shown: 'onepack pack --format=apk …' },
  },
  'nothing-selected': {
    means: 'The flags select no package: no combination of the packages, architectures and formats exists.',
    fix: 'Use fewer of these flags: a package may be for some architectures or formats only.',
    example: { shown: 'onepack pack --package=hello --arch=s390x …   # and hello has `architectures: [amd64]`' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
