/** An argument of fpm. */
import { sh } from './render.ts';

/** A flag and its value: text, or a path below the work folder. */
export type FpmArgument = readonly [flag: string, value?: string | { readonly below: string }];

/** As a line of the wrapper, where `$work` is the work folder. */
export function formatArgument([flag, value]: FpmArgument): string {
  if (value === undefined) return flag;
  return `${flag} ${typeof value === 'string' ? sh(value) : `"$work/${value.below}"`}`;
}
