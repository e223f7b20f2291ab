import type { WarningEntry } from './problem_entry.ts';

/** What is found in scripts, units and changelogs, which `onepack check` and `onepack pack` read. */
export const SCRIPT_WARNINGS = {
  'unit-path': {
    level: 'error',
    says: {},
    means:
      'A unit, or a drop-in, runs a program or reads an `EnvironmentFile=` at a path that no package of the set ships, while one ships a path that is nearly the same. The unit would not start.',
    fix: 'Correct the path in the unit, or the `dst` in `contents`; they may differ in one format only.',
    example: { shown: '[Service]\nExecStart=/usr/bin/helo   # and the package ships /usr/bin/hello' },
  },
  'unit-path-not-shipped': {
    level: 'warning',
    says: {},
    means:
      'A unit names a path that no package of the set ships and, as far as the config tells, no other package either. Or an `EnvironmentFile=-` that may be missing is read from another folder than the one in which the package has it.',
    fix: 'Ship it, depend on the package that does, or correct the path.',
    example: { shown: '[Service]\nEnvironmentFile=-/etc/default/hello   # and the rpm ships /etc/sysconfig/hello' },
  },
  'user-unit': {
    level: 'warning',
    says: {},
    means:
      'A unit in `/usr/lib/systemd/user`, which has `[Install]` and so is to be enabled, is enabled by nothing: the key `systemd` is for units of the system. Debhelper calls `deb-systemd-helper --user` for it, and an rpm has `%systemd_user_post`.',
    fix: 'Enable it in `postinstall`: `deb-systemd-helper --user enable NAME` in a deb, `systemctl --global preset NAME` in an rpm, each in its own `overrides`. Or ship a link in `/usr/lib/systemd/user/default.target.wants`.',
    example: { shown: '[Install]\nWantedBy=default.target   # and no script says `systemctl --global`' },
  },
  'launcher-program': {
    level: 'warning',
    says: {},
    means:
      'A desktop file or a service of D-Bus names a program that no package of the set ships, while one ships a program of that name elsewhere or has something in that folder; or a desktop file of an application has no `Exec=`. Desktops do not show an application whose program is missing.',
    fix: 'Correct the path in the file or the `dst` in `contents`, or add a link at `/usr/bin`.',
    example: { shown: '[Desktop Entry]\nExec=/usr/local/bin/hello   # and the package ships /usr/bin/hello' },
  },
  'script-path-not-shipped': {
    level: 'warning',
    says: {},
    means: 'A script names a path that no package of the set ships, while one ships a path that is nearly the same.',
    fix: 'Correct the path in the script, or the `dst` in `contents`.',
    example: { shown: 'chown hello: /var/lib/helo   # and the package ships /var/lib/hello' },
  },
  'script-undoes-upgrade': {
    level: 'warning',
    says: {},
    means:
      'A script for removal stops a service, removes a user or, in an rpm, takes something away, and does not look at `$1`. Both formats run the `preremove` and `postremove` of the old version at each upgrade, an rpm after the `postinstall` of the new one: the service stays stopped, and the link that the new version made is gone.',
    fix: 'Do it only where the package goes: `$1` is `0` in an rpm, and `remove` or `purge` in a deb. Units, users and alternatives are best left to `systemd`, `sysusers` and `alternatives`.',
    example: { shown: '#!/bin/sh\nset -e\nrm -f /usr/bin/hi' },
  },
  'script-ignores-errors': {
    level: 'warning',
    says: { lintian: ['maintainer-script-ignores-errors'] },
    means:
      'A script of a deb continues after a command that fails, so dpkg takes a broken package for an installed one.',
    fix: 'Write `set -e` after its first line.',
    example: { shown: '#!/bin/sh\nhello --prepare\nexit 0' },
  },
  'script-empty': {
    level: 'warning',
    says: { lintian: ['maintainer-script-empty'] },
    means: 'A script does nothing.',
    fix: 'Remove it.',
    example: { shown: '#!/bin/sh\nset -e\nexit 0' },
  },
  'script-calls-systemctl': {
    level: 'warning',
    says: { lintian: ['maintainer-script-calls-systemctl'] },
    means:
      'A script of a deb calls `systemctl` directly, which ignores what the administrator chose, and fails where systemd does not run.',
    fix: 'Call `deb-systemd-helper` and `deb-systemd-invoke`: <https://manpages.debian.org/deb-systemd-helper>.',
    example: { shown: '#!/bin/sh\nset -e\nsystemctl restart hello.service' },
  },
  'script-calls-ldconfig': {
    level: 'warning',
    says: { lintian: ['maintscript-calls-ldconfig'] },
    means: 'A script of a deb calls `ldconfig`, which a dpkg trigger does already.',
    fix: 'Remove it.',
    example: { shown: '#!/bin/sh\nset -e\nldconfig' },
  },
  'script-uses-tmp': {
    level: 'warning',
    says: { rpmlint: ['use-tmp-in-%post'] },
    means:
      'A script, which runs as root, uses a fixed name in `/tmp`, where anyone may have created something under that name.',
    fix: 'Use `mktemp`.',
    example: { shown: '#!/bin/sh\nset -e\nhello --list > /tmp/hello.list' },
  },
  'script-recursive-chown': {
    level: 'warning',
    says: { lintian: ['recursive-privilege-change'] },
    means: 'A script changes owners or modes of everything below a folder; a link in that folder can point elsewhere.',
    fix: 'Change only what the package itself created, or leave it to a unit (`StateDirectory=`) or to tmpfiles.d.',
    example: { shown: '#!/bin/sh\nset -e\nchown -R hello: /var/lib/hello' },
  },
  'script-other-format': {
    level: 'warning',
    says: {},
    means:
      'A script looks in `$1` for what only the other format puts there: dpkg gives words such as `configure`, rpm the number of versions that there will be. So the test is never true, or always.',
    fix: 'Give each format its own script in `overrides`, or look for both in one file.',
    example: { shown: 'if [ "$1" = 0 ]; then …; fi   # in a deb' },
  },
  'changelog-doubtful': {
    level: 'warning',
    says: { lintian: ['debian-changelog-has-wrong-day-of-week'] },
    means:
      'A changelog is packed as it is, but something in it is probably a mistake: the day of the week, the line ends, or, in a deb, what `dpkg-parsechangelog --all` warns of in an older entry. Or an rpm does not have its entries of an older format.',
    fix: 'Correct the line.',
    example: { shown: ' -- Jo Doe <jo@example.com>  Tue, 20 Mar 2019 12:00:00 +0000   # a Wednesday' },
  },
} as const satisfies Readonly<Record<string, WarningEntry>>;
