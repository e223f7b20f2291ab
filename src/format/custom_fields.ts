/**
 * Fields of a control file and tags of an rpm that no key of the config sets: which there are, and what may be in them.
 * deb: https://manpages.debian.org/deb-control.5; rpm: https://rpm-software-management.github.io/rpm/manual/spec.html#preamble-tags.
 */
import { lookUp } from '../system/look_up.ts';
import { deb } from './deb.ts';
import type { Format } from './format.ts';
import { RELATION_KINDS, RELATIONS } from './relations.ts';

/** A mistake: the end of a sentence about it, and what to write instead. */
export interface FieldMistake {
  readonly message: string;
  readonly hint?: string;
}

/** The mistake in the name of a field; undefined if there is none. */
export function mistakeInName(format: Format, name: string): FieldMistake | undefined {
  const setter = own(SETTERS[format], name.toLowerCase());
  if (setter !== undefined) return { message: `"${name}" cannot be set here: ${setter}` };
  return format === 'deb' ? mistakeInDebName(name) : mistakeInRpmName(name);
}

/** The mistake in the value of a field whose name is right. `architecture` is the format's own name. */
export function mistakeInValue(format: Format, name: string, value: string, architecture: string) {
  if (value === '') return { message: `"${name}" is empty; leave it out, or give it a value` };
  const check = own(VALUES[format], name.toLowerCase());
  return check?.(value, architecture);
}

const RELATION_SETTERS = (format: Format): [string, string][] =>
  RELATION_KINDS.flatMap((kind) =>
    RELATIONS[kind].fields[format].map((field): [string, string] => [field.toLowerCase(), keys(format, field)]),
  );

function keys(format: Format, field: string): string {
  const kinds = RELATION_KINDS.filter((kind) => RELATIONS[kind].fields[format].includes(field));
  return `it comes from ${kinds.map((kind) => `\`${kind}\``).join(', ')}`;
}

const key = (name: string): string => `it comes from \`${name}\``;
const DPKG = 'dpkg itself keeps it';
const ARCHIVE = 'an archive writes it into its index';
const SPEC = 'it is about building from source';

/** What sets each field or tag, by its name in lower case. */
const SETTERS: Readonly<Record<Format, Readonly<Record<string, string>>>> = {
  deb: {
    ...Object.fromEntries(RELATION_SETTERS('deb')),
    package: 'it is the name of the package',
    version: key('epoch`, `version` and `revision'),
    architecture: key('architectures'),
    maintainer: key('maintainer'),
    vendor: key('vendor'),
    homepage: key('homepage'),
    license: key('license'),
    section: key('section'),
    priority: key('priority'),
    description: key('summary` and `description'),
    'installed-size': 'it is counted',
    conffiles: key('contents'),
    status: DPKG,
    'config-version': DPKG,
    'triggers-pending': DPKG,
    'triggers-awaited': DPKG,
    filename: ARCHIVE,
    size: ARCHIVE,
    md5sum: ARCHIVE,
    sha1: ARCHIVE,
    sha256: ARCHIVE,
    sha512: ARCHIVE,
  },
  rpm: {
    ...Object.fromEntries(RELATION_SETTERS('rpm')),
    name: 'it is the name of the package',
    epoch: key('epoch'),
    version: key('version'),
    release: key('revision'),
    summary: key('summary'),
    license: key('license'),
    group: key('section'),
    url: key('homepage'),
    vendor: key('vendor'),
    packager: key('maintainer'),
    buildarch: key('architectures'),
    buildarchitectures: key('architectures'),
    prereq: key('pre-depends'),
    prefix: 'write `Prefixes`',
    autoreq: 'relations are those of the config',
    autoprov: 'relations are those of the config',
    autoreqprov: 'relations are those of the config',
    buildroot: SPEC,
    buildrequires: SPEC,
    buildprereq: SPEC,
    buildconflicts: SPEC,
    source: SPEC,
    patch: SPEC,
    nosource: SPEC,
    nopatch: SPEC,
    excludearch: SPEC,
    exclusivearch: SPEC,
    excludeos: SPEC,
    exclusiveos: SPEC,
  },
};

/** The other tags that rpmbuild 4.18 knows. */
const RPM_TAGS = [
  'BugURL',
  'DistTag',
  'Distribution',
  'ModularityLabel',
  'Prefixes',
  'TranslationURL',
  'UpstreamReleases',
  'VCS',
];

// https://www.debian.org/doc/debian-policy/ch-controlfields.html#syntax-of-control-files
function mistakeInDebName(name: string): FieldMistake | undefined {
  if (!/^(?![#-])[!-9;-~]+$/.test(name)) {
    return {
      message: `"${name}" is not the name of a field: ASCII characters without spaces and ":", and not "#" or "-" at the beginning`,
    };
  }
  const prefixed = /^X[BCS]+-(.+)$/i.exec(name)?.[1];
  return prefixed === undefined
    ? undefined
    : {
        message: `"${name}" is the name of the field in a source package`,
        hint: `write \`${prefixed}\`, as the binary has it`,
      };
}

function mistakeInRpmName(name: string): FieldMistake | undefined {
  if (RPM_TAGS.includes(name)) return undefined;
  const meant = RPM_TAGS.find((tag) => tag.toLowerCase() === name.toLowerCase());
  const message = `an rpm tag "${name}" cannot be set here; these can: ${RPM_TAGS.join(', ')}`;
  return meant === undefined ? { message } : { message, hint: `write \`${meant}\`` };
}

type Check = (value: string, architecture: string) => FieldMistake | undefined;

const yesOrNo: Check = (value) => oneOf(['yes', 'no'], value);

const oneToken: Check = (value) =>
  /\s/.test(value) ? { message: `this tag is one word, but "${value}" has a space` } : undefined;

// Only `=`: https://www.debian.org/doc/debian-policy/ch-relationships.html#s-built-using
const builtUsing: Check = (value) => {
  const bad = value.split(',').find((entry) => !isExact(entry.trim()));
  return bad === undefined
    ? undefined
    : { message: `"${bad.trim()}" is not "source (= version)"`, hint: 'separate several of them by commas' };
};

function isExact(entry: string): boolean {
  const [, source = '', version = ''] = /^(\S+) \(= (\S+)\)$/.exec(entry) ?? [];
  return deb.texts.name.pattern.test(source) && deb.texts.relationVersion.pattern.test(version);
}

// https://www.debian.org/doc/debian-policy/ch-controlfields.html#source
const source: Check = (value) => {
  const [, name = '', , version = '1'] = /^(\S+)( \((\S+)\))?$/.exec(value) ?? [];
  return deb.texts.name.pattern.test(name) && deb.texts.relationVersion.pattern.test(version)
    ? undefined
    : { message: `"${value}" is neither "source" nor "source (version)"` };
};

// A package for all architectures cannot be `same`, which means installed once for each: dpkg-gencontrol(1),
// https://wiki.ubuntu.com/MultiarchSpec
const multiArch: Check = (value, architecture) =>
  value === 'same' && architecture === 'all'
    ? { message: '"same" is not possible for a package of architecture `all`', hint: 'write `foreign`' }
    : oneOf(['no', 'same', 'foreign', 'allowed'], value);

const prefixes: Check = (value) =>
  value.split(/\s+/).every((path) => /^\/\S*[^/]$/.test(path))
    ? undefined
    : { message: `"${value}" must be absolute paths that do not end in "/", separated by spaces` };

const VALUES: Readonly<Record<Format, Readonly<Record<string, Check>>>> = {
  deb: {
    'multi-arch': multiArch,
    essential: yesOrNo,
    protected: yesOrNo,
    important: yesOrNo,
    'build-essential': yesOrNo,
    'built-using': builtUsing,
    'static-built-using': builtUsing,
    source,
  },
  rpm: { bugurl: oneToken, disttag: oneToken, modularitylabel: oneToken, vcs: oneToken, prefixes },
};

function oneOf(allowed: readonly string[], value: string): FieldMistake | undefined {
  if (allowed.includes(value)) return undefined;
  const meant = allowed.find((one) => one === value.toLowerCase());
  const message = `must be ${allowed.join(', ')}, not "${value}"`;
  return meant === undefined ? { message } : { message, hint: `write "${meant}"` };
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return lookUp(table, name);
}
