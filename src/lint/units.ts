/** Finds paths in units that no package has, so that the service would not start. */
import type { SourceText } from '../problems/problem.ts';
import { suggest } from '../problems/suggest.ts';
import { alternativesOf } from '../format/format.ts';
import type { Plan } from '../plan/plan.ts';
import type { Finding, LintInput, Rule } from './finding.ts';
import { misspelledPath, parent, type Shipped } from './shipped.ts';
import { unaliased } from '../plan/paths.ts';

const units: Rule = (input) =>
  [...input.texts.units].flatMap(([dst, text]) => {
    const all = unitPaths(text.text);
    return all.flatMap((found): Finding[] => {
      const isFine = input.shipped.has(found.path) || isOneOfPair(found, all, input.shipped);
      const mistake = isFine ? undefined : mistakeIn(found, input);
      if (mistake === undefined) return [];
      return [{ ...mistake, place: placeIn(text, found), at: ['contents', dst, 'src'] }];
    });
  });

/** A unit for both formats names a file of variables in the folder of each format, and each format has one of them. */
function isOneOfPair(found: UnitPath, all: readonly UnitPath[], shipped: Shipped): boolean {
  if (found.key !== 'EnvironmentFile' || !found.isOptional) return false;
  const other = elsewhere(found.path, shipped);
  return all.some(({ key, path }) => key === 'EnvironmentFile' && path === other);
}

type Mistake = Pick<Finding, 'code' | 'message' | 'hint'>;

function mistakeIn(found: UnitPath, { plan, shipped, texts }: LintInput): Mistake | undefined {
  const isProgram = found.key !== 'EnvironmentFile';
  if (isProgram && isEverywhere(found.path)) return undefined;
  const message = `${found.key}= names ${found.path}, which no ${plan.format} of the set ships`;
  const near =
    misspelledPath(unaliased(found.path), shipped.paths) ?? (isProgram ? undefined : elsewhere(found.path, shipped));
  if (near !== undefined) {
    const code = found.isOptional && !isProgram ? 'unit-path-not-shipped' : 'unit-path';
    return { code, message, hint: suggest(near) };
  }
  if (!isProgram && (found.isOptional || MADE_LATER.test(found.path) || isMade(found.path, texts.scripts.values()))) {
    return undefined;
  }
  return isKnowable(found.path, plan, shipped) ? { code: 'unit-path-not-shipped', message } : undefined;
}

/** A file of variables of the same name in another folder: a deb has them in /etc/default, an rpm in /etc/sysconfig. */
function elsewhere(path: string, { paths }: Shipped): string | undefined {
  const folder = parent(path);
  if (!ENVIRONMENTS.includes(folder)) return undefined;
  const name = path.slice(folder.length);
  return ENVIRONMENTS.map((other) => other + name).find((other) => paths.has(other));
}

const ENVIRONMENTS = ['/etc/default', '/etc/sysconfig', '/etc/conf.d'];

/** Paths on every base system, on which no package need depend. */
function isEverywhere(path: string): boolean {
  const [, name = ''] = /^(?:\/usr)?\/s?bin\/([^/]+)$/.exec(path) ?? [];
  return EVERYWHERE.includes(name);
}

const EVERYWHERE: readonly string[] = [
  'bash', 'cat', 'chgrp', 'chmod', 'chown', 'cp', 'date', 'dd', 'echo', 'env', 'false', 'find', 'grep', 'install', 'kill', 'ln', 'ls',
  'mkdir', 'mknod', 'mount', 'mountpoint', 'mv', 'nice', 'rm', 'rmdir', 'sed', 'setsid', 'sh', 'sleep', 'stat', 'stdbuf', 'swapoff', 'swapon',
  'sync', 'sysctl', 'systemctl', 'systemd-run', 'systemd-tmpfiles', 'test', 'timeout', 'touch', 'tr', 'true', 'udevadm', 'umount', 'xargs',
]; // prettier-ignore

/** Packages of other sets are not known here. So only paths in a folder of the set are checked, and those where no other package can be. */
function isKnowable(path: string, { relations }: Plan, { folders, packages }: Shipped): boolean {
  if (folders.has(parent(unaliased(path)))) return true;
  const wanted = [...(relations.depends ?? []), ...(relations['pre-depends'] ?? [])];
  return wanted.flatMap(alternativesOf).every(({ name }) => packages.has(name));
}

/** Paths that others write, while the machine runs or when it was set up. */
const MADE_LATER = /^\/(?:run|var|tmp|dev)\/|^\/etc\/(?:environment|locale\.conf|os-release)$/;

function isMade(path: string, scripts: Iterable<SourceText>): boolean {
  return [...scripts].some(({ text }) => text.includes(path));
}

function placeIn(source: SourceText, { start, path }: UnitPath) {
  return { source, start, end: start + path.length };
}

/** What a unit of each user's own systemd needs that is to be enabled: `systemd` does that for units of the system alone. */
const userUnits: Rule = ({ plan, texts }) =>
  [...texts.units].flatMap(([dst, { text }]): Finding[] => {
    const [, name] = /^\/(?:usr\/lib|lib|etc)\/systemd\/user\/([^/]+)$/.exec(dst) ?? [];
    if (name === undefined || !/^\[Install\]/m.test(text)) return [];
    const isWanted = plan.contents.some((content) => /\.(?:wants|requires|upholds)\//.test(content.dst) && content.dst.endsWith(`/${name}`)); // prettier-ignore
    const isEnabled = [...texts.scripts.values()].some((script) => /--(?:global|user)(?![\w-])|systemd-update-helper/.test(script.text)); // prettier-ignore
    if (isWanted || isEnabled) return [];
    const message = `nothing enables the user unit ${name}`;
    const hint = `in \`postinstall\` call \`deb-systemd-helper --user enable ${name}\` in a deb, \`systemctl --global preset ${name}\` in an rpm`;
    return [{ code: 'user-unit', message, hint, at: ['contents', dst, 'dst'] }];
  });

export const unitRules: readonly Rule[] = [units, userUnits];

/* The paths in a unit of systemd: https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html */

const FOLDER = /^\/(?:usr\/lib|lib|etc)\/systemd\/(?:system|user)\//;

/** Whether an installed path is that of a unit or of a drop-in. */
export function isUnit(dst: string): boolean {
  return FOLDER.test(dst) && /\.(?:service|socket|mount|swap|timer|path)$|\.d\/[^/]+\.conf$/.test(dst);
}

export interface UnitPath {
  /** `ExecStart`, `EnvironmentFile`. */
  readonly key: string;
  readonly path: string;
  /** The offset of the path in the text. */
  readonly start: number;
  /** Whether it has a `-`: then a missing file, or a failure, is ignored. */
  readonly isOptional: boolean;
}

const COMMANDS = /^Exec(?:Condition|Start|StartPre|StartPost|Reload|Stop|StopPre|StopPost)$/;

/** Absolute paths of programs and of files of variables, except for those that contain a specifier, a variable or a pattern. */
export function unitPaths(text: string): UnitPath[] {
  const found: UnitPath[] = [];
  for (const { key, value, start } of settings(text)) {
    if (key === 'EnvironmentFile') found.push(...pathIn(key, value, start, /^(-?)("?)(\/[^\s"]+)/));
    else if (COMMANDS.test(key)) {
      // A `;` that stands alone separates commands: systemd.service(5).
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
  /** The offset of the value in the text. */
  readonly start: number;
}

// A `\` at the end of a line joins the next line to it; comments between them are skipped.
function settings(text: string): Setting[] {
  return [...text.matchAll(/^[ \t]*([A-Za-z]+)[ \t]*=[ \t]*((?:[^\n\\]|\\[^\n]|\\\n)*)/gm)].map((match) => {
    const [whole, key = '', value = ''] = match;
    // Replaced by spaces of the same length, so that offsets stay right.
    return { key, value: value.replace(/\\\n/g, '  ').trimEnd(), start: match.index + whole.length - value.length };
  });
}
