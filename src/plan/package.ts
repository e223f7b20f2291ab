/** One package in one format for one architecture. */
import {
  type Compression,
  type Config,
  DEFAULT_COMPRESSION,
  type PackageConfig,
  SCRIPT_KINDS,
} from '../config/schema.ts';
import { isLabel } from '../config/label.ts';
import type { KeyPath } from '../diagnostics.ts';
import { fileNameMistake } from '../file_name.ts';
import { FIELDS } from '../format/fields.ts';
import { type Format, formats } from '../format/format.ts';
import { RELATION_KINDS } from '../format/relations.ts';
import { lookUp } from '../look_up.ts';
import { resolveBrought, withNeeds } from './brought.ts';
import type { Claims } from './claims.ts';
import { resolveContents } from './contents.ts';
import { readCustomFields } from './custom_fields.ts';
import { readFields } from './fields.ts';
import { limitsOf } from './limits.ts';
import { resolvePath } from './paths.ts';
import { PLAN_VERSION, type Plan, type PlanContent, planName } from './plan.ts';
import type { Mistake, Reader } from './reader.ts';
import { resolveRelations } from './relation.ts';
import { type SetScope, scopeOfPackage, scopeOfSet } from './scope.ts';
import type { ResolvedSource } from './sources.ts';
import { readTriggers } from './triggers.ts';
import type { Scope, Values } from './variables.ts';
import { type Version, readVersion } from './version.ts';

export interface PackageInputs {
  /** Of the config with `overrides.<format>` merged in. */
  readonly reader: Reader;
  readonly set: SetScope;
  readonly name: string;
  readonly format: Format;
  readonly formatArchitecture: string;
  /** The variables that do not depend on a version. */
  readonly values: Values;
  /** Of this architecture. */
  readonly sources: readonly ResolvedSource[];
  /** Of other packages of this format and architecture. */
  readonly claims: Claims;
}

/** Undefined where something is wrong, which is then reported. */
export function resolvePackage(inputs: PackageInputs): Plan | undefined {
  const { reader, set, name, format, formatArchitecture, values } = inputs;
  const { config, file } = reader.located;
  const own = lookUp(config.packages, name);
  const rules = formats[format];
  if (own === undefined) return undefined;
  const path = ['packages', name];
  const isNamed = obeys(reader, format, 'name', name, { path, atKey: true });
  const version = readOwnVersion(inputs, own);
  const epoch = own.epoch ?? set.epoch;
  const revision = version === undefined ? undefined : readRevision(inputs, own, version);
  if (version === undefined || revision === undefined || !isNamed) return undefined;

  const scope = scopeOfPackage(set, { version, epoch, revision }, values);
  const limits = limitsOf(config.engine, format);
  const fields = readFields(own, name, format, limits, scope, reader);
  // A package of 1.32.0-alpha.1 is 1.32.0~alpha.1 for those who depend on it.
  const inRelations = { ...scope, values: { ...scope.values, version: version.upstream } };
  const context = { reader, scope: inRelations, format, setVersion: set.version };
  const custom = readCustomFields(own, name, format, formatArchitecture, scope, reader);
  const relations = Object.fromEntries(
    RELATION_KINDS.map((kind) => [kind, resolveRelations(kind, own[kind] ?? {}, [...path, kind], context)]),
  ) as Plan['relations'];
  const written = (own.contents ?? []).map((entry, index) => ({ entry, path: [...path, 'contents', index] }));
  const { claims } = inputs;
  const brought = resolveBrought(own, path, { reader, scope, format, name, contents: written, claims });
  const contents = resolveContents([...written, ...brought.contents], {
    reader,
    scope,
    limits,
    format,
    owners: claims.owners,
    name,
  });
  const changelog = readChangelog(inputs, own, scope);
  const scripts = readScripts(inputs, own, scope);
  const triggers = readTriggers(own, name, format, scope, reader);
  const fileName = rules.fileName(name, version.upstream, revision, formatArchitecture);
  const architecture = values.arch ?? formatArchitecture;
  // What is wrong with an architecture alone is the config's.
  const planFile =
    fileNameMistake(architecture) === undefined ? [`${planName({ package: name, architecture, format })}.json`] : [];
  const hasNames = hasFileNames(reader, [fileName, ...planFile], path);
  if (fields === undefined || !hasNames) return undefined;
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
    relations: withNeeds(relations, brought.needs),
    contents,
    ...(changelog === undefined ? {} : { changelog }),
    scripts,
    ...brought.keys,
    ...(triggers.length === 0 ? {} : { triggers }),
    sources: usedSources(inputs.sources, contents),
  };
}

/** What the version of a package follows from. */
export type OwnInputs = Pick<PackageInputs, 'reader' | 'set' | 'name' | 'format' | 'values'>;

/** The scope of a package's texts alone; undefined where its version or revision cannot be read. */
export function readScope(inputs: OwnInputs, own: PackageConfig): Scope | undefined {
  const version = readOwnVersion(inputs, own);
  const revision = version === undefined ? undefined : readRevision(inputs, own, version);
  if (version === undefined || revision === undefined) return undefined;
  return scopeOfPackage(inputs.set, { version, epoch: own.epoch ?? inputs.set.epoch, revision }, inputs.values);
}

function compressionOf(written: Config['compression'], format: Format): Compression {
  return typeof written === 'string' ? written : (written[format] ?? DEFAULT_COMPRESSION);
}

const CODES = { name: 'package-name', version: 'version-syntax', revision: 'revision-syntax' } as const;

/** `written`: the text as the user has it. */
type At = Pick<Mistake, 'path' | 'atKey'> & { readonly written?: string };

// Whether the format's own tools take the text.
function obeys(reader: Reader, format: Format, what: keyof typeof CODES, text: string, at: At): boolean {
  const { called, texts } = formats[format];
  if (texts[what].pattern.test(text)) return true;
  const [, epoch] = what === 'version' ? (/^([0-9]+):/.exec(text) ?? []) : [];
  reader.report({
    code: CODES[what],
    message: `the ${what} of ${called} must be ${texts[what].allowed}, not "${at.written ?? text}"`,
    ...at,
    ...(epoch === undefined ? {} : { hint: `the epoch has its own key: write \`epoch: ${epoch}\`` }),
  });
  return false;
}

// The package is called so, and its plan.
function hasFileNames(reader: Reader, names: readonly string[], path: KeyPath): boolean {
  const mistakes = names.flatMap((name) => {
    const mistake = fileNameMistake(name);
    return mistake === undefined ? [] : `the name of a file ${mistake}: ${name}`;
  });
  for (const message of mistakes) reader.report({ code: 'file-name', message, path, atKey: true });
  return mistakes.length === 0;
}

function readOwnVersion({ reader, set, name, format, values }: OwnInputs, own: PackageConfig): Version | undefined {
  const path = own.version === undefined ? ['version'] : ['packages', name, 'version'];
  const scope = scopeOfSet(set, { package: values.package ?? name });
  const text = own.version === undefined ? undefined : reader.read(own.version, path, scope);
  if (own.version !== undefined && text === undefined) return undefined;
  const version = text === undefined ? set.version : readVersion(text);
  const written = text ?? version.text;
  return obeys(reader, format, 'version', version.upstream, { path, written }) ? version : undefined;
}

function readRevision(inputs: OwnInputs, own: PackageConfig, version: Version): string | undefined {
  const { reader, set, name, format, values } = inputs;
  const byFormat = typeof reader.located.config.revision === 'string' ? [] : [format];
  const path = own.revision === undefined ? ['revision', ...byFormat] : ['packages', name, 'revision'];
  const ofSet = set.revisions[format];
  const before = { version, epoch: own.epoch ?? set.epoch, revision: ofSet };
  const scope = scopeOfPackage(set, before, { package: values.package ?? name });
  const revision = own.revision === undefined ? ofSet : reader.read(own.revision, path, scope);
  if (revision === undefined) return undefined;
  return obeys(reader, format, 'revision', revision, { path }) ? revision : undefined;
}

function readChangelog({ reader, name }: PackageInputs, own: PackageConfig, scope: Scope): string | undefined {
  const path = own.changelog === undefined ? ['defaults', 'changelog'] : ['packages', name, 'changelog'];
  const written = own.changelog ?? reader.located.config.defaults?.changelog;
  const text = written === undefined ? undefined : reader.read(written, path, scope);
  return text === undefined ? undefined : resolvePath(reader.located.folderOf(path), text);
}

// A script that the format does not have is nothing there, as a deb's `priority` is in an rpm.
function readScripts({ reader, name, format }: PackageInputs, own: PackageConfig, scope: Scope): Plan['scripts'] {
  const scripts: Plan['scripts'] = {};
  for (const kind of SCRIPT_KINDS) {
    const written = own.scripts?.[kind];
    const isThere = FIELDS.some((field) => field.key === kind && field[format] !== undefined);
    if (written === undefined || !isThere) continue;
    const path = ['packages', name, 'scripts', kind];
    const text = reader.read(written, path, scope);
    if (text !== undefined) scripts[kind] = resolvePath(reader.located.folderOf(path), text);
  }
  return scripts;
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
