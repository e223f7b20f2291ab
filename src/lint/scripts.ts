/** What maintainer scripts and scriptlets do: https://www.debian.org/doc/debian-policy/ch-maintainerscripts.html */
import type { Place, SourceText } from '../problems/problem.ts';
import { suggest } from '../problems/suggest.ts';
import type { Format } from '../format/format.ts';
import { interpreterOf, isShell } from '../stanza/interpreter.ts';
import type { Finding, Rule } from './finding.ts';
import { misspelledPath } from './shipped.ts';
import { parent } from './shipped.ts';

/** A command that a pattern finds on a line whose comment was removed. */
interface Command {
  readonly code: Finding['code'];
  readonly formats: readonly Format[];
  readonly pattern: RegExp;
  readonly message: string;
}

const START = /(?:^|[;&|({!]|\bthen|\belse|\bdo)\s*/.source;

const COMMANDS: readonly Command[] = [
  {
    code: 'script-calls-systemctl',
    formats: ['deb'],
    // `daemon-reload` is allowed.
    pattern: new RegExp(`${START}(systemctl)\\b(?!.*\\bdaemon-re(?:load|exec)\\b)`),
    message: 'a script of a deb should call deb-systemd-helper and deb-systemd-invoke instead of systemctl',
  },
  {
    code: 'script-calls-ldconfig',
    formats: ['deb'],
    pattern: new RegExp(`${START}((?:/usr)?(?:/sbin/)?ldconfig)\\b`),
    message: 'a script of a deb need not call ldconfig: a trigger does',
  },
  {
    code: 'script-recursive-chown',
    formats: ['deb'],
    pattern: new RegExp(`${START}((?:chown|chmod|chgrp)\\b.*\\s(?:-[A-Za-z]*R[A-Za-z]*|--recursive))\\b`),
    message: 'this also follows links that others put into the folder',
  },
  {
    code: 'script-uses-tmp',
    formats: ['deb', 'rpm'],
    pattern: /\s[<>]*((?:\/var)?\/tmp\/[^\s;&|)]*)/,
    message: 'anyone may have created this file before; `mktemp` creates a new one',
  },
];

const commands: Rule = ({ plan: { format }, texts }) =>
  [...texts.scripts].flatMap(([kind, source]) =>
    lines(source).flatMap(({ text, start }): Finding[] =>
      COMMANDS.flatMap(({ code, formats, pattern, message }): Finding[] => {
        const match = formats.includes(format) ? pattern.exec(text) : null;
        const [whole, part = ''] = match ?? [];
        if (match === null || whole === undefined) return [];
        if (code === 'script-uses-tmp' && /\bmktemp\b/.test(text)) return [];
        const from = start + match.index + whole.lastIndexOf(part);
        return [{ code, message, place: placeAt(source, from, part), at: ['scripts', kind] }];
      }),
    ),
  );

const wholes: Rule = ({ plan: { format }, texts }) =>
  [...texts.scripts].flatMap(([kind, source]): Finding[] => {
    const at = ['scripts', kind];
    if (format === 'rpm' || !/^#![^\n]*sh\b/.test(source.text)) return [];
    const first = placeAt(source, 0, source.text.split('\n')[0] ?? '');
    const doing = lines(source).filter(({ text }) => !/^\s*(?:set\s.*|exit(?:\s+\d+)?|:|true)?\s*$/.test(text));
    if (doing.length === 0) return [{ code: 'script-empty', message: 'this script does nothing', place: first, at }];
    if (/^#![^\n]*\s-[a-z]*e|^\s*set\s+(?:-[a-z]*e|-o\s+errexit|.*\s-o\s+errexit)/m.test(source.text)) return [];
    const message = 'this script continues after a command that fails';
    return [{ code: 'script-ignores-errors', message, hint: 'write `set -e` behind the first line', place: first, at }];
  });

/** Commands that create a path, or remove an old one, so that no package need have it. */
const MAKES =
  />|\b(?:mkdir|touch|cp|mv|install|ln|rm|rmdir|mktemp|tee|update-alternatives|dpkg-divert|dpkg-maintscript-helper)\b/;

const paths: Rule = ({ plan: { format }, texts, shipped }) =>
  [...texts.scripts].flatMap(([kind, source]) =>
    lines(source).flatMap(({ text, start, makes: isMade }): Finding[] =>
      [...text.matchAll(/(?<=^|[\s"'=(])\/[A-Za-z0-9._+/-]*[A-Za-z0-9]/g)].flatMap((match): Finding[] => {
        const [path] = match;
        if (shipped.has(path) || isMade) return [];
        const near = misspelledPath(path, [...shipped.paths, ...shipped.folders]);
        if (near === undefined || (!shipped.paths.has(near) && !shipped.folders.has(parent(near)))) return [];
        const place = placeAt(source, start + match.index, path);
        const message = `no ${format} of the set ships ${path}`;
        return [{ code: 'script-path-not-shipped', message, hint: suggest(near), place, at: ['scripts', kind] }];
      }),
    ),
  );

/* What a script is told in `$1`: a word by dpkg, a number by rpm. */

/** https://www.debian.org/doc/debian-policy/ch-maintainerscripts.html#summary-of-ways-maintainer-scripts-are-called */
const WORDS =
  'install|upgrade|configure|remove|purge|disappear|deconfigure|failed-upgrade|abort-[a-z]+|reconfigure|triggered';

const TOLD: Readonly<Record<Format, { readonly value: string; readonly says: string }>> = {
  deb: {
    value: `(?:${WORDS})`,
    says: '`$1` is a word in a deb, such as "configure"; this asks for what rpm puts there',
  },
  // https://rpm-software-management.github.io/rpm/manual/spec.html#scriptlets
  rpm: {
    value: '[0-9]+',
    says: '`$1` is a number in an rpm, of the versions that there will be; this asks for what dpkg puts there',
  },
};

const FIRST = String.raw`["']?x?\$(?:1|\{1(?::?-[^}]*)?\})["']?`;

/** Matches a test of `$1` against values of that format. */
function asks(text: string, format: Format): { readonly start: number; readonly text: string } | undefined {
  const { value } = TOLD[format];
  const quoted = `["']?x?${value}["']?(?![\\w-])`;
  const compared = new RegExp(String.raw`${FIRST}\s*(?:[!=]?=|-(?:eq|ne|gt|ge|lt|le)|[<>]=?)\s*${quoted}`).exec(text);
  if (compared !== null) return { start: compared.index, text: compared[0] };
  for (const { index, 0: whole } of text.matchAll(new RegExp(String.raw`\bcase\s+${FIRST}\s+in\b.*?\besac\b`, 'gs'))) {
    const label = new RegExp(String.raw`(?:\bin|;;|[(|\n])\s*(${quoted})\s*[|)]`).exec(whole);
    if (label !== null)
      return { start: index + label.index + label[0].lastIndexOf(label[1] ?? ''), text: label[1] ?? '' };
  }
  return undefined;
}

// A file that tests for values of both formats may be the script of either. In a function, `$1` is something else.
const arguments_: Rule = ({ plan: { format }, texts }) => {
  const other = format === 'deb' ? 'rpm' : 'deb';
  return [...texts.scripts].flatMap(([kind, source]): Finding[] => {
    const named = interpreterOf(source.text);
    if (named !== undefined && !isShell(named)) return [];
    const code = lines(source).map(({ text }) => text);
    const text = code.join('\n').replace(/^[\w-]+\s*\(\)\s*\{.*?^\}/gms, (body) => ' '.repeat(body.length));
    const found = asks(text, other);
    if (found === undefined || asks(text, format) !== undefined) return [];
    const message = TOLD[format].says;
    const hint = 'give each format its own script in `overrides`, or ask for both';
    return [
      {
        code: 'script-other-format',
        message,
        hint,
        place: placeAt(source, found.start, found.text),
        at: ['scripts', kind],
      },
    ];
  });
};

/* What removal does, at an upgrade: both formats run the old package's scripts for removal then. In an rpm they follow the new
   postinstall, which in a deb comes after them and makes anew what they removed. */

const STOPS = [
  String.raw`userdel|groupdel|deluser|delgroup`,
  String.raw`(?:systemctl|deb-systemd-invoke)\s+(?:-\S+\s+)*(?:stop|disable|mask|kill)`,
  String.raw`(?:service|invoke-rc\.d|/etc/init\.d/)\s*\S+\s+stop`,
  String.raw`update-rc\.d\s+(?:-\S+\s+)*\S+\s+(?:remove|disable)`,
  String.raw`chkconfig\s+--del`,
];

const REMOVES = [String.raw`rm|unlink`, String.raw`(?:update-)?alternatives\s+(?:-\S+\s+)*--remove(?:-all)?`];

const UNDOES: Readonly<Record<Format, RegExp>> = {
  deb: new RegExp(`${START}((?:${STOPS.join('|')})\\b)`),
  rpm: new RegExp(`${START}((?:${[...STOPS, ...REMOVES].join('|')})\\b)`),
};

const ARGUMENT = /\$(?:\{?[1@*]|\{?DPKG_MAINTSCRIPT_)/;

const upgrades: Rule = ({ plan: { format }, texts }) =>
  [...texts.scripts].flatMap(([kind, source]): Finding[] => {
    const named = interpreterOf(source.text);
    if (!/^(?:pre|post)remove$/.test(kind) || (named !== undefined && !isShell(named))) return [];
    const code = lines(source);
    if (code.some(({ text }) => ARGUMENT.test(text))) return [];
    for (const { text, start } of code) {
      const [whole, part = ''] = UNDOES[format].exec(text) ?? [];
      if (whole === undefined) continue;
      const place = placeAt(source, start + text.indexOf(whole) + whole.lastIndexOf(part), part);
      const message = 'an upgrade does this too: it runs this script of the version before, and only `$1` tells';
      const hint = 'do it only `if [ "$1" = 0 ] || [ "$1" = remove ]`: rpm says 0, and dpkg says remove';
      return [{ code: 'script-undoes-upgrade', message, hint, place, at: ['scripts', kind] }];
    }
    return [];
  });

interface Line {
  /** The line, with spaces in place of its comment. */
  readonly text: string;
  readonly start: number;
  /** Whether the command creates a path. The command includes lines that a `\` at the end of a line joins. */
  readonly makes: boolean;
}

function lines(source: SourceText): Line[] {
  const found: Line[] = [];
  let command: { readonly text: string; readonly start: number }[] = [];
  for (const line of bareLines(source)) {
    command.push(line);
    if (line.text.endsWith('\\')) continue;
    const isMaking = command.some(makes);
    for (const one of command) found.push({ ...one, makes: isMaking });
    command = [];
  }
  const isMaking = command.some(makes);
  return [...found, ...command.map((one) => ({ ...one, makes: isMaking }))];
}

function makes({ text }: { readonly text: string }): boolean {
  return MAKES.test(text.replace(/[0-9&]?>\s*(?:\/dev\/null|&\d)/g, ''));
}

function bareLines({ text }: SourceText): { readonly text: string; readonly start: number }[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const found = { text: line.replace(/(^|\s)#.*$/, (comment) => ' '.repeat(comment.length)), start };
    start += line.length + 1;
    return found;
  });
}

function placeAt(source: SourceText, start: number, text: string): Place {
  return { source, start, end: start + text.length };
}

export const scriptRules: readonly Rule[] = [wholes, commands, paths, arguments_, upgrades];
