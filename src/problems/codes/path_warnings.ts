import type { WarningEntry } from './problem_entry.ts';

/** What lintian and rpmlint would say of `contents`: where files land and with which modes. */
export const PATH_WARNINGS = {
  'no-copyright-file': {
    level: 'warning',
    says: { lintian: ['no-copyright-file'], rpmlint: ['no-documentation'] },
    means:
      'The package contains no licence: in a deb `/usr/share/doc/PACKAGE/copyright`, in an rpm anything of type `license`, `doc` or `readme`.',
    fix: 'Add `{ src: LICENSE, dst: /usr/share/doc/${package}/copyright, type: license }` to `contents`.',
    example: { over: 'packages: { hello: { section: utils } }' },
  },
  'no-manual-page': {
    level: 'off',
    says: { lintian: ['no-manual-page'], rpmlint: ['no-manual-page-for-binary'] },
    means: 'A program that people call has no manual page.',
    fix: 'Add one: `{ src: hello.1.gz, dst: /usr/share/man/man1/hello.1.gz }`.',
    example: { over: 'warnings: { no-manual-page: warning }' },
  },
  'file-in-usr-local': {
    level: 'warning',
    says: { lintian: ['file-in-usr-local', 'dir-in-usr-local'], rpmlint: ['dir-or-file-in-usr-local'] },
    means: 'Something is installed in `/usr/local`, which belongs to the administrator of the machine.',
    fix: 'Put it at the same place below `/usr`.',
    example: {
      over: 'packages: { hello: { contents: [{ src: hello.sh, dst: /usr/local/bin/hello, mode: "0755" }] } }',
    },
  },
  'file-in-opt': {
    level: 'warning',
    says: { lintian: ['dir-or-file-in-opt'], rpmlint: ['dir-or-file-in-opt'] },
    means: 'Something is installed in `/opt`, which is for add-on software and not for packages of a distribution.',
    fix: 'Put it below `/usr`; or, for software that keeps together on purpose, write `warnings: { file-in-opt: off }`.',
    example: { over: 'packages: { hello: { contents: [{ src: hello.conf, dst: /opt/hello/hello.conf }] } }' },
  },
  'file-in-srv': {
    level: 'warning',
    says: { lintian: ['dir-or-file-in-srv'] },
    means: 'Something is installed in `/srv`, which the administrator of the machine organises.',
    fix: 'Put it below `/usr/share` or `/var/lib`.',
    example: { over: 'packages: { hello: { contents: [{ dst: /srv/hello, type: dir }] } }' },
  },
  'file-in-tmp': {
    level: 'warning',
    says: { lintian: ['dir-or-file-in-tmp'], rpmlint: ['dir-or-file-in-tmp', 'dir-or-file-in-var-tmp'] },
    means: 'Something is installed in `/tmp` or `/var/tmp`, which machines clean up.',
    fix: 'Put it below `/var/lib`, or have tmpfiles.d make it.',
    example: { over: 'packages: { hello: { contents: [{ dst: /tmp/hello, type: dir }] } }' },
  },
  'file-in-home': {
    level: 'warning',
    says: { lintian: ['dir-or-file-in-home'], rpmlint: ['dir-or-file-in-home'] },
    means: 'Something is installed in `/home` or `/root`, which belong to people.',
    fix: 'Put it below `/etc` or `/usr/share`.',
    example: { over: 'packages: { hello: { contents: [{ src: hello.conf, dst: /root/.hello }] } }' },
  },
  'file-in-run': {
    level: 'warning',
    says: {
      lintian: ['dir-or-file-in-run', 'dir-or-file-in-var-run', 'dir-or-file-in-var-lock'],
      rpmlint: ['non-ghost-in-run', 'dir-or-file-in-var-run', 'dir-or-file-in-var-lock'],
    },
    means:
      'Something is installed in `/run`, `/var/run` or `/var/lock`, which are empty after each start of the machine.',
    fix: 'Have a unit make it (`RuntimeDirectory=`), or tmpfiles.d; an rpm can own it as a `ghost`.',
    example: { over: 'packages: { hello: { contents: [{ dst: /run/hello, type: dir }] } }' },
  },
  'file-in-mnt': {
    level: 'warning',
    says: { lintian: ['dir-or-file-in-mnt'], rpmlint: ['dir-or-file-in-mnt'] },
    means: 'Something is installed in `/mnt`, where people mount their disks.',
    fix: 'Put it below `/var/lib`.',
    example: { over: 'packages: { hello: { contents: [{ dst: /mnt/hello, type: dir }] } }' },
  },
  'file-in-unusual-dir': {
    level: 'warning',
    says: { lintian: ['non-standard-toplevel-dir'] },
    means: 'Something is installed in a folder of `/` that the Filesystem Hierarchy Standard does not have.',
    fix: 'Look at the spelling, or put it where the standard has it: <https://refspecs.linuxfoundation.org/FHS_3.0/fhs/index.html>.',
    example: { over: 'packages: { hello: { contents: [{ src: hello.conf, dst: /ect/hello.conf }] } }' },
  },
  'base-folder': {
    level: 'warning',
    says: { rpmlint: ['standard-dir-owned-by-package'] },
    means:
      'An entry is a folder of the base system, which base-files (Debian) and filesystem (Fedora) own. An rpm that owns `/usr/bin` conflicts with their modes, and one that owns `/usr/sbin` with the link that Fedora has there since 42.',
    fix: 'Remove the entry. A package that has something in such a folder does not own it, nor does a tree that passes through it.',
    example: { over: 'packages: { hello: { contents: [{ dst: /usr/bin, type: dir }] } }' },
  },
  'file-outside-usr': {
    level: 'warning',
    says: { laterLintian: ['aliased-location'] },
    means:
      'Something is installed in `/bin`, `/sbin` or `/lib`, which are links into `/usr` today. dpkg does not know that both paths are one file.',
    fix: 'Put it below `/usr`: <https://www.debian.org/doc/debian-policy/ch-files.html#binaries>.',
    example: { over: 'packages: { hello: { contents: [{ src: hello.sh, dst: /bin/hi, mode: "0755" }] } }' },
  },
  'subdir-in-bin': {
    level: 'warning',
    says: { lintian: ['subdir-in-usr-bin'], rpmlint: ['subdir-in-bin'] },
    means: 'Something is installed in a folder below `/usr/bin`, where no shell looks for programs.',
    fix: 'Put it into `/usr/bin` itself, or below `/usr/libexec`.',
    example: { over: 'packages: { hello: { contents: [{ src: hi.sh, dst: /usr/bin/hello.d/hi, mode: "0755" }] } }' },
  },
  'not-a-conffile': {
    level: 'warning',
    says: { lintian: ['file-in-etc-not-marked-as-conffile'], rpmlint: ['non-conffile-in-etc'] },
    means: 'A file in `/etc` is not marked as a config file, so an upgrade removes what people changed in it.',
    fix: 'Write `type: config|noreplace`, or of a tree `fileType: config|noreplace`.',
    example: { over: 'packages: { hello: { contents: [{ src: hello.conf, dst: /etc/hello.conf }] } }' },
  },
  'conffile-outside-etc': {
    level: 'warning',
    says: {
      lintian: ['non-etc-file-marked-as-conffile', 'file-in-usr-marked-as-conffile'],
      rpmlint: ['non-etc-or-var-file-marked-as-conffile'],
    },
    means: 'A config file is installed outside `/etc`, where nobody looks for it.',
    fix: 'Put it into `/etc`, or remove the `type`.',
    example: {
      over: 'packages: { hello: { contents: [{ src: hello.conf, dst: /usr/share/hello.conf, type: config }] } }',
    },
  },
  'conffile-executable': {
    level: 'warning',
    says: { rpmlint: ['executable-marked-as-config-file'] },
    means: 'A config file is executable.',
    fix: 'Give it mode 0644, or put the program below `/usr` and its settings into `/etc`.',
    example: {
      over: 'packages: { hello: { contents: [{ src: hello.conf, dst: /etc/hello.conf, type: config, mode: "0755" }] } }',
    },
  },
  'conffile-replaced': {
    level: 'off',
    says: { rpmlint: ['conffile-without-noreplace-flag'] },
    means: 'An upgrade of the rpm replaces a config file that people may have edited; theirs is kept as `.rpmsave`.',
    fix: 'Write `type: config|noreplace`, which keeps theirs.',
    example: {
      over: 'warnings: { conffile-replaced: warning }\npackages: { hello: { contents: [{ src: hello.conf, dst: /etc/hello.conf, type: config }] } }',
    },
  },
  'program-not-executable': {
    level: 'warning',
    says: { rpmlint: ['non-executable-in-bin'] },
    means: 'A file in a folder of programs is not executable.',
    fix: 'Write `mode: "0755"`; the default is 0644.',
    example: { over: 'packages: { hello: { contents: [{ src: hi.sh, dst: /usr/bin/hi }] } }' },
  },
  setuid: {
    level: 'warning',
    says: { lintian: ['elevated-privileges'], rpmlint: ['setuid-binary', 'setgid-binary'] },
    means: 'A program runs with the rights of its owner or group, whoever calls it.',
    fix: 'Give it the `capabilities` that it needs, or a unit; if it must be so, write `warnings: { setuid: off }`.',
    example: { over: 'packages: { hello: { contents: [{ src: hi.sh, dst: /usr/bin/hi, mode: "4755" }] } }' },
  },
  'tree-mode': {
    level: 'warning',
    says: {},
    means:
      'A file or folder of a tree has a mode on disk that the package does not keep: of modes on disk only "executable or not" is kept, since the umask and git decide about the rest. A setuid program would be none, and a private key could be read by everyone.',
    fix: 'Give it an entry of its own with its `mode`, and leave it out of the tree with `exclude`; or write `mode` and `dirMode` of the tree; or give the tree as a tar, which has its modes.',
    example: {
      shown: '`chmod 4755 files/bin/helper`, and `contents: [{ src: files, dst: /usr/lib/hello, type: tree }]`',
    },
  },
  'world-writable': {
    level: 'warning',
    says: {
      lintian: ['non-standard-file-perm', 'non-standard-dir-perm'],
      rpmlint: ['world-writable'],
    },
    means: 'Everyone on the machine can change a file, or what is in a folder.',
    fix: 'Take the bit away: 0644, 0755; a folder for everyone is 1777.',
    example: { over: 'packages: { hello: { contents: [{ dst: /var/lib/hello, type: dir, mode: "0777" }] } }' },
  },
  'cron-mode': {
    level: 'warning',
    says: { lintian: ['bad-permissions-for-etc-cron.d-script'], rpmlint: ['executable-crontab-file'] },
    means: 'A cron table has a mode other than 0644, and cron may ignore it.',
    fix: 'Leave the `mode` out.',
    example: {
      over: 'packages: { hello: { contents: [{ src: hello.cron, dst: /etc/cron.d/hello, type: config, mode: "0755" }] } }',
    },
  },
  'cron-name': {
    level: 'warning',
    says: { lintian: ['run-parts-cron-filename-contains-illegal-chars'] },
    means: 'cron ignores a file with this name: it accepts letters, digits, `_` and `-`.',
    fix: 'Name it without a dot.',
    example: {
      over: 'packages: { hello: { contents: [{ src: hello.cron, dst: /etc/cron.d/hello.cron, type: config }] } }',
    },
  },
  'sudoers-mode': {
    level: 'warning',
    says: { lintian: ['bad-perm-for-file-in-etc-sudoers.d'] },
    means: 'A sudoers file has a mode other than 0440.',
    fix: 'Write `mode: "0440"`.',
    example: { over: 'packages: { hello: { contents: [{ src: s, dst: /etc/sudoers.d/hello, type: config }] } }' },
  },
  'unit-in-etc': {
    level: 'warning',
    says: { lintian: ['systemd-service-in-odd-location'], rpmlint: ['systemd-unit-in-etc'] },
    means: 'A unit is installed in `/etc/systemd/system`, where the administrator overrides the units of packages.',
    fix: 'Put it into `/usr/lib/systemd/system`.',
    example: {
      over: 'packages: { hello: { contents: [{ src: a.service, dst: /etc/systemd/system/hello.service, type: config }] } }',
    },
  },
  'unit-executable': {
    level: 'warning',
    says: { lintian: ['executable-not-elf-or-script'], rpmlint: ['script-without-shebang'] },
    means: 'A unit is executable, and systemd complains about that at each start.',
    fix: 'Leave the `mode` out.',
    example: {
      over: 'packages: { hello: { contents: [{ src: a.service, dst: /usr/lib/systemd/system/hello.service, mode: "0755" }] } }',
    },
  },
  'udev-rule-in-etc': {
    level: 'warning',
    says: { lintian: ['udev-rule-in-etc'], rpmlint: ['udev-rule-in-etc'] },
    means: 'A udev rule is installed in `/etc/udev/rules.d`, where the administrator overrides the rules of packages.',
    fix: 'Put it into `/usr/lib/udev/rules.d`.',
    example: {
      over: 'packages: { hello: { contents: [{ src: r, dst: /etc/udev/rules.d/60-hello.rules, type: config }] } }',
    },
  },
  'tmpfiles-in-etc': {
    level: 'warning',
    says: { lintian: ['misplaced-systemd-tmpfiles'], rpmlint: ['tmpfiles-conf-in-etc'] },
    means:
      'A file for systemd-tmpfiles is installed in `/etc/tmpfiles.d`, where the administrator overrides those of packages.',
    fix: 'Put it into `/usr/lib/tmpfiles.d`.',
    example: {
      over: 'packages: { hello: { contents: [{ src: t, dst: /etc/tmpfiles.d/hello.conf, type: config }] } }',
    },
  },
  'symlink-absolute': {
    level: 'warning',
    says: { lintian: ['absolute-symlink-in-top-level-folder'], rpmlint: ['symlink-should-be-relative'] },
    means: 'A symlink has an absolute target in its own top-level folder, so it breaks in a chroot.',
    fix: 'Write the target relative to the link; the hint has it.',
    example: {
      over: 'packages: { hello: { contents: [{ src: /usr/bin/hello, dst: /usr/bin/hi, type: symlink }] } }',
    },
  },
  'symlink-relative': {
    level: 'warning',
    says: { lintian: ['relative-symlink'] },
    means:
      'A symlink of a deb has a relative target in another top-level folder: <https://www.debian.org/doc/debian-policy/ch-files.html#symbolic-links>.',
    fix: 'Write the full path; the hint has it.',
    example: {
      over: 'packages: { hello: { contents: [{ src: ../../etc/hello, dst: /usr/share/hello, type: symlink }] } }',
    },
  },
  'symlink-detour': {
    level: 'warning',
    says: { lintian: ['symlink-contains-spurious-segments'] },
    means: 'The target of a symlink has a `.`, a `//`, or a `..` after a name.',
    fix: 'Write the shortest form; the hint has it.',
    example: { over: 'packages: { hello: { contents: [{ src: ./hello, dst: /usr/bin/hi, type: symlink }] } }' },
  },
} as const satisfies Readonly<Record<string, WarningEntry>>;
