/** Finds what a plan rightly says but its format cannot express. */
import type { Problem } from '../../problems/problem.ts';
import type { Plan } from '../../plan/plan.ts';
import { changelogPath } from './deb/changelog.ts';
import { statSync } from 'node:fs';
import type { Format } from '../../format/format.ts';
import type { Entry } from '../../stage/entry.ts';
import { LARGEST_FILE } from '../../archive/tar.ts';

export function nativeRefusals(plan: Plan): Problem[] {
  const { format, contents, changelog, package: name } = plan;
  const taken = changelogPath(plan);
  if (format !== 'deb' || changelog === undefined || !contents.some(({ dst }) => dst === taken)) return [];
  const message = `${taken} is where \`changelog\` goes`;
  return [{ code: 'path-twice', message, path: ['packages', name, 'contents', taken] }];
}

/** In bytes. An rpm has 64 bits for a size. */
const LARGEST_IN: Readonly<Record<Format, number>> = { deb: LARGEST_FILE, rpm: Infinity };

export function tooLarge(plan: Plan, entries: readonly Entry[]): Problem[] {
  const { format, package: name } = plan;
  const problems: Problem[] = [];
  for (const entry of entries) {
    if (entry.kind !== 'file') continue;
    const { size } = statSync(entry.from);
    if (size <= LARGEST_IN[format]) continue;
    const message = `${entry.name} has ${size} bytes, and a file in a tar, which a deb is made of, ${LARGEST_IN[format]} at most`;
    problems.push({ code: 'engine-limit', message, path: ['packages', name, 'contents', entry.content.dst] });
  }
  return problems;
}
