/** What the stanzas of a plan add to maintainer scripts and scriptlets. script_text.ts puts it together with the user's own file. */
import { SCRIPT_KINDS, type ScriptKind } from '../schema/scripts.ts';
import type { Plan } from '../plan/plan.ts';
import { capabilitiesScript } from './capabilities.ts';
import type { OwnedPath, Stanza } from './stanza.ts';
import { STANZA_KEYS, type StanzaKey, STANZAS } from './stanzas.ts';

/** Shell code before or after the user's own script. */
export interface ScriptParts {
  /** The keys that add it. */
  readonly keys: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Empty if there is nothing to do. */
interface Part {
  readonly side: 'before' | 'after';
  readonly text: string;
}

/** In this order for installation, and in reverse for removal. */
const PARTS: readonly (readonly [
  key: string,
  part: (plan: Plan, kind: ScriptKind, paths: readonly OwnedPath[]) => Part,
])[] = STANZA_KEYS.flatMap((key) => [
  [key, (plan, kind, paths) => ofStanza(key, plan, kind, paths)],
  // After owners have been set, because chown(2) removes capabilities.
  ...(key === 'sysusers' ? [['capabilities', ofCapabilities] as const] : []),
]);

const REMOVING: readonly ScriptKind[] = ['preremove', 'postremove'];

/** `paths` are the paths of the package, as far as they are known. Which keys add something does not depend on them. */
export function scriptParts(plan: Plan, kind: ScriptKind, paths: readonly OwnedPath[] = []): ScriptParts {
  const parts = PARTS.map(([key, part]) => ({ key, ...part(plan, kind, paths) })).filter(({ text }) => text !== '');
  if (REMOVING.includes(kind)) parts.reverse();
  const on = (wanted: Part['side']): string[] => parts.filter(({ side }) => side === wanted).map(({ text }) => text);
  return { keys: parts.map(({ key }) => key), before: on('before'), after: on('after') };
}

function ofCapabilities(plan: Plan, kind: ScriptKind): Part {
  return { side: 'before', text: capabilitiesScript(plan, kind) };
}

function ofStanza<Key extends StanzaKey>(key: Key, plan: Plan, kind: ScriptKind, paths: readonly OwnedPath[]): Part {
  const stanza: Stanza<Key> = STANZAS[key];
  const side = stanza.scripts?.sides[plan.format][kind];
  const value = plan[key];
  if (side === undefined || value === undefined || stanza.scripts === undefined) return { side: 'before', text: '' };
  return { side, text: stanza.scripts.render(value, { format: plan.format, package: plan.package, kind, paths }) };
}

/** The kinds of scripts that the package has, from a file, from keys, or from both. */
export function scriptKinds(plan: Plan): ScriptKind[] {
  return SCRIPT_KINDS.filter((kind) => Object.hasOwn(plan.scripts, kind) || scriptParts(plan, kind).keys.length > 0);
}
