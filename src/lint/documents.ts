/** What is shipped to be read. */
import type { Plan } from '../plan/plan.ts';
import { atContent, type Finding, isBelow, type Rule } from './finding.ts';
import { unaliased } from './shipped.ts';

// What a tree has, and what a link leads to, is not known here.
function mayHave({ contents }: Plan, path: RegExp, file: string): boolean {
  return contents.some(
    ({ dst, type }) => path.test(dst) || ((type === 'tree' || type === 'symlink') && isBelow(file, dst)),
  );
}

const copyright: Rule = ({ plan }) => {
  const { package: name, format, contents } = plan;
  const file = `/usr/share/doc/${name}/copyright`;
  const at: Finding['at'] = [];
  if (format === 'deb') {
    if (contents.some(({ dst }) => dst === file) || mayHave(plan, /^$/, file)) return [];
    return [{ code: 'no-copyright-file', message: `${name} contains no licence: a deb has it at ${file}`, at }];
  }
  const isMarked = contents.some((content) => content.type === 'file' && content.mark !== undefined);
  if (isMarked || mayHave(plan, /^\/usr\/share\/(?:doc|licenses|man|info)\//, file)) return [];
  return [{ code: 'no-copyright-file', message: `${name} contains no licence, and no other documentation`, at }];
};

const PROGRAM = /^\/usr\/s?bin\/([^/]+)$/;

const manualPages: Rule = ({ plan }) =>
  plan.contents.flatMap((content): Finding[] => {
    const [, name] = PROGRAM.exec(unaliased(content.dst)) ?? [];
    if (name === undefined || content.type === 'dir' || content.type === 'tree') return [];
    const page = plan.contents.some(({ dst }) => {
      const [, file = ''] = /^\/usr\/share\/man\/(?:[^/]+\/)?man\d\/([^/]+)$/.exec(dst) ?? [];
      return file.startsWith(`${name}.`);
    });
    if (page || mayHave(plan, /^$/, `/usr/share/man/man1/${name}.1`)) return [];
    return [{ code: 'no-manual-page', message: `${name} has no manual page`, at: atContent(content) }];
  });

export const documentRules: readonly Rule[] = [copyright, manualPages];
