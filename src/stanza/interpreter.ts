/**
 * Who runs a script, as its first line says. The kernel gives what follows the path to the interpreter as one argument, whatever
 * blanks are in it: https://man7.org/linux/man-pages/man2/execve.2.html. An rpm has path and argument for itself, and the same is
 * run: https://rpm-software-management.github.io/rpm/manual/spec.html#scriptlets
 */

export interface Interpreter {
  readonly path: string;
  readonly argument?: string;
}

/** rpm's own: it needs no file, and so it runs before the first package is installed. Nobody else knows it. */
export const LUA = '<lua>';

export const SH: Interpreter = { path: '/bin/sh' };

/** The first line of a script, if it begins with `#!`. The text is bytes, as latin1. */
export function interpreterLine(text: string): string | undefined {
  return /^#![^\r\n]*/.exec(text)?.[0];
}

/** Undefined where the script names none. */
export function interpreterOf(text: string): Interpreter | undefined {
  const [, path, argument] = /^#![ \t]*(\S+)(?:[ \t]+(\S.*))?$/.exec(interpreterLine(text)?.trimEnd() ?? '') ?? [];
  if (path === undefined) return undefined;
  return argument === undefined ? { path } : { path, argument };
}

/** As people say it: `/bin/sh -e`. */
export function spellInterpreter({ path, argument }: Interpreter): string {
  return argument === undefined ? path : `${path} ${argument}`;
}

/** What runs a scriptlet that says nothing else. */
export function isPlainSh({ path, argument }: Interpreter): boolean {
  return path === SH.path && argument === undefined;
}

const NAME = String.raw`(?:(?:ba|da|k|mk|a)?sh|busybox[ \t]+(?:a?sh))`;
/** The shells that read what the templates of the stanzas have: POSIX's sh and those that are more than it. */
const SHELL = new RegExp(String.raw`^(?:/usr/bin/env[ \t]+(?:-S[ \t]+)?)?(?:/[^ \t]*/)?${NAME}[ \t]*(?:[ \t].*)?$`);

/** Whether shell can be added to its script. */
export function isShell(interpreter: Interpreter): boolean {
  return SHELL.test(spellInterpreter(interpreter));
}

/** https://pubs.opengroup.org/onlinepubs/9799919799/utilities/sh.html: `-e`, alone or among other letters. */
export function stopsAtErrors({ argument = '' }: Interpreter): boolean {
  return /(?:^|[ \t])-(?:[A-Za-z]*e|o[ \t]+errexit)/.test(argument);
}

/** A scriptlet of an rpm: its program with the argument, and what that program reads. */
export interface Scriptlet {
  readonly program: readonly [path: string, ...arguments_: string[]];
  readonly text: Buffer;
}

/** To Lua a first line that begins with `#!` is a mistake, to all others it is a comment. */
export function scriptletOf(script: Buffer): Scriptlet {
  const latin1 = script.toString('latin1');
  const { path, argument } = interpreterOf(latin1) ?? SH;
  const skipped = path === LUA ? (interpreterLine(latin1)?.length ?? 0) : 0;
  return { program: argument === undefined ? [path] : [path, argument], text: script.subarray(skipped) };
}
