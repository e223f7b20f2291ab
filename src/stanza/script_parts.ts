/**
 * What the keys of a config add to maintainer scripts and scriptlets, as shell: a function of the plan and of the paths that its
 * trees come to. A plan holds what is meant and never how a shell says it. script_text.ts puts it together with the user's own file.
 */
import { SCRIPT_KINDS, type ScriptKind } from '../schema/scripts.ts';
import type { Plan } from '../plan/plan.ts';
import { alternativesScript } from './alternatives/scripts.ts';
import type { OwnedPath } from './sysusers/scripts.ts';
import { systemdScript } from './systemd/scripts.ts';
import { sysusersScript } from './sysusers/scripts.ts';

/** Shell that runs under `set -e`, prints nothing to stdout, and stands before or after the user's own text. */
export interface ScriptParts {
  /** The keys that it comes from. */
  readonly keys: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

interface StanzaScript {
  readonly key: string;
  /** On which side of the user's own text; a kind that is not here gets nothing. */
  readonly at: Readonly<Partial<Record<ScriptKind, 'before' | 'after'>>>;
  /** From a template; empty where there is nothing to do. */
  readonly text: (plan: Plan, kind: ScriptKind, paths: readonly OwnedPath[]) => string;
}

/** The one table of the keys that write shell: in this order where a package is installed, the other way round where it goes. */
const STANZAS: readonly StanzaScript[] = [
  // Before everything that may want its users: files of an rpm, and a deb's own postinst, which gives files away.
  { key: 'sysusers', at: { preinstall: 'before', postinstall: 'before' }, text: sysusersScript },
  {
    key: 'alternatives',
    at: { postinstall: 'after', preremove: 'before', postremove: 'after' },
    text: alternativesScript,
  },
  {
    key: 'systemd',
    at: { preinstall: 'before', postinstall: 'after', preremove: 'before', postremove: 'after' },
    text: systemdScript,
  },
];

const REMOVING: readonly ScriptKind[] = ['preremove', 'postremove'];

/** `paths` are those of the package, as far as they are known: which of the keys add something does not depend on them. */
export function scriptParts(plan: Plan, kind: ScriptKind, paths: readonly OwnedPath[] = []): ScriptParts {
  const ordered = REMOVING.includes(kind) ? [...STANZAS].reverse() : STANZAS;
  const parts = ordered
    .map(({ key, at, text }) => ({ key, side: at[kind], text: at[kind] === undefined ? '' : text(plan, kind, paths) }))
    .filter(({ text }) => text !== '');
  const on = (wanted: string): string[] => parts.filter(({ side }) => side === wanted).map(({ text }) => text);
  return { keys: parts.map(({ key }) => key), before: on('before'), after: on('after') };
}

/** The scripts that the package has, whether from a file, from keys, or from both. */
export function scriptKinds(plan: Plan): ScriptKind[] {
  return SCRIPT_KINDS.filter((kind) => Object.hasOwn(plan.scripts, kind) || scriptParts(plan, kind).keys.length > 0);
}
