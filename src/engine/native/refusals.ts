/** What is right in a plan and yet cannot be written here. */
import type { Problem } from '../../diagnostics.ts';
import type { Plan } from '../../plan/plan.ts';
import { changelogPath } from './deb_changelog.ts';

export function nativeRefusals(plan: Plan): Problem[] {
  return [...xz(plan), ...ownChangelog(plan)];
}

function xz({ compression, config }: Plan): Problem[] {
  if (compression !== 'xz') return [];
  const message = `${config}: the engine native has no xz; take gzip, zstd or none, or the engine fpm`;
  return [{ code: 'engine-limit', message, path: ['compression'] }];
}

function ownChangelog(plan: Plan): Problem[] {
  const { format, contents, changelog, config, package: name } = plan;
  const taken = changelogPath(plan);
  if (format !== 'deb' || changelog === undefined || !contents.some(({ dst }) => dst === taken)) return [];
  const message = `${config}: ${name}: ${taken} is where \`changelog\` goes`;
  return [{ code: 'path-twice', message, path: ['packages', name, 'contents', taken] }];
}
