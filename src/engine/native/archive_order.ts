import { compareBytes } from '../../plan/paths.ts';

/** As a walk through the folders meets them: a folder, all that is in it, then its next sibling. */
export function compareInWalk(left: string, right: string): number {
  const [one, other] = [left.split('/'), right.split('/')];
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    const order = compareBytes(one[at] ?? '', other[at] ?? '');
    if (order !== 0) return order;
  }
  return one.length - other.length;
}
