/** Paths in units that nobody ships: a service that does not start. */
import type { SourceText } from '../diagnostics.ts';
import type { Plan } from '../plan/plan.ts';
import type { Finding, LintInput, Rule } from './finding.ts';
import { misspelt } from './near.ts';
import { parent, type Shipped, unaliased } from './shipped.ts';
import { type UnitPath, unitPaths } from './unit_files.ts';

const units: Rule = (input) =>
  [...input.texts.units].flatMap(([dst, text]) =>
    unitPaths(text.text).flatMap((found): Finding[] => {
      const mistake = input.shipped.has(found.path) ? undefined : mistakeIn(found, input);
      if (mistake === undefined) return [];
      return [{ ...mistake, place: placeIn(text, found), at: ['contents', dst, 'src'] }];
    }),
  );

type Mistake = Pick<Finding, 'code' | 'message' | 'hint'>;

function mistakeIn(found: UnitPath, { plan, shipped, texts }: LintInput): Mistake | undefined {
  const isProgram = found.key !== 'EnvironmentFile';
  if (isProgram && isEverywhere(found.path)) return undefined;
  const message = `${found.key}= names ${found.path}, which no ${plan.format} of the set ships`;
  const near =
    misspelt(unaliased(found.path), shipped.paths) ?? (isProgram ? undefined : elsewhere(found.path, shipped));
  if (near !== undefined) {
    const code = found.isOptional && !isProgram ? 'unit-path-not-shipped' : 'unit-path';
    return { code, message, hint: `did you mean \`${near}\`?` };
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

/** What the base system of both has; no package need depend on it. */
function isEverywhere(path: string): boolean {
  const [, name = ''] = /^(?:\/usr)?\/s?bin\/([^/]+)$/.exec(path) ?? [];
  return EVERYWHERE.includes(name);
}

const EVERYWHERE: readonly string[] = [
  'bash', 'cat', 'chgrp', 'chmod', 'chown', 'cp', 'date', 'dd', 'echo', 'env', 'false', 'find', 'grep', 'install', 'kill', 'ln', 'ls',
  'mkdir', 'mknod', 'mount', 'mountpoint', 'mv', 'nice', 'rm', 'rmdir', 'sed', 'setsid', 'sh', 'sleep', 'stat', 'stdbuf', 'swapoff', 'swapon',
  'sync', 'sysctl', 'systemctl', 'systemd-run', 'systemd-tmpfiles', 'test', 'timeout', 'touch', 'tr', 'true', 'udevadm', 'umount', 'xargs',
]; // prettier-ignore

/** What another package brings is not known here. So only what lies in a folder of the set, or where there is no other package. */
function isKnowable(path: string, { relations }: Plan, { folders, packages }: Shipped): boolean {
  if (folders.has(parent(unaliased(path)))) return true;
  const wanted = [...(relations.depends ?? []), ...(relations['pre-depends'] ?? [])];
  return wanted.every((text) => packages.has(/^[^\s(]*/.exec(text)?.[0] ?? ''));
}

/** What somebody else writes: while the machine runs, or when it was set up. */
const MADE_LATER = /^\/(?:run|var|tmp|dev)\/|^\/etc\/(?:environment|locale\.conf|os-release)$/;

function isMade(path: string, scripts: Iterable<SourceText>): boolean {
  return [...scripts].some(({ text }) => text.includes(path));
}

function placeIn(source: SourceText, { start, path }: UnitPath) {
  return { source, start, end: start + path.length };
}

export const unitRules: readonly Rule[] = [units];
