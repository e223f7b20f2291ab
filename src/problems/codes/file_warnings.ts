import type { WarningEntry } from './problem_entry.ts';

/** What is wrong with files and folders, wherever they are installed. */
export const FILE_WARNINGS = {
  'folder-without-x': {
    level: 'warning',
    says: {},
    means: 'A folder has a mode by which somebody can list it, or write into it, and open nothing that is in it.',
    fix: 'Write an odd digit for each 4 and 6: `0755`, `0750`, `0700`.',
    example: { over: 'packages: { hello: { contents: [{ dst: /var/lib/hello, type: dir, mode: "0644" }] } }' },
  },
  'empty-folder': {
    level: 'warning',
    says: {},
    means: 'The folder of a tree has nothing in it, perhaps because what fills it has not run.',
    fix: 'Fill it. For an empty folder in the package, write `type: dir`.',
    example: { shown: '- { src: dist, dst: /usr/share/hello, type: tree }   # and dist/ is empty' },
  },
  'left-over-file': {
    level: 'warning',
    says: {},
    means:
      'A file or a folder is what version control, an editor or a desktop leaves behind: `.git`, `.gitignore`, `.DS_Store`, `hello.c~`. It was hardly meant to be installed, and `.git` has every version of every file in it.',
    fix: 'Leave it out of its tree by `exclude`.',
    example: { over: 'packages: { hello: { contents: [{ src: a, dst: /usr/share/hello/.gitignore }] } }' },
  },
  'icon-name': {
    level: 'warning',
    says: {},
    means:
      'The name of an icon has a blank. gtk-update-icon-cache refuses the whole folder then, and desktops show no icon of the package.',
    fix: 'Rename the file, and the `Icon=` of the desktop file with it.',
    example: {
      over: 'packages: { hello: { contents: [{ src: a, dst: /usr/share/icons/hicolor/32x32/apps/Hello You.png }] } }',
    },
  },
  'logrotate-mode': {
    level: 'warning',
    says: {},
    means:
      'A file in `/etc/logrotate.d` can be written by others than root, or is executable. logrotate ignores it, and the log grows.',
    fix: 'Write `mode: "0644"`, or no mode.',
    example: { over: 'packages: { hello: { contents: [{ src: a, dst: /etc/logrotate.d/hello, mode: "0664" }] } }' },
  },
  'not-of-root': {
    level: 'warning',
    says: {},
    means:
      'A file in `/etc/cron.d`, `/etc/logrotate.d` or `/etc/sudoers.d` has another owner than root, and is ignored.',
    fix: 'Remove `owner`.',
    example: { over: 'packages: { hello: { contents: [{ src: a, dst: /etc/cron.d/hello, owner: daemon }] } }' },
  },
  'unread-name': {
    level: 'warning',
    says: {},
    means:
      'What reads a folder passes over a file because of its name: sudo one with a `.` in `/etc/sudoers.d`, udev one without `.rules`, others one without `.conf`.',
    fix: 'Rename it as the message says.',
    example: { over: 'packages: { hello: { contents: [{ src: a, dst: /etc/sudoers.d/hello.conf, mode: "0440" }] } }' },
  },
  'gzip-name': {
    level: 'warning',
    says: {},
    means:
      'A file has a name that ends in `.gz` and is not compressed; or a manual page is compressed by gzip and its name does not say so, or it would be compressed a second time. Who opens it sees an error or bytes.',
    fix: 'Let the name say what the file is, or write `compress: gzip` to have it compressed.',
    example: { shown: '- { src: hello.1, dst: /usr/share/man/man1/hello.1.gz }   # and hello.1 is a text' },
  },
  'manual-page-name': {
    level: 'warning',
    says: {},
    means:
      'A file among manual pages has a name by which `man` does not find it: a name there ends in the number of its folder, with `.gz` behind it where it is compressed.',
    fix: 'Rename it: `/usr/share/man/man1/hello.1`.',
    example: {
      over: 'packages: { hello: { contents: [{ src: hello.html, dst: /usr/share/man/man1/hello.1.html }] } }',
    },
  },
} as const satisfies Readonly<Record<string, WarningEntry>>;
