/** Scopes: which variables have which values in the whole set, for one architecture, and in one package. */
import type { LocatedConfig } from '../config/locate.ts';
import type { Config } from '../schema/schema.ts';
import type { Format } from '../format/format.ts';
import { formats } from '../format/formats.ts';
import { lookUp } from '../system/look_up.ts';
import type { Resolver } from './resolver.ts';
import { type Scope, type Values, type VariableName, versionValues } from './variables.ts';
import { type Version, parseVersion } from './version.ts';

/** What all packages share. A value is undefined if it could not be resolved, which has then been reported. */
export interface SetScope {
  readonly version: Version | undefined;
  /** 0 is none. */
  readonly epoch: number;
  readonly revisions: Readonly<Record<Format, string | undefined>>;
  /** With a `revision` where both formats have the same. */
  readonly values: Values;
  readonly vars: Readonly<Record<string, string>>;
  readonly isRefused: IsRefused;
}

type IsRefused = NonNullable<Scope['isRefused']>;

export function resolveSet(resolver: Resolver): SetScope {
  const { config } = resolver.located;
  const vars = config.vars ?? {};
  const isRefusedVar = refusedVars(resolver.located);
  const nothing = { values: {}, vars, varValues: {}, isRefused: isRefusedVar };
  const text = resolver.resolve(config.version, ['version'], nothing);
  const version = text === undefined ? undefined : parseVersion(text);
  const epoch = config.epoch ?? 0;
  const numbers = { ...valuesOf(version), epoch: String(epoch) };
  const beside = orOneOf(version === undefined ? OF_VERSION : [], isRefusedVar);
  const scope = { values: numbers, vars, varValues: numbers, isRefused: beside };
  const revisions = resolveRevisions(config.revision, resolver, scope);
  const { deb, rpm } = revisions;
  const values = { ...numbers, ...(deb !== undefined && deb === rpm ? { revision: deb } : {}) };
  const isRefused = orOneOf(deb === undefined || rpm === undefined ? ['revision'] : [], beside);
  return { version, epoch, revisions, values, vars, isRefused };
}

/** The user's own variables whose values are not strings. */
export function refusedVars(located: LocatedConfig): IsRefused {
  return (name) => located.isRefused(['vars', name]) && lookUp(located.config.vars, name) === undefined;
}

const OF_VERSION: readonly string[] = ['version', 'major', 'minor', 'patch'] satisfies VariableName[];

function orOneOf(names: readonly string[], isRefused: IsRefused): IsRefused {
  return names.length === 0 ? isRefused : (name) => names.includes(name) || isRefused(name);
}

function valuesOf(version: Version | undefined): Values {
  return version === undefined ? {} : versionValues(version.text, version.numbers);
}

function resolveRevisions(written: Config['revision'], resolver: Resolver, scope: Scope): SetScope['revisions'] {
  if (typeof written === 'string') {
    const revision = resolver.resolve(written, ['revision'], scope);
    return { deb: revision, rpm: revision };
  }
  return {
    deb: resolver.resolve(written.deb, ['revision', 'deb'], scope),
    rpm: resolver.resolve(written.rpm, ['revision', 'rpm'], scope),
  };
}

/** The scope of `sources`, and what `vars` see; `more` adds what is known beside the set. */
export function scopeOfSet(set: SetScope, more: Values): Scope {
  const values = { ...set.values, ...more };
  return { values, vars: set.vars, varValues: values, isRefused: set.isRefused };
}

/** What a package says of its version, or the set for it. */
export interface OwnVersion {
  readonly version: Version | undefined;
  readonly epoch: number;
  readonly revision: string | undefined;
}

/** The scope of a package: the version and its parts are the package's own, but not in the user's `vars`. */
export function scopeOfPackage(set: SetScope, own: OwnVersion, more: Values): Scope {
  const { version, epoch, revision } = own;
  const ofRevision = revision === undefined ? {} : { revision };
  const values = { ...more, ...valuesOf(version), epoch: String(epoch), ...ofRevision };
  const lacking = [...(version === undefined ? OF_VERSION : []), ...(revision === undefined ? ['revision'] : [])];
  const isRefused = orOneOf(lacking, set.isRefused);
  return { values, vars: set.vars, varValues: { ...set.values, ...more }, isRefused };
}

/** The architecture with the format's name; undefined if no format knows it. */
export function architectureValues(config: Config, architecture: string): Values {
  const debName = nameIn(config, 'deb', architecture);
  const rpmName = nameIn(config, 'rpm', architecture);
  return {
    arch: architecture,
    ...(debName === undefined ? {} : { deb_arch: debName }),
    ...(rpmName === undefined ? {} : { rpm_arch: rpmName }),
  };
}

/** Whether every format that is built has the architecture. The rules of the config report those that lack it. */
export function isKnownArchitecture(config: Config, architecture: string): boolean {
  return config.formats.every((format) => nameIn(config, format, architecture) !== undefined);
}

/** The format's own name of an architecture, undefined for one that it does not have. */
export function nameIn(config: Config, format: Format, architecture: string): string | undefined {
  const given = config.architectureNames ?? {};
  const own = lookUp(given, architecture)?.[format];
  const table: Readonly<Record<string, string>> = formats[format].architectures;
  return own ?? lookUp(table, architecture);
}
