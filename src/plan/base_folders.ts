/**
 * The folders of the base system. They belong to two packages: base-files of Debian and filesystem of Fedora, which also makes some of
 * them links (/bin, and since Fedora 42 /usr/sbin). No other package owns one because it has something in it.
 *
 * https://packages.debian.org/trixie/amd64/base-files/filelist
 * https://src.fedoraproject.org/rpms/filesystem/blob/f42/f/filesystem.spec
 * https://fedoraproject.org/wiki/Changes/Unify_bin_and_sbin
 */
import { isBelow, unaliased } from './paths.ts';

/** By the folder that they lie in. Those of folders that are links stand where the links lead. */
const NAMES: Readonly<Record<string, string>> = {
  '': 'afs bin boot dev etc home lib lib64 media mnt opt proc root run sbin srv sys tmp usr var',
  '/etc': 'X11 bash_completion.d default opt pki pm profile.d rwtab.d skel statetab.d sysconfig update-motd.d xdg',
  '/etc/X11': 'applnk fontpath.d xinit xinit/xinitrc.d xinit/xinput.d',
  '/etc/pm': 'config.d power.d sleep.d',
  '/etc/xdg': 'autostart',
  '/run': 'lock',
  '/usr': 'bin games include lib lib32 lib64 libexec libx32 local sbin share src tmp',
  '/usr/lib': 'X11 bpf debug debug/usr games locale modules pm-utils sysimage',
  '/usr/lib64': 'X11 bpf games pm-utils pm-utils/module.d pm-utils/power.d pm-utils/sleep.d',
  '/usr/local': 'bin etc games include lib lib64 lib64/bpf libexec sbin share src',
  '/usr/local/share': 'applications info man',
  '/usr/share':
    'X11 aclocal appdata applications augeas augeas/lenses backgrounds bash-completion bash-completion/completions ' +
    'bash-completion/helpers common-licenses desktop-directories dict doc empty games gnome help icons idl info licenses locale ' +
    'man metainfo mime-info misc omf pixmaps sounds themes wayland-sessions xsessions',
  '/usr/src': 'debug kernels',
  '/var': 'adm backups cache db empty ftp games lib local lock log mail nis opt preserve run spool tmp yp',
  '/var/cache': 'bpf',
  '/var/lib': 'games misc rpm-state',
  '/var/spool': 'lpd mail',
};

const FOLDERS: ReadonlySet<string> = new Set(
  Object.entries(NAMES).flatMap(([folder, names]) => names.split(' ').map((name) => `${folder}/${name}`)),
);

/**
 * In any language: `man1` and `man3p`, and what translations lie in. Both as a basic regular expression of POSIX and as one of
 * JavaScript.
 */
const OF_LANGUAGES = [
  '/usr/share/man/[^/]*',
  '/usr/share/man/[^/]*/man[0-9n][a-z]*',
  '/usr/local/share/man/man[0-9n][a-z]*',
  '/usr/share/locale/[^/]*',
  '/usr/share/locale/[^/]*/LC_MESSAGES',
];

const LANGUAGES = new RegExp(`^(?:${OF_LANGUAGES.join('|')})$`);

export function isBaseFolder(path: string): boolean {
  const real = unaliased(path);
  return path === '/' || FOLDERS.has(path) || FOLDERS.has(real) || LANGUAGES.test(real);
}

/** What systemd, cron and others have on every system: folders that packages put files into. */
const OF_OTHERS: ReadonlySet<string> = new Set([
  ...'apparmor.d apt cron.d cron.daily cron.hourly cron.monthly cron.weekly init.d ld.so.conf.d logrotate.d modprobe.d pam.d'
    .split(' ')
    .map((name) => `/etc/${name}`),
  ...'security sudoers.d sysctl.d systemd systemd/system systemd/user tmpfiles.d udev udev/rules.d yum.repos.d'
    .split(' ')
    .map((name) => `/etc/${name}`),
  ...'modprobe.d modules-load.d sysctl.d systemd systemd/system systemd/user sysusers.d tmpfiles.d udev udev/rules.d'
    .split(' ')
    .map((name) => `/usr/lib/${name}`),
  ...'dbus-1 glib-2.0 icons/hicolor mime mime/packages polkit-1 zsh/site-functions'
    .split(' ')
    .map((name) => `/usr/share/${name}`),
]);

/** A folder wherever packages are installed: dpkg and rpm refuse a package that has a file there. */
export function isNoPlaceForFile(path: string): boolean {
  const real = unaliased(path);
  return FOLDERS.has(real) || OF_OTHERS.has(real) || /^\/usr\/share\/man\/(?:[^/]+\/)?man[0-9n][a-z]*$/.test(real);
}

/** Basic regular expressions of POSIX for the base folders at a path and below it. */
export function basePatterns(top: string): string[] {
  const isWithin = (path: string): boolean => path === top || isBelow(path, top);
  const folders = [...FOLDERS].filter(isWithin).map((path) => path.replace(/[.]/g, '\\.'));
  return [
    ...folders,
    ...OF_LANGUAGES.filter((pattern) => isWithin(pattern) || isBelow(top, pattern.replace(/\/[^/]*\[.*/, ''))),
  ];
}
