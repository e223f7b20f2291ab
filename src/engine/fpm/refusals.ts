/** Finds what a plan rightly says but fpm would change. It is refused, never silently packed in another way. */
import type { Problem } from '../../problems/problem.ts';
import type { Plan } from '../../plan/plan.ts';

export function fpmRefusals(plan: Plan): Problem[] {
  return REFUSALS.flatMap((refusal) => refusal(plan));
}

const REFUSALS: readonly ((plan: Plan) => Problem[])[] = [descriptionLines, ownChangelog];

/** A line that rpmbuild takes for a section, a condition or a macro of the spec, even if its `%` is doubled. */
const SPEC_LINE = /^[ \t]*%[A-Za-z]/;

// rpmbuild drops comments and obeys directives.
function descriptionLines({ format, description, package: name }: Plan): Problem[] {
  if (format !== 'rpm') return [];
  const lines = description.split('\n').filter((line) => /^[ \t]*#/.test(line) || SPEC_LINE.test(line));
  return lines.map((line) => ({
    code: 'engine-limit',
    message: `rpmbuild does not allow a line of a description to begin with "${line.trim()[0]}": "${line.trim()}"`,
    path: ['packages', name, 'description'],
  }));
}

// fpm overwrites this file with its own changelog.
function ownChangelog({ format, contents, package: name }: Plan): Problem[] {
  const taken = `/usr/share/doc/${name}/changelog.Debian.gz`;
  if (format !== 'deb' || !contents.some(({ dst }) => dst === taken)) return [];
  const path = ['packages', name, 'contents', taken];
  return [{ code: 'engine-limit', message: `fpm writes ${taken} itself`, path }];
}
