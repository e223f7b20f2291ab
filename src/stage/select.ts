/** What `include` and `exclude` take of a tree. */
import { didYouMeanOf } from '../problems/suggest.ts';
import { compileGlob } from '../plan/glob.ts';
import type { Copy } from './copy.ts';
import { fail } from './failure.ts';

/** What is selected from, and its name for messages. */
type Selecting = Pick<Copy, 'plan' | 'content'> & { readonly origin: Pick<Copy['origin'], 'name'> };

/** Of all paths of a tree those that are taken, with the folders that lead to them. A pattern that matches none is a mistake. */
export function selectPaths(copy: Selecting, paths: readonly string[]): string[] {
  const { include, exclude = [] } = copy.content;
  const included = include === undefined ? new Set(paths) : matching(copy, 'include', include, paths);
  const excluded = matching(copy, 'exclude', exclude, paths);
  const taken = paths.filter((path) => included.has(path) && !excluded.has(path));
  if (taken.length === 0 && paths.length > 0 && (include !== undefined || exclude.length > 0)) {
    fail(copy, 'tree-empty', `\`include\` and \`exclude\` leave nothing of ${copy.origin.name}`);
  }
  const leading = new Set(taken.flatMap(foldersAbove));
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
    for (const path of paths)
      if (tops.has(path) || foldersAbove(path).some((folder) => tops.has(folder))) found.add(path);
  }
  return found;
}

/** The folders that a path lies in: of `a/b/c` they are `a` and `a/b`. */
function foldersAbove(path: string): string[] {
  const steps = path.split('/');
  return steps.slice(1).map((_, at) => steps.slice(0, at + 1).join('/'));
}
