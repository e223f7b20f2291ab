/** An argument of fpm. */
import { sh } from './render.ts';

/** A flag and its value: text, or a path below the work folder, maybe with text before it. */
export type FpmArgument = readonly [
  flag: string,
  value?: string | { readonly below: string; readonly before?: string },
];

/** As a line of the wrapper, where `$work` is the work folder. */
export function formatArgument([flag, value]: FpmArgument): string {
  if (value === undefined) return flag;
  if (typeof value === 'string') return `${flag} ${sh(value)}`;
  const before = value.before === undefined ? '' : sh(value.before);
  return `${flag} ${before}"$work/${value.below}"`;
}
