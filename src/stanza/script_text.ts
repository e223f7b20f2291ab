/** Puts together a maintainer script or scriptlet from the user's own text and what keys add to it. */
import type { Format } from '../format/format.ts';
import { interpreterLine, interpreterOf, isPlainSh, SH, stopsAtErrors } from './interpreter.ts';
import type { ScriptParts } from './script_parts.ts';

/**
 * The user's text runs in a subshell, so that its `exit 0` does not cut off what comes behind it. It runs as it would alone: with
 * `set -e` only where it says so itself, and where it fails, the script ends with its status.
 * `own` is bytes, whatever their encoding; undefined where the package has no file for this script.
 */
export function scriptText(format: Format, own: Buffer | undefined, parts: ScriptParts): Buffer {
  if (parts.keys.length === 0) return own ?? Buffer.alloc(0);
  const latin1 = own?.toString('latin1') ?? '';
  const first = interpreterLine(latin1);
  const interpreter = interpreterOf(latin1) ?? SH;
  const body = own?.subarray(first?.length ?? 0);
  const text = body === undefined ? [] : [subshell(body, stopsAtErrors(interpreter))];
  const top =
    format === 'deb'
      ? [first ?? `#!${SH.path}`, ...debconf(body)]
      : // A scriptlet is for sh unless its first line says something else.
        [first ?? ''].filter(() => !isPlainSh(interpreter));
  const lines = [...top, 'set -e', ...parts.before.map(trimmed), ...text, ...parts.after.map(trimmed)];
  return Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1');
}

const CONFMODULE = '. /usr/share/debconf/confmodule';

// confmodule runs the whole script again, so it comes before everything that must run once; the user's own call then does nothing.
// https://manpages.debian.org/stable/debconf-doc/debconf-devel.7.en.html
function debconf(body: Buffer | undefined): string[] {
  const lines = body?.toString('latin1').split('\n') ?? [];
  return lines.some((line) => line.trim() === CONFMODULE) ? [CONFMODULE] : [];
}

// A subshell is itself a command: under `set -e` its status, if not 0, ends the script. It cannot be empty, as a text may be.
function subshell(body: Buffer, isStrict: boolean): string {
  const text = body
    .toString('latin1')
    .replace(/^(?:\r?\n)+/, '')
    .replace(/\n*$/, '');
  return ['(', isStrict ? 'set -e' : 'set +e', text, ')'].join('\n');
}

// As Latin-1, like the user's bytes.
function trimmed(part: string): string {
  return Buffer.from(part.trim(), 'utf8').toString('latin1');
}
