/** The changelog of a package, as the engine is to have it. */
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { decodeText } from '../config/document.ts';
import type { Problem } from '../diagnostics.ts';
import { type ChangelogEntry, type ChangelogMistake, parseChangelog } from '../format/changelog.ts';
import { rpmMistake, spellRpmChangelog } from '../format/rpm_changelog.ts';
import type { Plan } from '../plan/plan.ts';
import { renderChangelog } from '../render/changelog.ts';
import { describeFailure, kindOf } from './copy.ts';

/** The text and what is wrong with it, in the file that the config names. */
export async function readChangelog(plan: Plan, cwd: string): Promise<{ text: string; problems: Problem[] }> {
  const { changelog: file, format } = plan;
  if (file === undefined) return { text: renderChangelog(plan), problems: [] };
  const refuse = (what: string): { text: string; problems: Problem[] } => {
    const message = `${plan.config}: the changelog ${file} ${what}`;
    return {
      text: '',
      problems: [{ code: 'missing-changelog', message, path: ['packages', plan.package, 'changelog'] }],
    };
  };
  let bytes: Buffer;
  try {
    const found = await stat(resolve(cwd, file));
    if (!found.isFile()) return refuse(`is ${kindOf(found)}, where a file is wanted`);
    bytes = await readFile(resolve(cwd, file));
  } catch (error) {
    return refuse(describeFailure(error));
  }
  const { source, problems } = decodeText(file, bytes);
  if (problems.length > 0) return { text: '', problems };
  const { entries, mistakes } = parseChangelog(source.text);
  const own = format === 'rpm' && mistakes.length === 0 ? rpmMistakes(entries) : [];
  const located = [...mistakes, ...own].map(({ start, end, ...mistake }) => ({
    ...mistake,
    place: { source, start, end },
  }));
  if (format === 'deb' || located.length > 0) return { text: source.text, problems: located };
  // fpm puts the text into a spec file, where `%` begins a macro.
  return { text: spellRpmChangelog(entries).replaceAll('%', '%%'), problems: [] };
}

function rpmMistakes(entries: readonly ChangelogEntry[]): ChangelogMistake[] {
  return entries.flatMap((entry, at): ChangelogMistake[] => {
    const message = rpmMistake(entry, entries[at - 1]);
    const { date, dateAt: start } = entry;
    return message === undefined ? [] : [{ code: 'changelog-date', message, start, end: start + date.text.length }];
  });
}
