/** Which variables have a value where: in the set as a whole, for one architecture, in one package. */
import type { Config } from '../config/schema.ts';
import { type Format, formats } from '../format/format.ts';
import { lookUp } from '../look_up.ts';
import type { Reader } from './reader.ts';
import { type Scope, type Values, versionValues } from './variables.ts';
import { type Version, readVersion } from './version.ts';

/** What is the same for all packages. */
export interface SetScope {
  readonly version: Version;
  /** 0 is none. */
  readonly epoch: number;
  readonly revisions: Readonly<Record<Format, string>>;
  /** With a `revision` where both formats have the same. */
  readonly values: Values;
  readonly vars: Readonly<Record<string, string>>;
}

/** Undefined where the version or the revision of the set cannot be read, which is then reported. */
export function readSet(reader: Reader): SetScope | undefined {
  const { config } = reader.located;
  const vars = config.vars ?? {};
  const text = reader.read(config.version, ['version'], { values: {}, vars, varValues: {} });
  if (text === undefined) return undefined;
  const version = readVersion(text);
  const epoch = config.epoch ?? 0;
  const numbers = { ...versionValues(version.text, version.numbers), epoch: String(epoch) };
  const scope = { values: numbers, vars, varValues: numbers };
  const revisions = readRevisions(config.revision, reader, scope);
  if (revisions === undefined) return undefined;
  const isOne = revisions.deb === revisions.rpm;
  return { version, epoch, revisions, values: { ...numbers, ...(isOne ? { revision: revisions.deb } : {}) }, vars };
}

function readRevisions(written: Config['revision'], reader: Reader, scope: Scope): SetScope['revisions'] | undefined {
  if (typeof written === 'string') {
    const revision = reader.read(written, ['revision'], scope);
    return revision === undefined ? undefined : { deb: revision, rpm: revision };
  }
  const deb = reader.read(written.deb, ['revision', 'deb'], scope);
  const rpm = reader.read(written.rpm, ['revision', 'rpm'], scope);
  return deb === undefined || rpm === undefined ? undefined : { deb, rpm };
}

/** The scope of `sources`, and what `vars` see; `more` adds what is known beside the set. */
export function scopeOfSet(set: SetScope, more: Values): Scope {
  const values = { ...set.values, ...more };
  return { values, vars: set.vars, varValues: values };
}

/** What a package says of its version, or the set for it. */
export type OwnVersion = Pick<SetScope, 'version' | 'epoch'> & { readonly revision: string };

/** The scope of a package: the version and its parts are the package's own, but not in the user's `vars`. */
export function scopeOfPackage(set: SetScope, own: OwnVersion, more: Values): Scope {
  const { version, epoch, revision } = own;
  const values = { ...more, ...versionValues(version.text, version.numbers), epoch: String(epoch), revision };
  return { values, vars: set.vars, varValues: { ...set.values, ...more } };
}

/** Undefined for a name that no format knows. */
export function architectureValues(config: Config, architecture: string): Values {
  const debName = nameIn(config, 'deb', architecture);
  const rpmName = nameIn(config, 'rpm', architecture);
  return {
    arch: architecture,
    ...(debName === undefined ? {} : { deb_arch: debName }),
    ...(rpmName === undefined ? {} : { rpm_arch: rpmName }),
  };
}

/** The format's own name of an architecture, undefined for one that it does not have. */
export function nameIn(config: Config, format: Format, architecture: string): string | undefined {
  const given = config.architectureNames ?? {};
  const own = lookUp(given, architecture)?.[format];
  const table: Readonly<Record<string, string>> = formats[format].architectures;
  return own ?? lookUp(table, architecture);
}
