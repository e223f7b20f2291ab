/** The changelog of a package. */
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { decodeText } from '../../config/document.ts';
import type { Problem } from '../../problems/problem.ts';
import { judgeChangelog } from './mistakes.ts';
import { type ChangelogEntry, parseChangelog } from './parse.ts';
import type { Plan } from '../../plan/plan.ts';
import { describeFailure, kindOf } from '../../stage/failure.ts';

/** In the order of the file, which goes from the newest entry to the oldest. */
export interface Changelog {
  /** As it is written. */
  readonly text: string;
  readonly entries: readonly ChangelogEntry[];
}

interface Read {
  /** Absent where the config names none, or it cannot be read. */
  readonly changelog?: Changelog;
  readonly problems: Problem[];
}

/** What it says, and what is wrong with it, in the file that the config names. */
export async function readChangelog(plan: Plan, cwd: string): Promise<Read> {
  const { changelog: file, format } = plan;
  if (file === undefined) return { problems: [] };
  const refuse = (what: string): Read => {
    const message = `the changelog ${file} ${what}`;
    return { problems: [{ code: 'missing-changelog', message, path: ['packages', plan.package, 'changelog'] }] };
  };
  let bytes: Buffer;
  try {
    const found = await stat(resolve(cwd, file));
    if (!found.isFile()) return refuse(`is ${kindOf(found)}, not a file`);
    bytes = await readFile(resolve(cwd, file));
  } catch (error) {
    return refuse(describeFailure(error));
  }
  const { source, problems } = decodeText(file, bytes);
  if (problems.length > 0) return { problems };
  const parsed = parseChangelog(source.text);
  const mistakes = judgeChangelog(parsed, format).errors.map(({ code, message, hint, start, end }): Problem => ({
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
    place: { source, start, end },
  }));
  return { changelog: { text: source.text, entries: parsed.entries }, problems: mistakes };
}
