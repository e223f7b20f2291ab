/** The paths that the packages of a set have in one format, on which units and scripts can rely. */
import { isBelow, unaliased } from '../plan/paths.ts';
import type { Plan } from '../plan/plan.ts';
import { distance } from 'fastest-levenshtein';

export interface Shipped {
  /** Whether some package has the path: as a file or a folder, in a tree, or in a folder of a tree. */
  has(path: string): boolean;
  /** All paths that are known by name; the contents of trees are not. */
  readonly paths: ReadonlySet<string>;
  /** The folders that contain something of the set and are not shared by all packages. */
  readonly folders: ReadonlySet<string>;
  /** The names of the packages of the set. */
  readonly packages: ReadonlySet<string>;
}

export function shippedBy(plans: readonly Plan[], packages: Iterable<string>): Shipped {
  const paths = new Set<string>();
  const folders = new Set<string>();
  const trees: string[] = [];
  for (const { dst: written, type } of plans.flatMap(({ contents }) => contents)) {
    const dst = unaliased(written);
    paths.add(dst);
    if (type === 'tree') trees.push(dst);
    for (let folder = parent(dst); folder !== '/'; folder = parent(folder)) folders.add(folder);
    if (type === 'dir' || type === 'tree') folders.add(dst);
  }
  // A package makes these links, whichever alternative is chosen.
  for (const { link, slaves } of plans.flatMap(({ alternatives = [] }) => alternatives)) {
    for (const made of [link, ...slaves.map((slave) => slave.link)]) paths.add(unaliased(made));
  }
  const own = [...folders].filter((folder) => !COMMON.test(folder));
  return {
    has(written) {
      const path = unaliased(written);
      return paths.has(path) || folders.has(path) || trees.some((tree) => isBelow(path, tree));
    },
    paths,
    folders: new Set(own),
    packages: new Set(packages),
  };
}

export function parent(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

/** Shared folders: those of the Filesystem Hierarchy Standard, and those that systemd reads. */
const COMMON =
  /^\/(?:[^/]+|usr\/[^/]+|usr\/local\/[^/]+|usr\/share\/(?:doc|man|man\/[^/]+|info|licenses)|var\/[^/]+|etc\/(?:default|sysconfig|[^/]+\.d|cron\.[a-z]+|systemd|systemd\/(?:system|user))|usr\/lib\/(?:[^/]+\.d|systemd|systemd\/(?:system|user|[^/]+)|udev|udev\/rules\.d))$/;

/* Whether two paths are one that somebody misspelt. Stricter than "did you mean", since here both may well be right. */

/** The known path in the same folder with nearly the same name as `path`; undefined if there is none. */
export function misspelledPath(path: string, known: Iterable<string>): string | undefined {
  const folder = parent(path);
  const name = path.slice(folder.length + 1);
  const close = [...known].filter(
    (other) => parent(other) === folder && isMisspelling(name, other.slice(folder.length + 1)),
  );
  return close.sort()[0];
}

// One letter missing, added or changed, or two swapped; in a long name two such mistakes.
export function isMisspelling(written: string, meant: string): boolean {
  if (Math.min(written.length, meant.length) < 4) return false;
  // Names that differ by a version, `runc-v1` and `runc-v2`, are different programs.
  if (written.replace(/\d/g, '0') === meant.replace(/\d/g, '0')) return false;
  const sorted = (text: string): string => [...text].sort().join('');
  const most = Math.max(written.length, meant.length) < 12 ? 1 : 2;
  return sorted(written) === sorted(meant) || distance(written, meant) <= most;
}
