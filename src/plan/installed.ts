/** The paths that `contents` put something at, for keys that speak of them. */
import type { LocatedContent } from './contents.ts';
import { expand, type Scope } from './variables.ts';

export type Installed = LocatedContent & { readonly dst: string };

/** What is wrong with a path is reported where contents are read. */
export function installedPaths(contents: readonly LocatedContent[], scope: Scope): Installed[] {
  return contents.flatMap((located) => {
    const dst = expand(located.entry.dst, [], scope, () => undefined);
    return dst === undefined ? [] : [{ ...located, dst }];
  });
}
