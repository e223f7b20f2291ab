/** What is right in a plan and yet cannot go through fpm unchanged: refused, never quietly done otherwise. */
import type { Problem } from '../../problems/problem.ts';
import type { Plan } from '../../plan/plan.ts';

export function fpmRefusals(plan: Plan): Problem[] {
  return REFUSALS.flatMap((refusal) => refusal(plan));
}

const REFUSALS: readonly ((plan: Plan) => Problem[])[] = [descriptionLines, ownChangelog];

/** A line that rpmbuild takes for a section, a condition or a macro of the spec, even where its `%` is doubled. */
const SPEC_LINE = /^[ \t]*%[A-Za-z]/;

// rpmbuild drops the one and obeys the other.
function descriptionLines({ format, description, package: name }: Plan): Problem[] {
  if (format !== 'rpm') return [];
  const lines = description.split('\n').filter((line) => /^[ \t]*#/.test(line) || SPEC_LINE.test(line));
  return lines.map((line) => ({
    code: 'engine-limit',
    message: `rpmbuild does not allow a line of a description to begin with "${line.trim()[0]}": "${line.trim()}"`,
    path: ['packages', name, 'description'],
  }));
}

// fpm writes its changelog over it.
function ownChangelog({ format, contents, package: name }: Plan): Problem[] {
  const taken = `/usr/share/doc/${name}/changelog.Debian.gz`;
  if (format !== 'deb' || !contents.some(({ dst }) => dst === taken)) return [];
  const path = ['packages', name, 'contents', taken];
  return [{ code: 'engine-limit', message: `fpm writes ${taken} itself`, path }];
}
