/** What a layer meant to change and did not find: an upstream's config may have dropped it. */
import type { KeyPath, Problem } from '../diagnostics.ts';
import type { LocatedConfig } from './located.ts';

/** The second place of a problem with what stands at `path`: the map or list of another text that it was added to. */
export function missedAt(
  located: LocatedConfig,
  path: KeyPath,
  message: string | undefined,
): Pick<Problem, 'also'> | undefined {
  if (message === undefined) return undefined;
  const place = located.locateAddedTo(path);
  return place === undefined ? undefined : { also: { place, message } };
}
