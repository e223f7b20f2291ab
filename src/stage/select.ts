/** Selects the paths of a tree by `include` and `exclude`. */
import { posix } from 'node:path';
import { didYouMeanOf } from '../problems/suggest.ts';
import { compileGlob } from '../plan/glob.ts';
import { foldersOf } from '../plan/paths.ts';
import type { Copy } from './copy.ts';
import { fail } from './failure.ts';

/** The tree, and what messages call it. */
type Selecting = Pick<Copy, 'plan' | 'content'> & { readonly origin: Pick<Copy['origin'], 'name'> };

/**
 * Of all paths of a tree, each folder before what is in it, those that are taken, with the folders that lead to them. A pattern that
 * matches none is a mistake.
 */
export function selectPaths(copy: Selecting, paths: readonly string[]): string[] {
  const { include, exclude = [] } = copy.content;
  const included = include === undefined ? new Set(paths) : matching(copy, 'include', include, paths);
  const excluded = matching(copy, 'exclude', exclude, paths);
  const taken = paths.filter((path) => included.has(path) && !excluded.has(path));
  if (taken.length === 0 && paths.length > 0 && (include !== undefined || exclude.length > 0)) {
    fail(copy, 'tree-empty', `\`include\` and \`exclude\` leave nothing of ${copy.origin.name}`);
  }
  const leading = foldersOf(taken);
  return paths.filter((path) => (included.has(path) && !excluded.has(path)) || leading.has(path));
}

function matching(copy: Selecting, key: string, patterns: readonly string[], paths: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const pattern of patterns) {
    const matches = compileGlob(pattern);
    const roots = paths.filter((path) => matches(path));
    if (roots.length === 0) {
      fail(
        copy,
        'glob-unmatched',
        `\`${key}\`: nothing in ${copy.origin.name} is "${pattern}"`,
        didYouMeanOf(pattern, paths),
      );
    }
    const tops = new Set(roots);
    for (const path of paths) if (tops.has(path) || found.has(posix.dirname(path))) found.add(path);
  }
  return found;
}
