/** Whether two paths are one that somebody misspelt. Stricter than "did you mean", since here both may well be right. */
import { distance } from 'fastest-levenshtein';
import { parent } from './shipped.ts';

/** The path of `known` in the same folder whose name is nearly that of `path`; undefined where there is none. */
export function misspelt(path: string, known: Iterable<string>): string | undefined {
  const folder = parent(path);
  const name = path.slice(folder.length + 1);
  const close = [...known].filter((other) => parent(other) === folder && isSlip(name, other.slice(folder.length + 1)));
  return close.sort()[0];
}

// A letter too few, too many or another, two in the wrong order; in a long name twice.
function isSlip(written: string, meant: string): boolean {
  if (Math.min(written.length, meant.length) < 4) return false;
  // Another version, `runc-v1` and `runc-v2`, is another program.
  if (written.replace(/\d/g, '0') === meant.replace(/\d/g, '0')) return false;
  const sorted = (text: string): string => [...text].sort().join('');
  const most = Math.max(written.length, meant.length) < 12 ? 1 : 2;
  return sorted(written) === sorted(meant) || distance(written, meant) <= most;
}
