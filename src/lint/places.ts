/** Where files land: https://refspecs.linuxfoundation.org/FHS_3.0/fhs/index.html */
import { atContent, eachContent, type Finding, type Rule } from './finding.ts';
import { isBaseFolder } from '../plan/base_folders.ts';
import { suggest } from '../problems/suggest.ts';
import { isBelow, unaliased } from '../plan/paths.ts';

interface Folder {
  readonly code: Finding['code'];
  readonly folders: readonly string[];
  /** The end of the sentence "… lands in /opt, …". */
  readonly because: string;
}

/** Folders in which packages of a distribution have nothing. */
const NOT_FOR_PACKAGES: readonly Folder[] = [
  { code: 'file-in-usr-local', folders: ['/usr/local'], because: 'which belongs to the administrator' },
  { code: 'file-in-opt', folders: ['/opt'], because: 'which is not for packages of a distribution' },
  { code: 'file-in-srv', folders: ['/srv'], because: 'which belongs to the administrator' },
  { code: 'file-in-tmp', folders: ['/tmp', '/var/tmp'], because: 'which machines clean up' },
  { code: 'file-in-home', folders: ['/home', '/root'], because: 'which belongs to people' },
  { code: 'file-in-run', folders: ['/run', '/var/run', '/var/lock'], because: 'which is empty after each boot' },
  { code: 'file-in-mnt', folders: ['/mnt'], because: 'where people mount disks' },
];

const notForPackages = eachContent((content, { format }) =>
  NOT_FOR_PACKAGES.flatMap(({ code, folders, because }): Finding[] => {
    // An rpm owns a ghost but does not contain it.
    if (content.type === 'ghost' && format === 'rpm') return [];
    const folder = folders.find((each) => content.dst === each || isBelow(content.dst, each));
    if (folder === undefined) return [];
    return [{ code, message: `this is installed in ${folder}, ${because}`, at: atContent(content) }];
  }),
);

const TOP_FOLDERS: readonly string[] = [
  'bin', 'boot', 'dev', 'etc', 'home', 'lib', 'lib32', 'lib64', 'libx32', 'mnt', 'opt', 'root', 'run', 'sbin', 'srv', 'tmp', 'usr', 'var',
]; // prettier-ignore

const unusual = eachContent((content) => {
  const top = content.dst.split('/')[1] ?? '';
  if (top === '' || TOP_FOLDERS.includes(top)) return [];
  return [
    {
      code: 'file-in-unusual-dir',
      message: `the Filesystem Hierarchy Standard has no folder /${top}`,
      at: atContent(content),
    },
  ];
});

/** Folders that do not exist, but are similar to folders that programs read. */
const NEARLY: Readonly<Record<string, string>> = {
  '/etc/defaults': '/etc/default',
  '/etc/sysconf': '/etc/sysconfig',
  '/etc/sysctl': '/etc/sysctl.d',
  '/etc/cron': '/etc/cron.d',
  '/etc/sudoer.d': '/etc/sudoers.d',
  '/etc/profiles.d': '/etc/profile.d',
  '/usr/lib/systemd/systems': '/usr/lib/systemd/system',
  '/usr/lib/tmpfiles': '/usr/lib/tmpfiles.d',
  '/usr/lib/sysusers': '/usr/lib/sysusers.d',
  '/usr/lib/x86_64-linux-gnu/udev': '/usr/lib/udev',
  '/usr/lib/aarch64-linux-gnu/udev': '/usr/lib/udev',
  '/usr/share/application': '/usr/share/applications',
  '/usr/share/bash-completion/completion': '/usr/share/bash-completion/completions',
  '/usr/share/docs': '/usr/share/doc',
  '/usr/share/mans': '/usr/share/man',
};

const nearly = eachContent((content) => {
  const [folder, other] = Object.entries(NEARLY).find(([each]) => isBelow(content.dst, each)) ?? [];
  if (folder === undefined || other === undefined) return [];
  const message = `nothing reads ${folder}`;
  const hint = suggest(other + content.dst.slice(folder.length));
  return [{ code: 'file-in-unusual-dir', message, hint, at: atContent(content) }];
});

const aliased = eachContent((content) => {
  const path = unaliased(content.dst);
  if (path === content.dst) return [];
  const message = `this is installed outside /usr, in a folder that is a link into it`;
  return [{ code: 'file-outside-usr', message, hint: `write "${path}"`, at: atContent(content) }];
});

const inBin = eachContent((content) => {
  const [, folder] = /^((?:\/usr)?\/s?bin)\/[^/]+\/[^/]/.exec(content.dst) ?? [];
  if (folder === undefined) return [];
  return [{ code: 'subdir-in-bin', message: `this is in a folder below ${folder}`, at: atContent(content) }];
});

interface Misplaced {
  readonly code: Finding['code'];
  readonly files: RegExp;
  readonly instead: string;
}

/** Folders in /usr/lib for packages, whose counterparts in /etc are for the administrator. */
const IN_ETC: readonly Misplaced[] = [
  { code: 'unit-in-etc', files: /^\/etc\/systemd\/(?:system|user)\/.*\.[a-z]+$/, instead: '/usr/lib/systemd' },
  { code: 'udev-rule-in-etc', files: /^\/etc\/udev\/rules\.d\/.*\.rules$/, instead: '/usr/lib/udev' },
  { code: 'tmpfiles-in-etc', files: /^\/etc\/tmpfiles\.d\/.*\.conf$/, instead: '/usr/lib/tmpfiles.d' },
];

const inEtc = eachContent((content) =>
  IN_ETC.flatMap(({ code, files, instead }): Finding[] => {
    if (!files.test(content.dst) || content.type !== 'file') return [];
    const rest = content.dst.replace(/^\/etc\/(?:systemd|udev|tmpfiles\.d)/, '');
    const message = 'this is installed where the administrator overrides files of packages';
    return [{ code, message, hint: `write "${instead}${rest}"`, at: atContent(content) }];
  }),
);

const baseFolders = eachContent((content) => {
  const { dst, type } = content;
  if (type === 'tree' || !isBaseFolder(dst)) return [];
  const at = atContent(content);
  if (type !== 'dir') {
    return [{ code: 'base-folder', message: `"${dst}" is a folder of the base system, and not a ${type}`, at }];
  }
  const message = `"${dst}" is a folder of the base system, which base-files and filesystem own`;
  return [{ code: 'base-folder', message, hint: 'leave the entry out: it is on every system', at }];
});

export const placeRules: readonly Rule[] = [baseFolders, notForPackages, unusual, nearly, aliased, inBin, inEtc];
