/** Whether the packages of a set, in one format, can be installed together as their relations say: tried by the rules of dpkg and rpm. */
import { alternativesOf, type BoundedName, type Format } from '../format/format.ts';
import { formats } from '../format/formats.ts';
import { type RelationKind, RELATIONS } from '../format/relations.ts';
import { fulfils } from '../format/version_order.ts';
import type { KeyPath } from '../problems/problem.ts';
import { nameAlone } from './own_packages.ts';
import { fullVersion, type Plan } from './plan.ts';
import type { PlacedRelation } from './relation.ts';
import type { Resolver } from './resolver.ts';
import { ALL } from './selection.ts';

/** A package of the set with what the config says of its relations. */
export interface Member {
  readonly plan: Plan;
  readonly relations: readonly PlacedRelation[];
}

/** What a name stands for: a package of the set, or what one provides. */
interface Provider {
  readonly plan: Plan;
  /** Undefined where it is provided without one. */
  readonly version: string | undefined;
  readonly isPackage: boolean;
}

type Providers = ReadonlyMap<string, readonly Provider[]>;

/** `members` are all of one format. */
export function checkSetRelations(members: readonly Member[], format: Format, report: Resolver['report']): void {
  const providers = providersOf(members, format);
  for (const member of members) {
    for (const placed of member.relations.filter(({ kind }) => isNeed(kind))) {
      const mistake = unmet(member.plan, placed, providers);
      if (mistake !== undefined) report({ code: 'relation-unmet', ...mistake, path: placed.path });
    }
    for (const { message, path } of contradictions(member, members, providers)) {
      report({ code: 'relation-contradiction', message, path });
    }
  }
}

function providersOf(members: readonly Member[], format: Format): Providers {
  const providers = new Map<string, Provider[]>();
  const enter = (name: string, provider: Provider): void =>
    void providers.set(name, [...(providers.get(name) ?? []), provider]);
  for (const { plan } of members) {
    enter(plan.package, { plan, version: fullVersion(plan), isPackage: true });
    for (const { name, bounds } of (plan.relations.provides ?? []).flatMap(alternativesOf)) {
      enter(nameAlone(name, format), { plan, version: bounds[0]?.version, isPackage: false });
    }
  }
  return providers;
}

function isNeed(kind: RelationKind): boolean {
  return kind !== 'provides' && !isAgainst(kind, 'deb') && !isAgainst(kind, 'rpm');
}

// What a package can do without may be missing, but what is there must be of a version that fits.
const WEAK: readonly RelationKind[] = ['recommends', 'suggests', 'enhances', 'supplements'];

function unmet(
  plan: Plan,
  { kind, relation }: PlacedRelation,
  providers: Providers,
): { message: string; hint?: string } | undefined {
  // Which of its names it needs depends on what is installed.
  if ('rich' in relation) return undefined;
  const alternatives = alternativesOf(relation);
  const known = alternatives.map((one) => providers.get(nameAlone(one.name, plan.format)) ?? []);
  // What is no package of the set can come from somewhere else, even if one of the set provides it, too.
  if (known.some((all) => !all.some(({ isPackage }) => isPackage))) return undefined;
  const near = known.map((all) => all.filter((one) => meet(one.plan, plan)));
  if (alternatives.some((one, at) => near[at]?.some((provider) => isMetBy(one, provider)) === true)) return undefined;
  if (near.every((all) => all.length === 0)) {
    if (WEAK.includes(kind)) return undefined;
    const names = alternatives.map(({ name }) => name).join(' or ');
    return { message: `${plan.package} for ${plan.architecture} needs ${names}, which the set does not build for ${plan.architecture}` }; // prettier-ignore
  }
  const entry = formats[plan.format].spell(relation).join(', ');
  const message = `${formats[plan.format].called} cannot have "${entry}" from this set, which builds ${near.flat().map(describe).join(' and ')}`;
  const [only, ...more] = near.flat();
  if (only === undefined || more.length > 0) return { message };
  return { message, hint: `"= ${only.plan.version}" is what the set builds` };
}

function describe({ plan, version, isPackage }: Provider): string {
  return isPackage
    ? `${plan.package} ${version}`
    : `${plan.package}, which provides ${version ?? 'it without a version'}`;
}

// rpm takes what has no version for any: https://rpm-software-management.github.io/rpm/manual/dependencies.html#versioning
function isMetBy({ bounds }: BoundedName, { plan, version }: Provider): boolean {
  if (version === undefined) return bounds.length === 0 || plan.format === 'rpm';
  return fulfils(plan.format, version, bounds);
}

// Whether both can be on one machine.
function meet({ architecture: one }: Plan, { architecture: other }: Plan): boolean {
  return one === other || one === ALL || other === ALL;
}

/* Packages that need each other and cannot be together. */

const STRONG = /^(?:depends|pre-depends|requires\(.*\))$/;

/** Whether it keeps another package away; in a deb `replaces` takes only its files. */
function isAgainst(kind: RelationKind, format: Format): boolean {
  return RELATIONS[kind].fields[format].some((field) => ['Conflicts', 'Breaks', 'Obsoletes'].includes(field));
}

function contradictions(
  { plan, relations }: Member,
  members: readonly Member[],
  providers: Providers,
): { message: string; path: KeyPath }[] {
  const needed = relations
    .filter(({ kind, relation }) => STRONG.test(kind) && !('any' in relation))
    .flatMap(({ relation }) => alternativesOf(relation))
    .flatMap((one) => {
      const all = (providers.get(nameAlone(one.name, plan.format)) ?? []).filter((other) => meet(other.plan, plan));
      // One of several may do.
      return all.length === 1 && all[0]?.isPackage === true && all[0].plan.package !== plan.package
        ? all.map((provider) => provider.plan)
        : [];
    });
  return needed.flatMap((other) => {
    const because = `${plan.package} needs ${other.package}`;
    const ofOther = members.find((member) => member.plan === other)?.relations ?? [];
    return [...against(plan, relations, other, because), ...against(other, ofOther, plan, because)];
  });
}

function against(
  plan: Plan,
  relations: readonly PlacedRelation[],
  other: Plan,
  because: string,
): { message: string; path: KeyPath }[] {
  const names = providersOf([{ plan: other, relations: [] }], other.format);
  return relations
    .filter(({ kind }) => isAgainst(kind, plan.format))
    .filter(({ kind, relation }) => {
      const isObsoletes = RELATIONS[kind].fields[plan.format].includes('Obsoletes');
      return alternativesOf(relation).some((one) =>
        (names.get(nameAlone(one.name, plan.format)) ?? []).some(
          (provider) => (provider.isPackage || !isObsoletes) && isMetBy(one, provider),
        ),
      );
    })
    .map(({ kind, path }) => {
      const message = `${because}, but in ${formats[plan.format].called} "${kind}" of ${plan.package} keeps ${other.package} ${fullVersion(other)} away, which the set builds`;
      return { message, path };
    });
}
