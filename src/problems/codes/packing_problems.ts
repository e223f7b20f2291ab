import type { ProblemEntry } from './problem_entry.ts';

/** What is found while files are read: when a plan is staged and packed. */
export const PACKING_PROBLEMS = {
  'engine-limit': {
    means: 'The config is right, but the engine cannot do this in this format and would silently do something else.',
    fix: 'Use another engine, such as `native`, or do what the message or its hint suggests.',
    example: {
      over: 'engine: fpm\npackages: { hello: { contents: [{ dst: /var/lib/hello, type: dir, owner: hello }] } }',
    },
  },
  'missing-file': {
    means: 'A file that `contents` names does not exist or cannot be read.',
    fix: 'Check the path: it is relative to the folder of the file that says it.',
    example: { shown: 'contents: [{ src: files/no-such.conf, dst: /etc/hello.conf }]' },
  },
  'missing-source': {
    means: 'The file of a source does not exist.',
    fix: 'Build it, run `onepack fetch`, or name another with `--source=NAME=PATH`.',
    example: { shown: 'onepack pack --config=packages.yaml   # before bin/amd64/hello is there' },
  },
  'missing-member': {
    means: 'An archive does not contain this file.',
    fix: 'Use the path that the hint suggests, or list the archive with `tar tf`.',
    example: { shown: 'contents: [{ src: "@cni-plugins/brigde", dst: /opt/cni/bin/bridge }]' },
  },
  'member-capabilities': {
    means:
      'A program has file capabilities in its archive, and the config does not say whether it has them in the package.',
    fix: 'Write its `capabilities`, or `capabilities: none`, as the hint says.',
    example: { shown: 'contents: [{ src: "@tools/bin/ping", dst: /usr/bin/ping, mode: "0755" }]' },
  },
  'missing-script': {
    means: 'A file that `scripts` names does not exist or cannot be read.',
    fix: 'Check the path: it is relative to the folder of the file that says it.',
    example: { shown: 'scripts: { postinstall: files/no-such.sh }' },
  },
  'script-interpreter': {
    means:
      'A script of a deb does not begin with `#!`, so the kernel does not know which interpreter runs it. Or the interpreter is one that the format cannot start: a name without a path, `<lua>` in a deb, one with an argument in a trigger of an rpm.',
    fix: 'Begin it with `#!/bin/sh`, or with the absolute path of another interpreter.',
    example: { shown: 'echo hello   # the first line of postinst.sh' },
  },
  'script-shell': {
    means: 'A key such as `systemd` adds shell code to a script that is written for another interpreter.',
    fix: 'Begin the script with `#!/bin/sh`, and start the other interpreter from there.',
    example: { shown: '#!/usr/bin/python3   # the first line of postinst.py, beside `systemd:`' },
  },
  'script-encoding': {
    means:
      'A script begins with a byte order mark, has the line ends of Windows, or is no text at all. The kernel would not find its interpreter, a shell would take the carriage return for a part of each command, and an rpm would end the script at a NUL character.',
    fix: 'Save it as UTF-8 without a byte order mark, with the line ends of Unix.',
    example: { shown: "printf '#!/bin/sh\\r\\ntrue\\r\\n' > postinst.sh" },
  },
  'debconf-template': {
    means: 'debconf cannot read the file of `templates`, so the package could not be installed.',
    fix: 'Write it as debconf-devel(7) says: `Template:`, `Type:`, `Description:`, and a blank line between two of them.',
    example: { shown: 'Template: hello/name\nType: sting\nDescription: Whom to greet?' },
  },
  'input-changed': {
    means: 'A file changed while it was packed, so its digest is not valid.',
    fix: 'Pack once whatever writes the file has finished.',
    example: { shown: '# a build that still writes bin/amd64/hello' },
  },
  'not-a-file': {
    means: 'A file or an archive is needed, but the path is a folder, a socket or something else.',
    fix: 'Name the file, or write `type: tree` for a folder.',
    example: { shown: 'contents: [{ src: files/, dst: /etc/hello }]' },
  },
  'not-a-folder': {
    means: 'A `tree` needs a folder, but the path is something else.',
    fix: 'Name the folder, or leave `type: tree` out for a file.',
    example: { shown: 'contents: [{ src: hello.conf, dst: /etc/hello, type: tree }]' },
  },
  'unreadable-file': {
    means: 'A file exists but cannot be read.',
    fix: 'Check its permissions.',
    example: { shown: 'chmod 000 files/hello.conf' },
  },
  'bad-archive': {
    means: 'An archive is damaged, of an unknown kind, or has a member that would be unpacked outside its folder.',
    fix: 'Fetch it again; with a `sha256` the mistake is noticed earlier.',
    example: { shown: 'truncate --size=-100 bin/amd64/cni-plugins.tgz' },
  },
  'link-outside': {
    means: 'A `src` names something in an archive or a folder that a symlink leads out of.',
    fix: 'Name what it leads to as a `src` of its own, or write the link into `contents` as a `symlink`.',
    example: { shown: 'contents: [{ src: "@tools/passwd", dst: /opt/passwd }]   # passwd -> /etc/passwd' },
  },
  'link-unrecorded': {
    means: 'Bazel gives as a file what is a symlink on disk, and BUILD.bazel does not record the link.',
    fix: 'Run the `update` target. Of a folder that Bazel built make a tar archive, or write the link into `contents` as a `symlink`.',
    example: { shown: 'ln -s /etc/passwd files/tree/passwd   # and no `bazel run //build/pkgs:update`' },
  },
  'link-unseen': {
    means: 'A symlink of a tree is one that Bazel cannot look at, so `generate` cannot write it into BUILD.bazel.',
    fix: 'Write it into `contents` as a `symlink`, or make a tar archive of the tree, and take that as a source with `extract: true`.',
    example: { shown: 'ln -s . files/tree/again' },
  },
  'tree-empty': {
    means: 'A `tree` is empty, or its patterns leave nothing.',
    fix: 'Check the folder, `include` and `exclude`.',
    example: { shown: 'contents: [{ src: conf, dst: /etc/hello, type: tree, exclude: ["**"] }]' },
  },
  'glob-unmatched': {
    means: 'A pattern of `include` or `exclude` matches nothing, so it is probably misspelt.',
    fix: 'Correct it, or remove it.',
    example: { shown: 'contents: [{ src: conf, dst: /etc/hello, type: tree, exclude: ["*.bka"] }]' },
  },
  'path-twice': {
    means: 'Two entries of `contents` have the same path, which is known only once a `tree` is read.',
    fix: 'Remove one of the two.',
    example: {
      shown:
        'contents:\n  - { src: conf, dst: /etc/hello, type: tree }\n  - { src: a.conf, dst: /etc/hello/a.conf }   # conf/ has one too',
    },
  },
  'wrong-machine': {
    means: 'A program is built for a machine other than the architecture of the package.',
    fix: 'Use the right file; if this one is intended, write `machine: any` in the entry.',
    example: { shown: 'cp bin/amd64/hello bin/arm64/hello' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
