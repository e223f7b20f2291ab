/** A maintainer script or scriptlet, as it is to run. */
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ScriptKind } from '../schema/scripts.ts';
import type { KeyPath, Problem } from '../problems/problem.ts';
import { limitsOf } from '../plan/limits.ts';
import type { Plan } from '../plan/plan.ts';
import type { ProblemCode } from '../problems/codes/codes.ts';
import { type ScriptParts, scriptParts } from '../stanza/script_parts.ts';
import { foreignInterpreter, scriptText } from '../stanza/script_text.ts';
import { describeFailure, kindOf } from './failure.ts';
import type { Entry } from './entry.ts';
import { decodeText } from '../config/document.ts';
import { templateMistakes } from '../format/debconf_templates.ts';

interface ScriptText {
  readonly text: Buffer;
  readonly problems: Problem[];
}

/**
 * The text of a script, out of the user's file and what keys add, and what is wrong with it. `entries` are those of the package,
 * which the text is not whole without; what is wrong with it is known before they are.
 */
export function readScript(
  plan: Plan,
  kind: ScriptKind,
  cwd: string,
  entries: readonly Entry[] = [],
): Promise<ScriptText> {
  const paths = entries.flatMap((entry) => (entry.kind === 'hardlink' ? [] : entry));
  const path = ['packages', plan.package, 'scripts', kind];
  const isShell = kind !== 'templates';
  return readParts(plan, { file: plan.scripts[kind], parts: scriptParts(plan, kind, paths), path, isShell }, cwd);
}

/** The text of a script that no key adds to. `path` is where the config names it. */
export function readScriptFile(plan: Plan, file: string, path: KeyPath, cwd: string): Promise<ScriptText> {
  return readParts(plan, { file, parts: { keys: [], before: [], after: [] }, path, isShell: true }, cwd);
}

interface Script {
  /** Absent where all of it comes from keys. */
  readonly file: string | undefined;
  readonly parts: ScriptParts;
  readonly path: KeyPath;
  /** Else it is debconf's templates. */
  readonly isShell: boolean;
}

async function readParts(plan: Plan, { file, parts, path, isShell }: Script, cwd: string): Promise<ScriptText> {
  const own = file === undefined ? undefined : await readOwn(file, cwd);
  if (typeof own === 'string') {
    const message = `the script ${file} ${own}`;
    return { text: Buffer.alloc(0), problems: [{ code: 'missing-script', message, path }] };
  }
  if (own !== undefined && file !== undefined && !isShell) return { text: own, problems: templateProblems(file, own) };
  const mistake = own === undefined ? undefined : mistakeIn(own, plan, parts);
  const problems = mistake === undefined ? [] : [{ ...mistake, message: `${file} ${mistake.message}`, path }];
  return { text: scriptText(plan.format, own, parts), problems };
}

// The bytes; else, in words, why there are none.
async function readOwn(file: string, cwd: string): Promise<Buffer | string> {
  try {
    const found = await stat(resolve(cwd, file));
    if (!found.isFile()) return `is ${kindOf(found)}, not a file`;
    return await readFile(resolve(cwd, file));
  } catch (error) {
    return describeFailure(error);
  }
}

type Mistake = { code: ProblemCode; message: string; hint?: string };

function mistakeIn(own: Buffer, { engine, format }: Plan, { keys }: ScriptParts): Mistake | undefined {
  const text = own.toString('latin1');
  const interpreter = /^#![ \t]*(\S+)/.exec(text)?.[1];
  if (format === 'deb') {
    // https://www.debian.org/doc/debian-policy/ch-files.html#scripts
    if (interpreter === undefined) {
      const message = 'does not begin with #! and an interpreter';
      return { code: 'script-interpreter', message, hint: 'begin it with #!/bin/sh' };
    }
    const foreign = keys.length === 0 ? undefined : foreignInterpreter(format, own);
    if (foreign === undefined) return undefined;
    const message = `is for ${foreign}, but ${keys.map((key) => `\`${key}\``).join(', ')} must add shell code to it`;
    const hint = 'begin it with #!/bin/sh, and start the other interpreter from there';
    return { code: 'script-shell', message, hint };
  }
  const { scriptlets, scriptLine } = limitsOf(engine, format);
  if (interpreter !== undefined && interpreter !== '/bin/sh') {
    const message = `is for ${interpreter}, but ${scriptlets}, which is then /bin/sh`;
    return { code: 'engine-limit', message };
  }
  const line = scriptLine === undefined ? undefined : text.split('\n').find((each) => scriptLine.test(each));
  if (line === undefined) return undefined;
  const message = `has a line that rpmbuild would interpret: "${line.trim()}"`;
  return { code: 'engine-limit', message, hint: 'begin the line with something other than "%"' };
}

/* The templates of debconf, as far as they can be wrong. */

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
