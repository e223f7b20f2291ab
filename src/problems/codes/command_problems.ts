import type { ProblemEntry } from './problem_entry.ts';

/** What is wrong with a command line, or with a file that one command wrote for another. */
export const COMMAND_PROBLEMS = {
  'bad-path': {
    means: 'The argument of `onepack explain` is not a path.',
    fix: 'Write it as `--set` has it: `packages.hello.contents[0]`, `packages["a.b"]`.',
    example: { shown: "onepack explain 'packages.hello depends' …" },
  },
  'no-such-path': {
    means: 'The path given to `onepack explain` does not exist, and no config may have it.',
    fix: 'Check the spelling; the hint has the nearest name.',
    example: { shown: 'onepack explain packages.helo …' },
  },
  'bad-flag': {
    means: 'A flag is unknown, lacks its value, or cannot be combined with another.',
    fix: 'See `onepack help COMMAND`.',
    example: { shown: 'onepack pack --source=hello …   # wants NAME=PATH' },
  },
  'package-bad': {
    means: 'A file is not a deb or an rpm, or it is damaged.',
    fix: 'Check the path, and whether the file was downloaded or copied completely.',
    example: { shown: 'onepack show README.md' },
  },
  'build-file-stale': {
    means: '`BUILD.bazel` is out of date: it is not what the config would generate. The difference is printed.',
    fix: 'Run the command in the hint: `bazel run //FOLDER:update`.',
    example: { shown: 'onepack generate --check --config=packages.yaml   # after an edit' },
  },
  'schema-stale': {
    means: 'The JSON Schema is out of date: it does not match the keys.',
    fix: 'Run the command in the hint.',
    example: { shown: 'onepack schema --out=docs/packages.schema.json --check' },
  },
  'outside-package': {
    means:
      'A file is outside the folder of the config, and its own folder is not a Bazel package, since it has no BUILD file.',
    fix: 'Move it below the folder, give its own folder a BUILD.bazel that exports it, or use this config only with `onepack pack`.',
    example: { shown: 'contents: [{ src: ../LICENSE, dst: /usr/share/doc/hello/copyright }]' },
  },
  'target-taken': {
    means: 'Two Bazel targets would have the same name.',
    fix: 'Rename one of the packages.',
    example: { shown: 'packages: { hello: …, hello_amd64: … }' },
  },
  'no-target': {
    means: 'A flag adds a package, an architecture or a format for which `BUILD.bazel` has no target.',
    fix: 'Change the config and run `bazel run //FOLDER:update`: a flag cannot add a target.',
    example: { shown: "bazel build //build/pkgs:all '--//build/pkgs:set=architectures=[riscv64]'" },
  },
  'stale-source': {
    means: 'The `file` of a source is not the one that `BUILD.bazel` was generated with; the old one would be packed.',
    fix: 'Run `bazel run //FOLDER:update`. A flag cannot change it: `--//FOLDER:source_NAME=LABEL` gives another file for one build.',
    example: { shown: "bazel build //build/pkgs:all '--//build/pkgs:set=sources.hello.file=bin/other'" },
  },
  'no-plan': {
    means: 'A flag removes something for which `BUILD.bazel` has a target.',
    fix: 'Change the config and run `bazel run //FOLDER:update`, or build fewer targets.',
    example: { shown: "bazel build //build/pkgs:all '--//build/pkgs:set=packages.hello=null'" },
  },
  'kube-binaries': {
    means: '`make packages` cannot take the binaries from the folder that `KUBE_BINARIES` names.',
    fix: 'Give it one folder for each architecture: `DIR/amd64/kubelet`.',
    example: { shown: 'KUBE_BINARIES=bin make packages   # and there is no bin/amd64' },
  },
  'plan-syntax': {
    means: 'A plan file is not there, or is not JSON.',
    fix: 'Let `onepack patch --plans=DIR` write it again.',
    example: { shown: 'onepack pack --plan=packages.yaml …' },
  },
  'plan-version': {
    means: 'A plan file was written by another version of onepack.',
    fix: 'Write it with the version that packs it.',
    example: { shown: 'onepack pack --plan=old.json …' },
  },
  'plan-shape': {
    means: 'A plan file has something that a plan cannot have.',
    fix: 'Let `onepack patch --plans=DIR` write it again; plans are not meant to be edited.',
    example: { shown: 'onepack pack --plan=edited.json …' },
  },
  'tools-file': {
    means: 'The file that `--tools` names does not say where fpm and the tools that it needs are.',
    fix: 'Let the fpm toolchain write it, or leave the flag out, so that onepack looks for the tools.',
    example: { shown: 'onepack pack --tools=broken.json …' },
  },
  'bad-segments': {
    means: 'A folder that `--segments` names is not what `onepack compress` of this version writes.',
    fix: 'Run `onepack compress` again, or leave the flag out.',
    example: { shown: 'onepack pack --segments=old/ …' },
  },
  'bad-manifest': {
    means: 'A manifest is not what `onepack pack` writes.',
    fix: 'Pack again.',
    example: { shown: 'onepack dist --manifest=packages.yaml …' },
  },
  'wrong-manifest': {
    means: 'A package is not the file that its manifest describes: the sums differ.',
    fix: 'Give `onepack dist` packages and manifests of one run, in the same order.',
    example: { shown: 'onepack dist --artifact=a.deb --manifest=b.json …' },
  },
  'file-name': {
    means:
      'A file would be written under a name that leads out of its folder, or that no file can have: the name of a package file, or that of a plan, which is made of package, architecture and format.',
    fix: 'Take letters, digits and `._+~^-`, begin with a letter or a digit, and keep the name below 256 bytes.',
    example: { shown: '"fileName": "../../x"   # in the manifest of a package' },
  },
  'output-in-input': {
    means:
      'The folder that packages are written to, or that of `--keep-work`, is in a tree that is packed, or a package is packed itself: what ' +
      'this run writes would be a part of the next package.',
    fix: 'Name a folder outside of the tree, `--out=DIR`, or leave it out with `exclude`.',
    example: { shown: 'onepack --config=packages.yaml --out=app/out   # and `src: app, type: tree`' },
  },
  'folder-of-config': {
    means:
      'A `src` is the folder of the config, or one above it. Its `BUILD.bazel` would be packed, and changes whenever it is generated.',
    fix: 'Move what is to be packed into a folder of its own, or use the config only with `onepack pack`.',
    example: { shown: 'contents: [{ src: ., dst: /opt/app, type: tree }]   # onepack generate' },
  },
  'same-file-name': {
    means:
      'Two packages of one run would be written to one file, or to files whose names differ only in capitals; or a package has the name of ' +
      'a file that `onepack dist` writes itself.',
    fix: 'Give them different names, versions or names of architectures, or pack them in separate runs.',
    example: { shown: 'architectureNames: { arm6: { deb: armhf }, arm7: { deb: armhf } }' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
