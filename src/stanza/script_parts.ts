/** What the stanzas of a plan add to maintainer scripts and scriptlets. script_text.ts puts it together with the user's own file. */
import { SCRIPT_KINDS, type ScriptKind } from '../schema/scripts.ts';
import type { Plan } from '../plan/plan.ts';
import type { OwnedPath, Stanza } from './stanza.ts';
import { STANZA_KEYS, type StanzaKey, STANZAS } from './stanzas.ts';

/** Shell that stands before or after the user's own text. */
export interface ScriptParts {
  /** The keys that it comes from. */
  readonly keys: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const REMOVING: readonly ScriptKind[] = ['preremove', 'postremove'];

/** `paths` are those of the package, as far as they are known: which of the keys add something does not depend on them. */
export function scriptParts(plan: Plan, kind: ScriptKind, paths: readonly OwnedPath[] = []): ScriptParts {
  const keys = REMOVING.includes(kind) ? [...STANZA_KEYS].reverse() : STANZA_KEYS;
  const parts = keys.flatMap((key) => {
    const side = STANZAS[key].scripts?.sides[plan.format][kind];
    const text = side === undefined ? '' : render(key, plan, kind, paths);
    return text === '' ? [] : [{ key, side, text }];
  });
  const on = (wanted: string): string[] => parts.filter(({ side }) => side === wanted).map(({ text }) => text);
  return { keys: parts.map(({ key }) => key), before: on('before'), after: on('after') };
}

function render<Key extends StanzaKey>(key: Key, plan: Plan, kind: ScriptKind, paths: readonly OwnedPath[]): string {
  const stanza: Stanza<Key> = STANZAS[key];
  const value = plan[key];
  if (value === undefined || stanza.scripts === undefined) return '';
  return stanza.scripts.render(value, { format: plan.format, package: plan.package, kind, paths });
}

/** The scripts that the package has, whether from a file, from keys, or from both. */
export function scriptKinds(plan: Plan): ScriptKind[] {
  return SCRIPT_KINDS.filter((kind) => Object.hasOwn(plan.scripts, kind) || scriptParts(plan, kind).keys.length > 0);
}
