import type { ProblemEntry } from './entry.ts';

/** What is found once files are read: while a plan is staged and packed. */
export const PACKING_PROBLEMS = {
  'engine-limit': {
    means: 'The config is right, but the engine cannot do this in this format, and would quietly do something else.',
    fix: 'Follow the hint, or use another engine.',
    example: {
      over: 'engine: fpm\npackages: { hello: { contents: [{ dst: /var/lib/hello, type: dir, owner: hello }] } }',
    },
  },
  'missing-file': {
    means: 'A file that `contents` names is not there or cannot be read.',
    fix: 'Look at the path: it starts at the folder of the file that wrote it.',
    example: { shown: 'contents: [{ src: files/no-such.conf, dst: /etc/hello.conf }]' },
  },
  'missing-source': {
    means: 'The file of a source is not there.',
    fix: 'Build it, run `onepack fetch`, or name another with `--source=NAME=PATH`.',
    example: { shown: 'onepack pack --config=packages.yaml   # before bin/amd64/hello is there' },
  },
  'missing-member': {
    means: 'An archive has no such file in it.',
    fix: 'Take the path that the hint suggests, or look with `tar tf`.',
    example: { shown: 'contents: [{ src: "@cni-plugins/brigde", dst: /opt/cni/bin/bridge }]' },
  },
  'missing-script': {
    means: 'A file that `scripts` names is not there or cannot be read.',
    fix: 'Look at the path: it starts at the folder of the file that wrote it.',
    example: { shown: 'scripts: { postinstall: files/no-such.sh }' },
  },
  'script-interpreter': {
    means: 'A script of a deb does not begin with `#!`, so the kernel does not know what runs it.',
    fix: 'Begin it with `#!/bin/sh`.',
    example: { shown: 'echo hello   # the first line of postinst.sh' },
  },
  'script-shell': {
    means: 'A key such as `systemd` adds shell to a script of a deb that is for another interpreter.',
    fix: 'Begin the script with `#!/bin/sh`, and start the other interpreter from there.',
    example: { shown: '#!/usr/bin/python3   # the first line of postinst.py, beside `systemd:`' },
  },
  'debconf-template': {
    means: 'The file of `templates` is not as debconf reads it, so that the package could not be installed.',
    fix: 'Write it as debconf-devel(7) says: `Template:`, `Type:`, `Description:`, and a blank line between two of them.',
    example: { shown: 'Template: hello/name\nType: sting\nDescription: Whom to greet?' },
  },
  'input-changed': {
    means: 'A file changed while it was packed, so that no digest of it holds.',
    fix: 'Pack when whatever writes the file is done.',
    example: { shown: '# a build that still writes bin/amd64/hello' },
  },
  'not-a-file': {
    means: 'Where a file or an archive is wanted there is a folder, a socket or something else.',
    fix: 'Name the file, or take `type: tree` for a folder.',
    example: { shown: 'contents: [{ src: files/, dst: /etc/hello }]' },
  },
  'not-a-folder': {
    means: 'Where a `tree` is wanted there is something else than a folder.',
    fix: 'Name the folder, or leave `type: tree` out for a file.',
    example: { shown: 'contents: [{ src: hello.conf, dst: /etc/hello, type: tree }]' },
  },
  'unreadable-file': {
    means: 'A file is there and cannot be read.',
    fix: 'Look at its permissions.',
    example: { shown: 'chmod 000 files/hello.conf' },
  },
  'bad-archive': {
    means: 'An archive is damaged, of a kind that is not known, or wants to write outside of its folder.',
    fix: 'Fetch it again; give `sha256` so that it is noticed earlier.',
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
    means: 'A `tree` has nothing in it, or nothing that its patterns leave.',
    fix: 'Look at the folder and at `include` and `exclude`.',
    example: { shown: 'contents: [{ src: conf, dst: /etc/hello, type: tree, exclude: ["**"] }]' },
  },
  'glob-unmatched': {
    means: 'A pattern of `include` or `exclude` matches nothing, so it is probably misspelt.',
    fix: 'Correct it, or take it away.',
    example: { shown: 'contents: [{ src: conf, dst: /etc/hello, type: tree, exclude: ["*.bka"] }]' },
  },
  'path-twice': {
    means: 'Two entries of `contents` put something at one path, which is seen only once a `tree` is opened.',
    fix: 'Remove one of the two.',
    example: {
      shown:
        'contents:\n  - { src: conf, dst: /etc/hello, type: tree }\n  - { src: a.conf, dst: /etc/hello/a.conf }   # conf/ has one too',
    },
  },
  'wrong-machine': {
    means: 'A program is for another machine than the architecture of the package.',
    fix: 'Bring the right file; where the other is meant, write `machine: any` at the entry.',
    example: { shown: 'cp bin/amd64/hello bin/arm64/hello' },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
