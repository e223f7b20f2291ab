/** Keys that bring more than they say: entries of the contents, and what the scripts that they write need. */
import { isDeepStrictEqual } from 'node:util';
import type { PackageConfig } from '../schema/schema.ts';
import type { KeyPath } from '../problems/problem.ts';
import type { Format } from '../format/format.ts';
import { RELATION_KINDS } from '../format/relations.ts';
import { ALTERNATIVES_NEED, resolveAlternatives } from './alternatives/plan.ts';
import type { Conflicts } from '../plan/conflicts.ts';
import type { LocatedContent } from '../plan/contents.ts';
import type { Plan } from '../plan/plan.ts';
import type { Resolver } from '../plan/resolver.ts';
import { resolveSystemd } from './systemd/plan.ts';
import { resolveSysusers, SYSUSERS_NEED } from './sysusers/plan.ts';
import type { Scope } from '../plan/variables.ts';

export interface StanzaContext {
  readonly resolver: Resolver;
  readonly scope: Scope;
  readonly format: Format;
  /** Of the package. */
  readonly name: string;
  /** Of the package, as its config has them. */
  readonly contents: readonly LocatedContent[];
  readonly conflicts: Conflicts;
}

export interface ResolvedStanzas {
  readonly contents: readonly LocatedContent[];
  readonly needs: readonly Plan['relations'][];
  /** The keys as the plan has them; one that is not written is not there. */
  readonly keys: Pick<Plan, 'systemd' | 'alternatives' | 'sysusers'>;
}

/** What the script that asks questions runs on: https://manpages.debian.org/bookworm/debconf-doc/debconf-devel.7.en.html */
const DEBCONF_NEED: Readonly<Record<Format, Plan['relations']>> = {
  deb: {
    depends: [
      {
        any: [
          { name: 'debconf', bounds: [{ op: '>=', version: '0.5' }] },
          { name: 'debconf-2.0', bounds: [] },
        ],
      },
    ],
  },
  rpm: {},
};

/** What is wrong is reported. `path` is that of the package. */
export function resolveStanzas(own: PackageConfig, path: KeyPath, context: StanzaContext): ResolvedStanzas {
  const { format, conflicts: conflicts } = context;
  const units = own.systemd && resolveSystemd(own.systemd, [...path, 'systemd'], context);
  const links =
    own.alternatives &&
    resolveAlternatives(own.alternatives, [...path, 'alternatives'], { ...context, links: conflicts.links });
  const accounts =
    own.sysusers && resolveSysusers(own.sysusers, [...path, 'sysusers'], { ...context, accounts: conflicts.accounts });
  return {
    contents: [units, links, accounts].flatMap((resolved) => resolved?.contents ?? []),
    needs: [
      ...(own.scripts?.config === undefined ? [] : [DEBCONF_NEED[format]]),
      ...(links ? [ALTERNATIVES_NEED[format]] : []),
      ...(accounts ? [SYSUSERS_NEED[format]] : []),
    ],
    keys: {
      ...(units && { systemd: units.systemd }),
      ...(links && { alternatives: links.alternatives }),
      ...(accounts && { sysusers: accounts.sysusers }),
    },
  };
}

/** Relations with more of them behind, each once. */
export function withNeeds(relations: Plan['relations'], needs: readonly Plan['relations'][]): Plan['relations'] {
  const entries = RELATION_KINDS.map((kind) => {
    const all = [relations, ...needs].flatMap((some) => some[kind] ?? []);
    return [kind, all.filter((one, at) => all.findIndex((other) => isDeepStrictEqual(one, other)) === at)] as const;
  });
  // A package has few of the kinds.
  return Object.fromEntries(entries.filter(([, all]) => all.length > 0));
}
