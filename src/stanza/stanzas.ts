/** The table of the stanzas, and what all stanzas of a package result in. A new stanza is a folder here and a row. */
import type { KeyPath } from '../problems/problem.ts';
import type { LocatedContent } from '../plan/content_path.ts';
import type { Plan } from '../plan/plan.ts';
import type { PackageConfig } from '../schema/schema.ts';
import { resolveAlternatives } from './alternatives/plan.ts';
import { alternativesScripts } from './alternatives/scripts.ts';
import { changelogFiles, resolveChangelog } from './changelog/plan.ts';
import type { ResolvedStanza, SharedKey, Stanza, StanzaContext } from './stanza.ts';
import { resolveSystemd } from './systemd/plan.ts';
import { systemdScripts } from './systemd/scripts.ts';
import { resolveSysusers } from './sysusers/plan.ts';
import { sysusersScripts } from './sysusers/scripts.ts';
import { resolveTriggers, triggerFiles } from './triggers/plan.ts';

/** Their shell code is in this order for installation, and in reverse for removal. */
const TABLE = {
  // Before everything that may want its users: files of an rpm, and a deb's own postinst, which gives files away.
  sysusers: { resolve: resolveSysusers, scripts: sysusersScripts },
  alternatives: { resolve: resolveAlternatives, scripts: alternativesScripts },
  systemd: { resolve: resolveSystemd, scripts: systemdScripts },
  triggers: { resolve: resolveTriggers, files: triggerFiles },
  changelog: { resolve: resolveChangelog, files: changelogFiles },
} satisfies { readonly [Key in SharedKey]?: Stanza<Key> };

export type StanzaKey = keyof typeof TABLE;

export const STANZAS: { readonly [Key in StanzaKey]: Stanza<Key> } = TABLE;

export const STANZA_KEYS = Object.keys(STANZAS) as readonly StanzaKey[];

export interface ResolvedStanzas {
  /** The stanzas as the plan has them; one that is not written is absent. */
  readonly keys: Pick<Plan, StanzaKey>;
  readonly contents: readonly LocatedContent[];
  readonly needs: readonly Plan['relations'][];
}

/** Mistakes are reported. `path` is the path of the package. */
export function resolveStanzas(own: PackageConfig, path: KeyPath, context: StanzaContext): ResolvedStanzas {
  const resolved = STANZA_KEYS.flatMap((key) => {
    const one = resolveStanza(key, own, path, context);
    return one === undefined ? [] : [{ key, ...one }];
  });
  return {
    keys: Object.fromEntries(resolved.map(({ key, value }) => [key, value])),
    contents: resolved.flatMap(({ contents = [] }) => contents),
    needs: resolved.flatMap(({ needs = [] }) => needs),
  };
}

// A key that a package lacks is taken from `defaults`.
function resolveStanza<Key extends StanzaKey>(
  key: Key,
  own: PackageConfig,
  path: KeyPath,
  context: StanzaContext,
): ResolvedStanza<NonNullable<Plan[Key]>> | undefined {
  const defaults: Partial<Pick<PackageConfig, StanzaKey>> = context.resolver.located.config.defaults ?? {};
  const written = own[key] ?? defaults[key];
  if (written === undefined) return undefined;
  const stanza: Stanza<Key> = STANZAS[key];
  return stanza.resolve(written, own[key] === undefined ? ['defaults', key] : [...path, key], context);
}

/** The user's files that the stanzas of a plan name, as paths from the working directory. */
export function stanzaFiles(plan: Plan): string[] {
  const filesOf = <Key extends StanzaKey>(key: Key): readonly string[] => {
    const stanza: Stanza<Key> = STANZAS[key];
    const value = plan[key];
    return value === undefined ? [] : (stanza.files?.(value) ?? []);
  };
  return STANZA_KEYS.flatMap((key) => filesOf(key));
}
