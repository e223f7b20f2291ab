/** What is right in a plan and yet cannot be written here. */
import type { Problem } from '../../diagnostics.ts';
import type { Plan } from '../../plan/plan.ts';
import { changelogPath } from './deb_changelog.ts';

export function nativeRefusals(plan: Plan): Problem[] {
  const { format, contents, changelog, config, package: name } = plan;
  const taken = changelogPath(plan);
  if (format !== 'deb' || changelog === undefined || !contents.some(({ dst }) => dst === taken)) return [];
  const message = `${config}: ${name}: ${taken} is where \`changelog\` goes`;
  return [{ code: 'path-twice', message, path: ['packages', name, 'contents', taken] }];
}
