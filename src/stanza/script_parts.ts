/** What the stanzas of a plan add to maintainer scripts and scriptlets. script_text.ts puts it together with the user's own file. */
import { SCRIPT_KINDS, type ScriptKind } from '../schema/scripts.ts';
import type { Plan } from '../plan/plan.ts';
import { capabilitiesScript } from './capabilities.ts';
import type { OwnedPath, Stanza } from './stanza.ts';
import { STANZA_KEYS, type StanzaKey, STANZAS } from './stanzas.ts';

/** Shell that stands before or after the user's own text. */
export interface ScriptParts {
  /** The keys that it comes from. */
  readonly keys: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Empty where there is nothing to do. */
interface Part {
  readonly side: 'before' | 'after';
  readonly text: string;
}

/** Where a package is installed they are in this order, and where it is removed the other way round. */
const PARTS: readonly (readonly [
  key: string,
  part: (plan: Plan, kind: ScriptKind, paths: readonly OwnedPath[]) => Part,
])[] = STANZA_KEYS.flatMap((key) => [
  [key, (plan, kind, paths) => ofStanza(key, plan, kind, paths)],
  // Programs have their owners then: chown(2) takes capabilities away.
  ...(key === 'sysusers' ? [['capabilities', ofCapabilities] as const] : []),
]);

const REMOVING: readonly ScriptKind[] = ['preremove', 'postremove'];

/** `paths` are those of the package, as far as they are known: which of the keys add something does not depend on them. */
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

/** The scripts that the package has, whether from a file, from keys, or from both. */
export function scriptKinds(plan: Plan): ScriptKind[] {
  return SCRIPT_KINDS.filter((kind) => Object.hasOwn(plan.scripts, kind) || scriptParts(plan, kind).keys.length > 0);
}
