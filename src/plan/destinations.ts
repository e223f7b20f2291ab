/** Which entry of `contents`, as they are written, a path of a plan is from. */
import { type ContentConfig, destinationOf } from '../schema/contents.ts';

export interface Destinations {
  /** The index of the first entry that says the path. */
  exact(dst: string): number | undefined;
  /** The same of the first whose variables may stand for what the path has more: what they stand for may be anything. */
  possible(dst: string): number | undefined;
}

const known = new WeakMap<readonly ContentConfig[], Destinations>();

/** There may be many problems with many entries. */
export function destinationsOf(contents: readonly ContentConfig[]): Destinations {
  const found = known.get(contents) ?? index(contents);
  known.set(contents, found);
  return found;
}

function index(contents: readonly ContentConfig[]): Destinations {
  const written = new Map<string, number>();
  // By what stands before the first variable and behind the last, and how long those are.
  const around = new Map<string, number>();
  const lengths = new Map<string, readonly [before: number, behind: number]>();
  for (const [at, entry] of contents.entries()) {
    const dst = destinationOf(entry);
    if (!written.has(dst)) written.set(dst, at);
    if (!dst.includes('${')) continue;
    const [before = '', ...rest] = dst.split(/\$\{[^}]*\}/);
    const behind = rest.at(-1) ?? '';
    lengths.set(`${before.length} ${behind.length}`, [before.length, behind.length]);
    const key = keyOf(before, behind);
    if (!around.has(key)) around.set(key, at);
  }
  return {
    exact: (dst) => written.get(dst),
    possible(dst) {
      const found = [...lengths.values()].flatMap(
        ([before, behind]) => around.get(keyOf(dst.slice(0, before), behind === 0 ? '' : dst.slice(-behind))) ?? [],
      );
      return found.length === 0 ? undefined : Math.min(...found);
    },
  };
}

function keyOf(before: string, behind: string): string {
  return JSON.stringify([before, behind]);
}
