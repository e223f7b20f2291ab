/** Files that are too large for a format, which shows before a byte is read. */
import { statSync } from 'node:fs';
import type { Problem } from '../../diagnostics.ts';
import type { Format } from '../../format/format.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Entry } from '../../stage/entry.ts';
import { LARGEST_FILE } from './tar.ts';

/** An rpm has 64 bits for a size. */
const LARGEST: Readonly<Record<Format, number>> = { deb: LARGEST_FILE, rpm: Infinity };

export function tooLarge(plan: Plan, entries: readonly Entry[]): Problem[] {
  const { architecture, config, format, package: name } = plan;
  const problems: Problem[] = [];
  for (const entry of entries) {
    if (entry.kind !== 'file') continue;
    const { size } = statSync(entry.from);
    if (size <= LARGEST[format]) continue;
    const what = `${entry.name} has ${size} bytes, and a file in a tar, which a deb is made of, ${LARGEST[format]} at most`;
    const message = `${config}: ${name}, ${architecture}, ${format}: ${what}`;
    problems.push({ code: 'engine-limit', message, path: ['packages', name, 'contents', entry.content.dst] });
  }
  return problems;
}
