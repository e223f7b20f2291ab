/** What a rule across keys gives, and the problem that comes of it. */
import type { KeyPath, Place, Problem } from '../problems/problem.ts';
import type { ProblemCode } from '../problems/codes/codes.ts';
import type { LocatedConfig } from './locate.ts';

export interface Finding {
  readonly code: ProblemCode;
  readonly message: string;
  readonly path: KeyPath;
  readonly hint?: string | undefined;
  /** The key is wrong, not its value. */
  readonly atKey?: boolean;
}

/** `overrides` are still in the config. */
export type Rule = (general: LocatedConfig) => Finding[];

type Stated = Pick<Problem, 'code' | 'message'> & {
  readonly path: KeyPath;
  readonly hint?: string | undefined;
  /** What is said of the map or list of another text that this would have to be in, if it was meant to change something there. */
  readonly missed?: string | undefined;
};

/** An upstream's config may have dropped what a layer means to change: then that is its second place. */
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
