/** Which entry of a relation's `when` list holds for the version of the set. */
import type { RelationValue } from '../schema/relations.ts';
import type { KeyPath } from '../problems/problem.ts';
import type { Resolver } from './resolver.ts';
import { type Version, semverOf } from './version.ts';
import { type Range, inRange, overlap, parseRanges } from './version_range.ts';

export type GatedRelation = Extract<RelationValue, readonly unknown[]>[number];

/** More than any project has releases that differ: each range is compared with each other. */
const MOST_RANGES = 500;

/** The one entry whose range holds the version; undefined where something is wrong, which is then reported. */
export function chooseByVersion(
  name: string,
  entries: readonly GatedRelation[],
  version: Version | undefined,
  path: KeyPath,
  resolver: Resolver,
): { index: number; relation: GatedRelation } | undefined {
  if (entries.length > MOST_RANGES) {
    const message = `${name} has ${entries.length} ranges, and ${MOST_RANGES} are the most`;
    resolver.report({ code: 'when-syntax', message, path });
    return undefined;
  }
  const ranges: Range[] = [];
  for (const [index, parsed] of parseRanges(entries.map(({ when }) => when)).entries()) {
    if ('error' in parsed) {
      resolver.report({ code: 'when-syntax', message: parsed.error, path: [...path, index, 'when'] });
    } else {
      ranges.push(parsed.range);
    }
  }
  for (const [index, entry] of entries.entries()) {
    if (entry.none === true && Object.keys(entry).some((key) => key !== 'when' && key !== 'none')) {
      const message = '"none" means that there is no such relation, so only "when" can be combined with it';
      resolver.report({ code: 'when-none', message, path: [...path, index, 'none'] });
    }
  }
  if (ranges.length < entries.length || !areApart(name, entries, ranges, path, resolver)) return undefined;
  if (version === undefined) return undefined;
  const asked = semverOf(version.upstream);
  if (asked === undefined) {
    const message = `"when" needs a version like 1.2.3 or 1.2.3-rc.1, but that of the set is ${version.text}`;
    resolver.report({ code: 'when-version', message, path: ['version'] });
    return undefined;
  }
  const index = ranges.findIndex((range) => inRange(asked, range));
  const relation = entries[index];
  if (relation !== undefined) return { index, relation };
  if (resolver.located.holdsRefused(path)) return undefined;
  const all = entries.map((entry) => `"${entry.when}"`).join(', ');
  const message = `no range of ${name} contains the version ${version.text}; the ranges are ${all}`;
  const hint = `add one that does, with "none: true" if there is no such relation then`;
  resolver.report({ code: 'when-uncovered', message, path, hint });
  return undefined;
}

function areApart(
  name: string,
  entries: readonly GatedRelation[],
  ranges: readonly Range[],
  path: KeyPath,
  resolver: Resolver,
): boolean {
  let isApart = true;
  for (const [index, range] of ranges.entries()) {
    const earlier = ranges.slice(0, index).findIndex((other) => overlap(other, range));
    if (earlier === -1) continue;
    isApart = false;
    const message = `ranges of ${name} overlap: "${entries[earlier]?.when}" and "${entries[index]?.when}"`;
    resolver.report({ code: 'when-overlap', message, path: [...path, index, 'when'] });
  }
  return isApart;
}
