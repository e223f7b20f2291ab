/** The result of a rule across keys, and how it becomes a problem. */
import type { KeyPath, Place, Problem } from '../problems/problem.ts';
import type { ProblemCode } from '../problems/codes/codes.ts';
import type { LocatedConfig } from './locate.ts';

export interface Finding {
  readonly code: ProblemCode;
  readonly message: string;
  readonly path: KeyPath;
  readonly hint?: string | undefined;
  /** Whether the key is wrong, and not its value. */
  readonly atKey?: boolean;
}

/** A rule sees the config with `overrides` still in it. */
export type Rule = (general: LocatedConfig) => Finding[];

type Stated = Pick<Problem, 'code' | 'message'> & {
  readonly path: KeyPath;
  readonly hint?: string | undefined;
  /** What to say about the map or list of another text, which this may have been meant to change. */
  readonly missed?: string | undefined;
};

/** The second place of a problem: upstream's config may have dropped what a layer means to change. */
export function problemAt(
  located: LocatedConfig,
  { code, message, path, hint, missed }: Stated,
  place: Place | undefined,
): Problem {
  const other = missed === undefined ? undefined : located.locateAddedTo(path);
  return {
    code,
    message,
    path,
    ...(place === undefined ? {} : { place }),
    ...(hint === undefined ? {} : { hint }),
    ...(other === undefined || missed === undefined ? {} : { also: { place: other, message: missed } }),
  };
}
