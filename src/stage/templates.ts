/** The templates of debconf, as far as they can be wrong. */
import { decodeText } from '../config/document.ts';
import type { Problem } from '../diagnostics.ts';
import { templateMistakes } from '../format/debconf_templates.ts';

/** Each has its place in the file. */
export function templateProblems(file: string, bytes: Uint8Array): Problem[] {
  const { source, problems } = decodeText(file, bytes);
  if (problems.length > 0) return problems;
  return templateMistakes(source.text).map(({ start, end, ...mistake }) => ({
    code: 'debconf-template',
    ...mistake,
    place: { source, start, end },
  }));
}
