/** Which paths the packages of a set bring, in one format: what a unit or a script may count on. */
import { isBelow, unaliased } from '../plan/paths.ts';
import type { Plan } from '../plan/plan.ts';
import { distance } from 'fastest-levenshtein';

export interface Shipped {
  /** Whether some package brings it: a file, a folder, what lies in a tree, or in a folder of one. */
  has(path: string): boolean;
  /** Every path that is known by name, without what a tree has. */
  readonly paths: ReadonlySet<string>;
  /** The folders that have something of the set in them and are not everyone's. */
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
  // A package makes these links, whichever of them one leads to.
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

/** The folders of the Filesystem Hierarchy Standard that any package has something in, and those that systemd reads. */
const COMMON =
  /^\/(?:[^/]+|usr\/[^/]+|usr\/local\/[^/]+|usr\/share\/(?:doc|man|man\/[^/]+|info|licenses)|var\/[^/]+|etc\/(?:default|sysconfig|[^/]+\.d|cron\.[a-z]+|systemd|systemd\/(?:system|user))|usr\/lib\/(?:[^/]+\.d|systemd|systemd\/(?:system|user|[^/]+)|udev|udev\/rules\.d))$/;

/* Whether two paths are one that somebody misspelt. Stricter than "did you mean", since here both may well be right. */

/** The path of `known` in the same folder whose name is nearly that of `path`; undefined where there is none. */
export function misspelledPath(path: string, known: Iterable<string>): string | undefined {
  const folder = parent(path);
  const name = path.slice(folder.length + 1);
  const close = [...known].filter(
    (other) => parent(other) === folder && isMisspelling(name, other.slice(folder.length + 1)),
  );
  return close.sort()[0];
}

// A letter too few, too many or another, two in the wrong order; in a long name twice.
export function isMisspelling(written: string, meant: string): boolean {
  if (Math.min(written.length, meant.length) < 4) return false;
  // Another version, `runc-v1` and `runc-v2`, is another program.
  if (written.replace(/\d/g, '0') === meant.replace(/\d/g, '0')) return false;
  const sorted = (text: string): string => [...text].sort().join('');
  const most = Math.max(written.length, meant.length) < 12 ? 1 : 2;
  return sorted(written) === sorted(meant) || distance(written, meant) <= most;
}
