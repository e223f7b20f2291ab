/** The paths in a unit of systemd: https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html */

const FOLDER = /^\/(?:usr\/lib|lib|etc)\/systemd\/(?:system|user)\//;

/** Whether what lands there is a unit, or a drop-in of one. */
export function isUnit(dst: string): boolean {
  return FOLDER.test(dst) && /\.(?:service|socket|mount|swap|timer|path)$|\.d\/[^/]+\.conf$/.test(dst);
}

export interface UnitPath {
  /** `ExecStart`, `EnvironmentFile`. */
  readonly key: string;
  readonly path: string;
  /** Of the path in the text. */
  readonly start: number;
  /** With `-`: what is not there is passed over, and what fails. */
  readonly isOptional: boolean;
}

const COMMANDS = /^Exec(?:Condition|Start|StartPre|StartPost|Reload|Stop|StopPre|StopPost)$/;

/** Absolute paths of programs and of files of variables; without those that a specifier, a variable or a pattern makes. */
export function unitPaths(text: string): UnitPath[] {
  const found: UnitPath[] = [];
  for (const { key, value, start } of settings(text)) {
    if (key === 'EnvironmentFile') found.push(...pathIn(key, value, start, /^(-?)("?)(\/[^\s"]+)/));
    else if (COMMANDS.test(key)) {
      // Several commands are parted by a `;` of its own: systemd.service(5).
      for (const command of value.matchAll(/(?:^|\s;\s)\s*(.*?)(?=\s;\s|$)/gs)) {
        const at = start + command.index + command[0].length - (command[1] ?? '').length;
        found.push(...pathIn(key, command[1] ?? '', at, /^([-@:+!|]*)("?)(\/[^\s"]+)/));
      }
    }
  }
  return found;
}

function pathIn(key: string, value: string, start: number, form: RegExp): UnitPath[] {
  const [whole = '', prefix = '', , path] = form.exec(value) ?? [];
  if (path === undefined || /[%$*?[\\]/.test(path)) return [];
  return [{ key, path, start: start + whole.length - path.length, isOptional: prefix.includes('-') }];
}

interface Setting {
  readonly key: string;
  readonly value: string;
  /** Of the value in the text. */
  readonly start: number;
}

// A `\` at the end of a line takes the next one along; lines of comments between them do not count.
function settings(text: string): Setting[] {
  return [...text.matchAll(/^[ \t]*([A-Za-z]+)[ \t]*=[ \t]*((?:[^\n\\]|\\[^\n]|\\\n)*)/gm)].map((match) => {
    const [whole, key = '', value = ''] = match;
    // Blanks as long as what they stand for, so that offsets stay true.
    return { key, value: value.replace(/\\\n/g, '  ').trimEnd(), start: match.index + whole.length - value.length };
  });
}
