/**
 * Resolves a config into plans: one for each package, architecture and format. Everything is decided here; later stages only carry it
 * out.
 */
import { lookUp } from '../system/look_up.ts';
import type { LoadedConfig } from '../config/load.ts';
import type { Config } from '../schema/schema.ts';
import type { Problem } from '../problems/problem.ts';
import { type Format, FORMATS } from '../format/format.ts';
import { conflictsAmong } from './conflicts.ts';
import { resolvePackage, type Resolved } from './package.ts';
import { createResolver, type Problems, type Resolver } from './resolver.ts';
import { architectureValues, isKnownArchitecture, nameIn, refusedVars, resolveSet, type SetScope } from './scope.ts';
import type { Plan } from './plan.ts';
import {
  ALL,
  architecturesOf,
  architecturesOfPackage,
  isSelected,
  nothingSelected,
  select,
  type Selection,
} from './selection.ts';
import { checkSetRelations } from './set_relations.ts';
import { type ResolvedSource, resolveSources } from './sources.ts';
import { checkVariables, type Values } from './variables.ts';

/** Plans in the order of the config: by package, then architecture, then format. If there are problems, some plans are missing. */
export interface ResolvedPlans {
  /** The selected plans. */
  readonly plans: readonly Plan[];
  /** The plans of the whole set. */
  readonly set: readonly Plan[];
  /** The problems; one that several plans have is there once. */
  readonly problems: readonly Problem[];
}

/**
 * The whole set is resolved, whatever is selected of it: its packages must agree with each other. Only what an engine cannot
 * do is wrong in the selected packages alone, which are those that it is to write.
 */
export function resolvePlans(loaded: LoadedConfig, selection: Selection = {}): ResolvedPlans {
  const { packages, problems } = resolveSetOfPlans(loaded);
  const { config } = loaded.general;
  const inFlags: Problem[] = [];
  const selected = select(config, selection, inFlags);
  const wanted = packages.filter((one) => isSelected(one, selected));
  const isAsked = Object.values(selection).some((names) => names !== undefined);
  if (isAsked && wanted.length === 0 && inFlags.length === 0) inFlags.push(nothingSelected(selected, config));
  return {
    plans: wanted.flatMap(({ plan }) => plan ?? []),
    set: packages.flatMap(({ plan }) => plan ?? []),
    problems: [...inFlags, ...problems, ...wanted.flatMap(({ refusals }) => refusals)],
  };
}

function resolveSetOfPlans(loaded: LoadedConfig): { packages: readonly Resolved[]; problems: readonly Problem[] } {
  const problems: Problems = new Map();
  const general = createResolver(loaded.general, problems);
  const { config } = loaded.general;
  checkVariables(config.vars ?? {}, general.report, refusedVars(loaded.general));
  reportNoPackage(general);
  const set = resolveSet(general);
  const architectures = architecturesOf(config);
  const sources = new Map(
    architectures.map((architecture) => [architecture, sourcesFor(architecture, loaded, set, general)]),
  );
  const inFormats = config.formats.map((format) => ({
    format,
    resolver: createResolver(loaded.forFormat(format), problems),
    conflicts: conflictsAmong(architectures, ALL),
  }));
  const packages = Object.keys(config.packages).flatMap((name) =>
    known(architecturesOfPackage(config, name), config).flatMap((architecture) =>
      inFormats
        .filter(({ format }) => (lookUp(config.packages, name)?.formats ?? FORMATS).includes(format))
        .map(({ format, resolver, conflicts }) =>
          resolvePackage({
            resolver,
            set,
            name,
            format,
            formatArchitecture: nameIn(config, format, architecture) ?? architecture,
            values: { ...namesOf(architecture, config), format, package: name, ...revisionOf(set, format) },
            sources: sources.get(architecture) ?? [],
            conflicts: conflicts(architecture),
          }),
        ),
    ),
  );
  for (const { format, resolver } of inFormats) {
    const members = packages.flatMap(({ plan, relations }) => (plan?.format === format ? [{ plan, relations }] : []));
    checkSetRelations(members, format, resolver.report);
  }
  return { packages, problems: [...problems.values()] };
}

// A set of nothing is a mistake somewhere, as in an overlay.
function reportNoPackage({ located, report }: Resolver): void {
  const path = ['packages'];
  if (Object.keys(located.config.packages).length > 0 || located.holdsRefused(path)) return;
  report({ code: 'too-few', message: 'needs at least 1 package', path });
}

// What an unknown architecture has is not looked at, unless a package is for no other: then what else is wrong is still said.
function known(architectures: readonly string[], config: Config): string[] {
  const found = [...new Set(architectures)].filter((name) => isKnownArchitecture(config, name));
  return found.length > 0 ? found : architectures.slice(0, 1);
}

function namesOf(architecture: string, config: Config): Values {
  const names = architectureValues(config, architecture);
  return isKnownArchitecture(config, architecture)
    ? names
    : { deb_arch: architecture, rpm_arch: architecture, ...names };
}

function revisionOf({ revisions }: SetScope, format: Format): Values {
  const revision = revisions[format];
  return revision === undefined ? {} : { revision };
}

function sourcesFor(architecture: string, loaded: LoadedConfig, set: SetScope, resolver: Resolver): ResolvedSource[] {
  const { config } = loaded.general;
  if (!isKnownArchitecture(config, architecture)) return [];
  // A source may have nothing for `all`, as a file by architecture: only what is packed for `all` is asked for it.
  const isAsked = architecture !== ALL || config.architectures.includes(ALL);
  return resolveSources(resolver, set, architecture, isAsked ? undefined : sourcesOfAll(loaded));
}

function sourcesOfAll(loaded: LoadedConfig): string[] {
  const { config } = loaded.general;
  const located = config.formats.map((format) => loaded.forFormat(format));
  const contents = located.flatMap(({ config: { packages } }) =>
    Object.keys(packages)
      .filter((name) => architecturesOfPackage(config, name).includes(ALL))
      .flatMap((name) => lookUp(packages, name)?.contents ?? []),
  );
  return contents.flatMap(({ src }) => /^@([^/]*)/.exec(src ?? '')?.[1] ?? []);
}
