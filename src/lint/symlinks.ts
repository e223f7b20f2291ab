/** Where links lead: https://www.debian.org/doc/debian-policy/ch-files.html#symbolic-links */
import { posix } from 'node:path';
import { atContent, eachContent, type Rule } from './finding.ts';

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
