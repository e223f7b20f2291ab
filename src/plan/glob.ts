/** The patterns of `include` and `exclude`. */
import picomatch from 'picomatch';

/** https://github.com/micromatch/picomatch, without what bash itself has only after `shopt -s extglob`, and without `!`. */
export function compileGlob(pattern: string): (path: string) => boolean {
  return picomatch(pattern, {
    dot: true,
    nonegate: true,
    noextglob: true,
    strictSlashes: true,
    windows: false,
  });
}

/** Whether a tree with these patterns takes the path, which is taken with a folder that it lies in. */
export function isTaken(
  {
    include,
    exclude = [],
  }: { readonly include?: readonly string[] | undefined; readonly exclude?: readonly string[] | undefined },
  path: string,
): boolean {
  const steps = path.split('/');
  const ways = steps.map((_, at) => steps.slice(0, at + 1).join('/'));
  const isMatched = (pattern: string): boolean => {
    const matches = compileGlob(pattern);
    return ways.some((way) => matches(way));
  };
  return (include?.some(isMatched) ?? true) && !exclude.some(isMatched);
}

/** What is wrong with a pattern; undefined where nothing is. */
export function globMistake(pattern: string): string | undefined {
  if (pattern === '') return 'a pattern cannot be empty';
  if (pattern.startsWith('/')) return 'a pattern begins at the top of the tree, without a `/`';
  if (pattern.endsWith('/'))
    return 'a pattern ends without a `/`: one that matches a folder takes all that is below it';
  if (pattern.split('/').some((step) => step === '..' || step === '.'))
    return 'a pattern cannot have `.` or `..` in it';
  if (pattern.includes('//')) return 'a pattern cannot have `//` in it';
  try {
    compileGlob(pattern);
    return undefined;
  } catch (error) {
    return `not a pattern: ${(error as Error).message}`;
  }
}
