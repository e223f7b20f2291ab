/** Resolves one package in one format for one architecture. */
import type { Config, PackageConfig } from '../schema/schema.ts';
import { type Compression, DEFAULT_COMPRESSION } from '../format/compression.ts';
import { isLabel } from '../bazel/label.ts';
import type { KeyPath, Problem } from '../problems/problem.ts';
import { fileNameMistake } from '../system/file_name.ts';
import type { Format } from '../format/format.ts';
import { formats } from '../format/formats.ts';
import { RELATION_KINDS } from '../format/relations.ts';
import { lookUp } from '../system/look_up.ts';
import { resolveStanzas } from '../stanza/stanzas.ts';
import { contentNeeds } from './capabilities.ts';
import type { Conflicts } from './conflicts.ts';
import { withCompressed } from './compressed.ts';
import { resolveContents } from './contents.ts';
import { resolveCustomFields } from './custom_fields.ts';
import { resolveFields } from './fields.ts';
import { type Engine, limitsOf } from './limits.ts';
import { fullVersion, PLAN_VERSION, type Plan, type PlanContent, planName } from './plan.ts';
import { type Mistake, type Resolver, createResolver, type Problems } from './resolver.ts';
import { type PlacedRelation, resolveRelations, withNeeds } from './relation.ts';
import { resolveScripts, scriptNeeds } from './scripts.ts';
import { type OwnVersion, type SetScope, scopeOfPackage, scopeOfSet } from './scope.ts';
import type { ResolvedSource } from './sources.ts';
import type { Scope, Values } from './variables.ts';
import { type Version, parseVersion } from './version.ts';

export interface PackageInputs {
  /** The config of the format, with `overrides.<format>` merged in. */
  readonly resolver: Resolver;
  readonly set: SetScope;
  readonly name: string;
  readonly format: Format;
  readonly formatArchitecture: string;
  /** The variables that do not depend on a version. */
  readonly values: Values;
  /** The sources of this architecture. */
  readonly sources: readonly ResolvedSource[];
  /** What other packages of this format and architecture own. */
  readonly conflicts: Conflicts;
}

/** The result for one package in one format for one architecture. */
export interface Resolved {
  readonly package: string;
  readonly architecture: string;
  readonly format: Format;
  /** Undefined if something is wrong, which has then been reported. */
  readonly plan?: Plan;
  /** What the config says of other packages, with its places. */
  readonly relations: readonly PlacedRelation[];
  /** Problems for what the engine cannot do. */
  readonly refusals: readonly Problem[];
}

export function resolvePackage(inputs: PackageInputs): Resolved {
  const { resolver, name, format, formatArchitecture, values } = inputs;
  const refusals: Problems = new Map();
  const { located } = resolver;
  const limits = limitsOf(located.config.engine, format);
  const relations = resolveAllRelations(inputs);
  const plan = resolvePlan(inputs, relations, { limits, report: createResolver(located, refusals).report });
  const architecture = values.arch ?? formatArchitecture;
  return {
    package: name,
    architecture,
    format,
    relations,
    refusals: [...refusals.values()],
    ...(plan === undefined ? {} : { plan }),
  };
}

function resolvePlan(inputs: PackageInputs, placed: readonly PlacedRelation[], engine: Engine): Plan | undefined {
  const { resolver, name, format, formatArchitecture, values } = inputs;
  const { config, file } = resolver.located;
  const own = lookUp(config.packages, name);
  const rules = formats[format];
  if (own === undefined) return undefined;
  const path = ['packages', name];
  const isNamed = obeys(resolver, format, 'name', name, { path, atKey: true });
  const { version, epoch, revision, scope } = resolveOwn(inputs, own);
  const fields = resolveFields(own, name, format, engine, scope, resolver);
  const custom = resolveCustomFields(own, name, format, formatArchitecture, scope, resolver);
  const relations = Object.fromEntries(
    RELATION_KINDS.map((of) => [of, placed.flatMap(({ kind, relation }) => (kind === of ? [relation] : []))]),
  ) as Plan['relations'];
  const entries = (own.contents ?? []).map((entry, index) => ({ entry, path: [...path, 'contents', index] }));
  const written = withCompressed(entries, scope, format);
  const { conflicts } = inputs;
  const stanzas = resolveStanzas(own, path, { resolver, scope, format, name, contents: written, conflicts });
  const contents = resolveContents([...written, ...stanzas.contents], {
    resolver,
    scope,
    engine,
    format,
    owners: conflicts.owners,
    self: { name, version: evrOf(version, epoch, revision), relations },
  });
  const scripts = resolveScripts(own.scripts, [...path, 'scripts'], { resolver, scope, format });
  const architecture = values.arch ?? formatArchitecture;
  if (version === undefined || revision === undefined || fields === undefined || !isNamed) return undefined;
  const fileName = rules.fileName(name, version.upstream, revision, formatArchitecture);
  // A mistake in an architecture belongs to the config, not to this package.
  const planFile =
    fileNameMistake(architecture) === undefined ? [`${planName({ package: name, architecture, format })}.json`] : [];
  if (!hasFileNames(resolver, [fileName, ...planFile], path)) return undefined;
  return {
    apiVersion: PLAN_VERSION,
    config: file,
    package: name,
    architecture,
    formatArchitecture,
    format,
    fileName,
    engine: config.engine,
    ...(config.image === undefined || config.engine !== 'fpm-container' ? {} : { image: config.image }),
    compression: compressionOf(config.compression, format),
    sourceDateEpoch: config.sourceDateEpoch,
    ...(epoch === 0 ? {} : { epoch }),
    version: version.upstream,
    revision,
    ...fields,
    ...(Object.keys(custom).length === 0 ? {} : { fields: custom }),
    relations: withNeeds(relations, [scriptNeeds(scripts), contentNeeds(contents, format), ...stanzas.needs]),
    contents,
    scripts,
    ...stanzas.keys,
    sources: usedSources(inputs.sources, contents),
  };
}

function evrOf(version: Version | undefined, epoch: number, revision: string | undefined): string | undefined {
  if (version === undefined || revision === undefined) return undefined;
  return fullVersion({ version: version.upstream, revision, ...(epoch === 0 ? {} : { epoch }) });
}

function resolveAllRelations(inputs: PackageInputs): PlacedRelation[] {
  const { resolver, set, name, format } = inputs;
  const own = lookUp(resolver.located.config.packages, name);
  if (own === undefined) return [];
  const { version, scope } = resolveOwn(inputs, own);
  const setVersion = own.version === undefined ? version : set.version;
  const context = { resolver, scope: scopeInRelations(scope, version, set), format, setVersion };
  return RELATION_KINDS.flatMap((kind) => resolveRelations(kind, own[kind] ?? {}, ['packages', name, kind], context));
}

/** The strings from which the version of a package is resolved. */
export type OwnInputs = Pick<PackageInputs, 'resolver' | 'set' | 'name' | 'format' | 'values'>;

/** The version, and the scope for all other strings. If version or revision is undefined, its mistake has been reported. */
export function resolveOwn(inputs: OwnInputs, own: PackageConfig): OwnVersion & { readonly scope: Scope } {
  const { set, values } = inputs;
  const version = resolveOwnVersion(inputs, own);
  const epoch = own.epoch ?? set.epoch;
  const revision = resolveRevision(inputs, own, version);
  return { version, epoch, revision, scope: scopeOfPackage(set, { version, epoch, revision }, values) };
}

/** A package of 1.32.0-alpha.1 is 1.32.0~alpha.1 for those who depend on it. */
export function scopeInRelations(scope: Scope, version: Version | undefined, set: SetScope): Scope {
  const spelled = (values: Values, of: Version | undefined): Values =>
    of === undefined ? values : { ...values, version: of.upstream };
  return {
    ...scope,
    values: spelled(scope.values, version),
    varValues: spelled(scope.varValues, set.version),
  };
}

function compressionOf(written: Config['compression'], format: Format): Compression {
  return typeof written === 'string' ? written : (written[format] ?? DEFAULT_COMPRESSION);
}

const CODES = { name: 'package-name', version: 'version-syntax', revision: 'revision-syntax' } as const;

/** `written`: the string as the user wrote it. */
type At = Pick<Mistake, 'path' | 'atKey'> & { readonly written?: string };

// Checks a string by the rules of the format's own tools.
function obeys(resolver: Resolver, format: Format, what: keyof typeof CODES, text: string, at: At): boolean {
  const { called, texts } = formats[format];
  if (texts[what].pattern.test(text)) return true;
  const lower = text.toLowerCase().replaceAll('_', '-');
  const [, epoch] = what === 'version' ? (/^([0-9]+):/.exec(text) ?? []) : [];
  resolver.report({
    code: CODES[what],
    message: `the ${what} of ${called} must be ${texts[what].allowed}, not "${at.written ?? text}"`,
    ...at,
    ...(epoch === undefined ? {} : { hint: `the epoch has its own key: write \`epoch: ${epoch}\`` }),
    ...(what === 'name' && texts.name.pattern.test(lower) ? { hint: `write \`${lower}\`` } : {}),
  });
  return false;
}

// The name of the package, which is also in the name of its plan.
function hasFileNames(resolver: Resolver, names: readonly string[], path: KeyPath): boolean {
  const mistakes = names.flatMap((name) => {
    const mistake = fileNameMistake(name);
    return mistake === undefined ? [] : `the name of a file ${mistake}: ${name}`;
  });
  for (const message of mistakes) resolver.report({ code: 'file-name', message, path, atKey: true });
  return mistakes.length === 0;
}

function resolveOwnVersion(
  { resolver, set, name, format, values }: OwnInputs,
  own: PackageConfig,
): Version | undefined {
  const path = own.version === undefined ? ['version'] : ['packages', name, 'version'];
  const scope = scopeOfSet(set, { package: values.package ?? name });
  const text = own.version === undefined ? undefined : resolver.resolve(own.version, path, scope);
  if (own.version !== undefined && text === undefined) return undefined;
  const version = text === undefined ? set.version : parseVersion(text);
  if (version === undefined) return undefined;
  const written = text ?? version.text;
  return obeys(resolver, format, 'version', version.upstream, { path, written }) ? version : undefined;
}

function resolveRevision(inputs: OwnInputs, own: PackageConfig, version: Version | undefined): string | undefined {
  const { resolver, set, name, format, values } = inputs;
  const byFormat = typeof resolver.located.config.revision === 'string' ? [] : [format];
  const path = own.revision === undefined ? ['revision', ...byFormat] : ['packages', name, 'revision'];
  const ofSet = set.revisions[format];
  const before = { version, epoch: own.epoch ?? set.epoch, revision: ofSet };
  const scope = scopeOfPackage(set, before, { package: values.package ?? name });
  const revision = own.revision === undefined ? ofSet : resolver.resolve(own.revision, path, scope);
  if (revision === undefined) return undefined;
  return obeys(resolver, format, 'revision', revision, { path }) ? revision : undefined;
}

// A label in contents is a source of its own, whose name it is; a tree of it is opened where it is an archive.
function usedSources(sources: readonly ResolvedSource[], contents: readonly PlanContent[]): Plan['sources'] {
  const used = new Map<string, Plan['sources'][string]>();
  for (const content of contents) {
    if (!('src' in content) || !('source' in content.src)) continue;
    const name = content.src.source;
    const source = sources.find((one) => one.name === name);
    const extract = source?.extract ?? (content.type === 'tree' || used.get(name)?.extract === true);
    const fetched = source === undefined || source.urls.length === 0 ? {} : { isFetched: true as const };
    if (source !== undefined || isLabel(name)) used.set(name, { file: source?.file ?? name, extract, ...fetched });
  }
  return Object.fromEntries(used);
}
