/** Which keys an entry of `contents` may have, and which it needs: each type has its own. */
import { lookUp } from '../system/look_up.ts';
import { CONTENT_TAKES, type ContentConfig, type ContentType } from '../schema/contents.ts';
import type { KeyPath } from '../problems/problem.ts';
import type { Resolver } from './resolver.ts';

/** Whether the entry has the keys of its type and no others; else that is reported. */
export function hasItsKeys(entry: ContentConfig, path: KeyPath, resolver: Resolver): boolean {
  const type = entry.type ?? 'file';
  const takes: readonly string[] = CONTENT_TAKES[type];
  const extra = Object.keys(entry).filter((key) => !ALWAYS.includes(key) && !takes.includes(key));
  for (const key of extra) {
    const message = `a \`${type}\` has no \`${key}\`; it has ${['dst', ...takes].join(', ')}`;
    const hint = lookUp(EXTRA_HINTS, `${type} ${key}`);
    resolver.report({ code: 'content-key', message, path: [...path, key], atKey: true, ...(hint && { hint }) });
  }
  if (!takes.includes('src') || entry.src !== undefined) return extra.length === 0;
  // A key that was refused may well have meant this one.
  if (!resolver.located.holdsRefused(path)) {
    const missed = `no item here has the \`dst\` \`${entry.dst}\``;
    const hint = entry.type === undefined ? { hint: 'write `type: dir` for a directory' } : {};
    resolver.report({ code: 'content-key', message: needsSrc(type), path, missed, ...hint });
  }
  return false;
}

/** What is said of an entry without a `src`, or with an empty one. */
export function needsSrc(type: ContentType): string {
  return `a \`${type}\` needs the key \`src\``;
}

const ALWAYS: readonly string[] = ['dst', 'type', 'only', 'overrides'];

const EXTRA_HINTS: Readonly<Record<string, string>> = {
  'dir src': 'type `tree` takes a whole folder along',
  'ghost src': 'the package does not bring a ghost: what runs later writes it',
  'hardlink capabilities': 'a hard link has the capabilities of the file that it is a name of',
  'hardlink mode': 'a hard link has the mode of the file that it is a name of',
  'symlink mode': 'a symlink has no mode of its own',
};
