/** Assembles maintainer scripts and scriptlets. */
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ScriptKind } from '../schema/scripts.ts';
import type { KeyPath, Problem } from '../problems/problem.ts';
import { limitsOf } from '../plan/limits.ts';
import type { Plan } from '../plan/plan.ts';
import type { ProblemCode } from '../problems/codes/codes.ts';
import { type ScriptParts, scriptParts } from '../stanza/script_parts.ts';
import {
  type Interpreter,
  interpreterOf,
  isPlainSh,
  isShell,
  LUA,
  SH,
  spellInterpreter,
} from '../stanza/interpreter.ts';
import { scriptText } from '../stanza/script_text.ts';
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
  return readParts(plan, { file: plan.scripts[kind], parts: scriptParts(plan, kind, paths), path, kind }, cwd);
}

/** The scriptlet of an rpm's trigger, to which no key adds anything. `path` is the key that names it. */
export function readTriggerScript(plan: Plan, file: string, path: KeyPath, cwd: string): Promise<ScriptText> {
  return readParts(plan, { file, parts: { keys: [], before: [], after: [] }, path, kind: 'trigger' }, cwd);
}

interface Script {
  /** Absent if the whole script comes from keys. */
  readonly file: string | undefined;
  readonly parts: ScriptParts;
  readonly path: KeyPath;
  readonly kind: ScriptKind | 'trigger';
}

async function readParts(plan: Plan, script: Script, cwd: string): Promise<ScriptText> {
  const { file, parts, path, kind } = script;
  const own = file === undefined ? undefined : await readOwn(file, cwd);
  if (typeof own === 'string') {
    const message = `the script ${file} ${own}`;
    return { text: Buffer.alloc(0), problems: [{ code: 'missing-script', message, path }] };
  }
  if (own === undefined || file === undefined) return { text: scriptText(plan.format, own, parts), problems: [] };
  if (kind === 'templates') return { text: own, problems: templateProblems(file, own) };
  const unreadable = encodingProblem(file, own);
  if (unreadable !== undefined) return { text: own, problems: [unreadable] };
  const mistake = mistakeIn(own, plan, script);
  const problems = mistake === undefined ? [] : [{ ...mistake, message: `${file} ${mistake.message}`, path }];
  return { text: scriptText(plan.format, own, parts), problems };
}

// The bytes of the file or, in words, why it cannot be used.
async function readOwn(file: string, cwd: string): Promise<Buffer | string> {
  try {
    const found = await stat(resolve(cwd, file));
    if (!found.isFile()) return `is ${kindOf(found)}, not a file`;
    return await readFile(resolve(cwd, file));
  } catch (error) {
    return describeFailure(error);
  }
}

/** What no script may contain, and what to do about it. */
const UNREADABLE: readonly { readonly pattern: RegExp; readonly message: string; readonly hint: string }[] = [
  {
    // The kernel requires `#!` at the first byte.
    pattern: /^\uFEFF/,
    message: 'a script cannot begin with a byte order mark',
    hint: 'save it as UTF-8 without a byte order mark',
  },
  {
    // The kernel would take it for part of the interpreter's name.
    pattern: /\r\n/,
    message: 'a script cannot have the line ends of Windows',
    hint: 'save it with the line ends of Unix',
  },
  {
    // A string in an rpm's header ends at this byte.
    // eslint-disable-next-line no-control-regex -- a control character is what is looked for
    pattern: /\u0000/,
    message: 'a script cannot have NUL characters',
    hint: 'put a program into `contents`, and start it from a script',
  },
];

function encodingProblem(name: string, own: Buffer): Problem | undefined {
  const text = own.toString('utf8');
  const found = UNREADABLE.find(({ pattern }) => pattern.test(text));
  if (found === undefined) return undefined;
  const { pattern, message, hint } = found;
  const start = text.search(pattern);
  return { code: 'script-encoding', message, hint, place: { source: { name, text }, start, end: start + 1 } };
}

type Mistake = { code: ProblemCode; message: string; hint?: string };

function mistakeIn(own: Buffer, plan: Plan, { parts: { keys }, kind }: Script): Mistake | undefined {
  const text = own.toString('latin1');
  const interpreter = interpreterOf(text);
  if (interpreter === undefined && plan.format === 'deb') {
    // https://www.debian.org/doc/debian-policy/ch-files.html#scripts
    const message = 'does not begin with #! and an interpreter';
    return { code: 'script-interpreter', message, hint: 'begin it with #!/bin/sh' };
  }
  const named = interpreter ?? SH;
  const foreign = interpreterMistake(named, plan, kind);
  if (foreign !== undefined) return foreign;
  const spelled = spellInterpreter(named);
  if (keys.length > 0 && !isShell(named)) {
    const message = `is for ${spelled}, but ${keys.map((key) => `\`${key}\``).join(', ')} must add shell code to it`;
    const hint = 'begin it with #!/bin/sh, and start the other interpreter from there';
    return { code: 'script-shell', message, hint };
  }
  const { scriptlets, scriptLine } = limitsOf(plan.engine, plan.format);
  if (scriptlets !== undefined && !isPlainSh(named)) {
    const message = `is for ${spelled}, but ${scriptlets}, which is then /bin/sh`;
    return { code: 'engine-limit', message, hint: named.path === SH.path ? SET_INSTEAD : 'take the engine `native`' };
  }
  const line = scriptLine === undefined ? undefined : text.split('\n').find((each) => scriptLine.test(each));
  if (line === undefined) return undefined;
  const message = `has a line that rpmbuild would interpret: "${line.trim()}"`;
  return { code: 'engine-limit', message, hint: 'begin the line with something other than "%"' };
}

const SET_INSTEAD = 'write `set -e` into a line of its own in place of an argument';

// Scripts that no engine can write, because dpkg or rpm would run something else.
function interpreterMistake(named: Interpreter, { format }: Plan, kind: Script['kind']): Mistake | undefined {
  const code = 'script-interpreter';
  const spelled = spellInterpreter(named);
  if (named.path === LUA) {
    if (format === 'rpm' && named.argument === undefined) return undefined;
    if (format === 'rpm') return { code, message: `is for ${spelled}, but ${LUA} has no arguments` };
    const hint = 'write `overrides: { rpm: { scripts: … } }`, or name it as `pretrans`, which only an rpm has';
    return { code, message: `is for ${LUA}, which only rpm has`, hint };
  }
  if (!/^\/[ -~]+$/.test(spelled)) {
    const hint = `begin it with #!/usr/bin/env ${spelled}`;
    return { code, message: `is for "${spelled}", which is not an absolute path`, hint };
  }
  if (kind !== 'trigger' || named.argument === undefined) return undefined;
  const message = `is for ${spelled}, but rpm gives the interpreter of a trigger no arguments`;
  const isEnv = named.path.endsWith('/env');
  return { code, message, hint: isEnv ? `begin it with the path of ${named.argument} itself` : SET_INSTEAD };
}

/* The templates of debconf, as far as they can be wrong. */

/** Problems with places in the file. */
export function templateProblems(file: string, bytes: Uint8Array): Problem[] {
  const { source, problems } = decodeText(file, bytes);
  if (problems.length > 0) return problems;
  return templateMistakes(source.text).map(({ start, end, ...mistake }) => ({
    code: 'debconf-template',
    ...mistake,
    place: { source, start, end },
  }));
}
