/**
 * Who runs a script, as its first line says. The kernel gives what follows the path to the interpreter as one argument, whatever
 * blanks are in it: https://man7.org/linux/man-pages/man2/execve.2.html. An rpm has path and argument for itself, and the same is
 * run: https://rpm-software-management.github.io/rpm/manual/spec.html#scriptlets
 */

export interface Interpreter {
  readonly path: string;
  readonly argument?: string;
}

/** The interpreter inside rpm. It needs no file, so it runs even before the first package is installed. Only rpm has it. */
export const LUA = '<lua>';

export const SH: Interpreter = { path: '/bin/sh' };

/** The first line of a script, if it begins with `#!`. The text is the script's bytes as Latin-1. */
export function interpreterLine(text: string): string | undefined {
  return /^#![^\r\n]*/.exec(text)?.[0];
}

/** The interpreter; undefined if the script names none. */
export function interpreterOf(text: string): Interpreter | undefined {
  const [, path, argument] = /^#![ \t]*(\S+)(?:[ \t]+(\S.*))?$/.exec(interpreterLine(text)?.trimEnd() ?? '') ?? [];
  if (path === undefined) return undefined;
  return argument === undefined ? { path } : { path, argument };
}

/** The interpreter for messages: `/bin/sh -e`. */
export function spellInterpreter({ path, argument }: Interpreter): string {
  return argument === undefined ? path : `${path} ${argument}`;
}

/** The interpreter of a scriptlet that names none. */
export function isPlainSh({ path, argument }: Interpreter): boolean {
  return path === SH.path && argument === undefined;
}

const NAME = String.raw`(?:(?:ba|da|k|mk|a)?sh|busybox[ \t]+(?:a?sh))`;
/** The shells that can run the templates of the stanzas: POSIX's sh and its supersets. */
const SHELL = new RegExp(String.raw`^(?:/usr/bin/env[ \t]+(?:-S[ \t]+)?)?(?:/[^ \t]*/)?${NAME}[ \t]*(?:[ \t].*)?$`);

/** Whether shell code can be added to a script with this interpreter. */
export function isShell(interpreter: Interpreter): boolean {
  return SHELL.test(spellInterpreter(interpreter));
}

/** https://pubs.opengroup.org/onlinepubs/9799919799/utilities/sh.html: `-e`, alone or among other letters. */
export function stopsAtErrors({ argument = '' }: Interpreter): boolean {
  return /(?:^|[ \t])-(?:[A-Za-z]*e|o[ \t]+errexit)/.test(argument);
}

/** A scriptlet of an rpm: its program with an argument, and the text for that program. */
export interface Scriptlet {
  readonly program: readonly [path: string, ...arguments_: string[]];
  readonly text: Buffer;
}

/** In Lua a first line that begins with `#!` is a mistake; in all other languages it is a comment. */
export function scriptletOf(script: Buffer): Scriptlet {
  const latin1 = script.toString('latin1');
  const { path, argument } = interpreterOf(latin1) ?? SH;
  const skipped = path === LUA ? (interpreterLine(latin1)?.length ?? 0) : 0;
  return { program: argument === undefined ? [path] : [path, argument], text: script.subarray(skipped) };
}
