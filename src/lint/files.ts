/** Permission bits, links and conffiles: https://www.debian.org/doc/debian-policy/ch-files.html */
import { atContent, type DiskItem, eachContent, type Finding, type Rule } from './finding.ts';
import { isBelow } from '../plan/paths.ts';
import { isUnit } from './units.ts';
import { posix } from 'node:path';

const PROGRAM = /^(?:\/usr)?\/s?bin\/[^/]+$/;

// Whether somebody may list the folder or write into it, but not enter it.
function isClosed(bits: number): boolean {
  return [6, 3, 0].some((shift) => ((bits >> shift) & 0o6) !== 0 && ((bits >> shift) & 0o1) === 0);
}

function closedMessage(mode: string): string {
  return `whoever may only read a folder opens nothing in it: the mode ${mode} lacks an x beside an r or a w`;
}

/** The files in these folders are run as root by cron, logrotate and sudo. */
const OF_ROOT = /^\/etc\/(?:cron|logrotate|sudoers)\.d\//;

const modes = eachContent((content) => {
  const { dst, type } = content;
  if (type !== 'file' && type !== 'dir') return [];
  const bits = Number.parseInt(content.mode, 8);
  const at = atContent(content, 'mode');
  const found: Finding[] = [];
  const say = (code: Finding['code'], message: string): void => void found.push({ code, message, at });
  const isOpen = (bits & 0o002) !== 0 && !(type === 'dir' && (bits & 0o1000) !== 0);
  if (isOpen) say('world-writable', `everyone can change ${type === 'dir' ? 'what is in this folder' : 'this file'}`);
  if (type === 'dir') {
    if (isClosed(bits)) say('folder-without-x', closedMessage(content.mode));
    return found;
  }
  if ((bits & 0o6000) !== 0) {
    say('setuid', `this runs with the rights of its ${(bits & 0o4000) === 0 ? 'group' : 'owner'}, whoever calls it`);
  }
  const isExecutable = (bits & 0o111) !== 0;
  if (PROGRAM.test(dst) && !isExecutable) {
    found.push({
      code: 'program-not-executable',
      message: `nobody can run this: its mode is ${content.mode}`,
      hint: 'write `mode: "0755"`',
      at,
    });
  }
  if (isUnit(dst) && isExecutable) say('unit-executable', 'a unit is no program');
  if (/^\/etc\/sudoers\.d\//.test(dst) && bits !== 0o440) say('sudoers-mode', 'a sudoers file needs the mode 0440');
  if (/^\/etc\/logrotate\.d\//.test(dst) && (bits & 0o133) !== 0) {
    say('logrotate-mode', 'logrotate ignores a file that others can write or run: it needs the mode 0644');
  }
  if (OF_ROOT.test(dst) && content.owner !== 'root') {
    const message = `who reads the files here ignores one that is not root's, and this is of ${content.owner}`;
    found.push({ code: 'not-of-root', message, at: atContent(content, 'owner') });
  }
  if (/^\/etc\/cron\.d\//.test(dst) && bits !== 0o644) say('cron-mode', 'a cron table needs the mode 0644');
  return found;
});

/** run-parts(8), and cron(8) for cron.d. */
const cronNames = eachContent((content) => {
  const [, folder, name = ''] = /^\/etc\/(cron\.(?:d|hourly|daily|weekly|monthly))\/(.+)$/.exec(content.dst) ?? [];
  if (folder === undefined || content.type !== 'file' || /^[A-Za-z0-9_-]+$/.test(name) || name === '.placeholder')
    return [];
  return [
    {
      code: 'cron-name',
      message: `cron ignores "${name}": a name can have letters, digits, "_", "-"`,
      at: atContent(content),
    },
  ];
});

export const modeRules: readonly Rule[] = [modes, cronNames];

const symlinks = eachContent((content, { format }) => {
  if (content.type !== 'symlink') return [];
  const { dst, target } = content;
  const at = atContent(content, 'src');
  const folder = posix.dirname(dst);
  const full = posix.resolve(folder, target);
  const isWithin = top(full) === top(dst);
  const short = posix.isAbsolute(target) ? full : posix.relative(folder, full);
  if (/(?:^|\/)\.(?:\/|$)|\/\/|[^/.]\/\.\.(?:\/|$)/.test(target)) {
    return [{ code: 'symlink-detour', message: `"${target}" is not the shortest form`, hint: `write "${short}"`, at }];
  }
  if (posix.isAbsolute(target) && isWithin && top(dst) !== '') {
    const hint = `write "${posix.relative(folder, full)}"`;
    return [{ code: 'symlink-absolute', message: 'this link breaks in a chroot', hint, at }];
  }
  if (!posix.isAbsolute(target) && !isWithin && format === 'deb') {
    const message = 'in a deb, a link from one top-level folder to another must be absolute';
    return [{ code: 'symlink-relative', message, hint: `write "${full}"`, at }];
  }
  return [];
});

function top(path: string): string {
  return path.split('/')[1] ?? '';
}

export const symlinkRules: readonly Rule[] = [symlinks];

const isExecutable = (mode: string): boolean => (Number.parseInt(mode, 8) & 0o111) !== 0;

/** Programs that are rightly in /etc. */
const PROGRAMS = /^\/etc\/(?:init\.d|cron\.(?:hourly|daily|weekly|monthly)|[^/]+\/[^/]+\.d|profile\.d|X11)\//;

const conffiles = eachContent((content, { format }) => {
  const { dst, type } = content;
  if (type !== 'file' && type !== 'tree') return [];
  const key = type === 'tree' ? 'fileType' : 'type';
  const noreplace = `write \`${key}: config|noreplace\``;
  const isInEtc = dst === '/etc' || isBelow(dst, '/etc');
  if (content.config === undefined) {
    if (!isInEtc) return [];
    const what = type === 'tree' ? 'these files lie' : 'this lies';
    const message = `${what} in /etc: an upgrade removes what people changed in it`;
    return [{ code: 'not-a-conffile', message, hint: noreplace, at: atContent(content) }];
  }
  const found: Finding[] = [];
  // What a tree at `/` contains outside of /etc is not known here.
  if (!isInEtc && dst !== '/' && !(format === 'rpm' && isBelow(dst, '/var'))) {
    found.push({ code: 'conffile-outside-etc', message: 'config files belong in /etc', at: atContent(content) });
  }
  if (content.mode !== undefined && isExecutable(content.mode) && !PROGRAMS.test(dst) && format === 'rpm') {
    found.push({
      code: 'conffile-executable',
      message: 'a config file should not be executable',
      at: atContent(content, 'mode'),
    });
  }
  if (content.config === 'replace' && format === 'rpm') {
    const message = 'an upgrade of the rpm replaces the file that people have edited';
    found.push({ code: 'conffile-replaced', message, hint: noreplace, at: atContent(content, key) });
  }
  return found;
});

export const conffileRules: readonly Rule[] = [conffiles];

/* What the modes of trees on disk become: executable or not is all that is kept of them, since the umask and git decide about the rest. */

const isSpecial = ({ mode = 0 }: DiskItem): boolean => (mode & 0o7000) !== 0;
const isPrivate = ({ mode = 0 }: DiskItem): boolean => (mode & 0o7077) === 0;

/** How many further paths are listed. */
const MOST_NAMED = 3;

const treeModes: Rule = ({ plan, trees }) =>
  plan.contents.flatMap((content): Finding[] => {
    if (content.type !== 'tree') return [];
    const keys = { file: content.mode, folder: content.dirMode, link: '' };
    const items = (trees?.get(content) ?? []).filter(({ kind }) => keys[kind] === undefined);
    const [first, ...others] = [...items.filter(isSpecial), ...items.filter(isPrivate)];
    if (first?.mode === undefined) return [];
    const mode = (first.mode & 0o7777).toString(8).padStart(4, '0');
    const loss = isSpecial(first) ? 'loses its setuid, setgid or sticky bit' : 'can be read by everyone';
    const names = others.slice(0, MOST_NAMED).map(({ path }) => path);
    const shown = `${names.join(', ')}${others.length > names.length ? ', …' : ''}`;
    const more = others.length === 0 ? '' : `; ${others.length} more of this tree do not keep theirs: ${shown}`;
    const message = `${first.path} has the mode ${mode} on disk, and ${loss} in the package${more}`;
    const key = first.kind === 'folder' ? 'dirMode' : 'mode';
    const hint = `leave it out with \`exclude\`, and write an entry with \`mode: "${mode}"\`; or write the \`${key}\` of all`;
    return [{ code: 'tree-mode', message, hint, at: atContent(content, 'src') }];
  });

const treeFolders = eachContent((content): Finding[] => {
  if (content.type !== 'tree' || content.dirMode === undefined) return [];
  if (!isClosed(Number.parseInt(content.dirMode, 8))) return [];
  return [{ code: 'folder-without-x', message: closedMessage(content.dirMode), at: atContent(content, 'dirMode') }];
});

const emptyTrees: Rule = ({ plan, trees }) =>
  plan.contents.flatMap((content): Finding[] => {
    if (content.type !== 'tree' || content.include !== undefined || content.exclude !== undefined) return [];
    if (trees?.get(content)?.length !== 0) return [];
    const message = 'this tree is empty, and the package has a folder with nothing in it';
    const hint = 'look whether what makes it has run; or write `type: dir`';
    return [{ code: 'empty-folder', message, hint, at: atContent(content, 'src') }];
  });

export const treeModeRules: readonly Rule[] = [treeModes, treeFolders, emptyTrees];
