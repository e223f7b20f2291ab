/** Makes the tags for the relations of an rpm. https://rpm-software-management.github.io/rpm/manual/dependencies.html */
import { namesOf, type Operator, type Relation } from '../../../format/format.ts';
import type { RpmFeature } from '../../../format/compression.ts';
import type { ScriptKind } from '../../../schema/scripts.ts';
import { LUA, type Scriptlet, scriptletOf } from '../../../stanza/interpreter.ts';
import { relationFields } from '../../../format/relations.ts';
import { lookUp } from '../../../system/look_up.ts';
import { rpm } from '../../../format/rpm.ts';
import { fullVersion, type Plan } from '../../../plan/plan.ts';
import type { Gathered } from '../../../stage/stage.ts';
import { int32, strings, type TagValue } from './header.ts';
import { RELATION_TAGS, SCRIPT_TAGS, SENSE } from './tags.ts';
import { compareBytes } from '../../../plan/paths.ts';

/** `Requires(pre)` and similar tags are requirements with the flag of the script. */
export const QUALIFIERS: Readonly<Record<string, number>> = {
  'Requires(pretrans)': SCRIPT_TAGS.pretrans.sense,
  'Requires(pre)': SCRIPT_TAGS.preinstall.sense,
  'Requires(post)': SCRIPT_TAGS.postinstall.sense,
  'Requires(preun)': SCRIPT_TAGS.preremove.sense,
  'Requires(postun)': SCRIPT_TAGS.postremove.sense,
  'Requires(posttrans)': SCRIPT_TAGS.posttrans.sense,
};

export function relationTags(
  plan: Plan,
  { scripts, triggers }: Gathered,
  features: RpmFeatures,
): Map<number, TagValue> {
  const all = new Map<keyof typeof RELATION_TAGS, RpmRelation[]>();
  const add = (field: keyof typeof RELATION_TAGS, relation: RpmRelation): void =>
    void all.set(field, [...(all.get(field) ?? []), relation]);
  const fields = relationFields(plan.relations, 'rpm');
  for (const [field, relations] of fields) {
    const qualifier = lookUp(QUALIFIERS, field);
    const kind = (qualifier === undefined ? field : 'Requires') as keyof typeof RELATION_TAGS;
    for (const one of relations.flatMap((relation) => headerRelations(relation, qualifier))) add(kind, one);
  }
  for (const provided of ownNames(plan)) add('Provides', provided);
  const programs = [
    ...Object.entries(SCRIPT_TAGS).flatMap(([kind, { sense }]) => {
      const script = scripts.get(kind as ScriptKind);
      return script === undefined ? [] : [{ sense, program: scriptletOf(script).program }];
    }),
    ...triggers.scripts.map(({ text }) => ({ sense: 0, program: scriptletOf(text).program })),
  ];
  for (const { sense, program } of programs) {
    if (program[0] !== LUA) add('Requires', { name: program[0], flags: SENSE.interpreter | sense, version: '' });
  }
  const said = [...[...fields.values()].flat(), ...triggers.scripts.map(({ on }) => on)];
  for (const [name, version] of neededFeatures(
    { ...features, programs: programs.map(({ program }) => program) },
    said,
    plan,
  )) {
    add('Requires', { name: `rpmlib(${name})`, flags: SENSE.rpmlib | SENSE.less | SENSE.equal, version });
  }
  return new Map([...all].flatMap(([field, relations]) => tagsOf(RELATION_TAGS[field], relations)));
}

function tagsOf(
  tags: { name: number; flags: number; version: number },
  relations: readonly RpmRelation[],
): [number, TagValue][] {
  const sorted = distinctRelations(relations).sort(compareRelations);
  return [
    [tags.name, strings(sorted.map(({ name }) => name))],
    [tags.flags, int32(sorted.map(({ flags }) => flags))],
    [tags.version, strings(sorted.map(({ version }) => version))],
  ];
}

function distinctRelations(relations: readonly RpmRelation[]): RpmRelation[] {
  return [...new Map(relations.map((relation) => [JSON.stringify(relation), relation])).values()];
}

function ownNames(plan: Plan): RpmRelation[] {
  const { package: name, formatArchitecture } = plan;
  const isa = isaOf(formatArchitecture);
  const names = [name, ...(isa === undefined ? [] : [`${name}(${isa})`])];
  return names.map((own) => ({ name: own, flags: SENSE.equal, version: fullVersion(plan) }));
}

/** The features that rpm needs to unpack the package: https://rpm-software-management.github.io/rpm/manual/dependencies.html#rpmlib */
export interface RpmFeatures {
  readonly hasHardLinks: boolean;
  readonly hasLargeFiles: boolean;
  readonly hasCapabilities: boolean;
  /** What the compression of the payload takes. */
  readonly payload: RpmFeature | undefined;
}

type Features = RpmFeatures & { readonly programs: readonly Scriptlet['program'][] };

function neededFeatures(features: Features, relations: readonly Relation[], plan: Plan): [string, string][] {
  const bounds = relations.flatMap(namesOf).flatMap((named) => named.bounds);
  const versions = [plan.version, plan.revision, ...bounds.map(({ version }) => version)];
  const needed: [boolean, string, string][] = [
    [true, 'CompressedFileNames', '3.0.4-1'],
    [true, 'FileDigests', '4.6.0-1'],
    [true, 'PayloadFilesHavePrefix', '4.0-1'],
    [features.programs.some(([path]) => path === LUA), 'BuiltinLuaScripts', '4.2.2-1'],
    [features.programs.some(({ length }) => length > 1), 'ScriptletInterpreterArgs', '4.0.3-1'],
    [features.hasHardLinks, 'PartialHardlinkSets', '4.0.4-1'],
    [features.hasCapabilities, 'FileCaps', '4.6.1-1'],
    [features.hasLargeFiles, 'LargeFiles', '4.12.0-1'],
    [versions.some((version) => version.includes('~')), 'TildeInVersions', '4.10.0-1'],
    [versions.some((version) => version.includes('^')), 'CaretInVersions', '4.15.0-1'],
    [relations.some((relation) => 'any' in relation || 'rich' in relation), 'RichDependencies', '4.12.0-1'],
  ];
  const { payload } = features;
  return [
    ...needed.flatMap(([isNeeded, name, version]): [string, string][] => (isNeeded ? [[name, version]] : [])),
    ...(payload === undefined ? [] : [[payload.name, payload.version] satisfies [string, string]]),
  ];
}

/* One relation of an rpm, as its header has it. https://rpm-software-management.github.io/rpm/manual/dependencies.html */

export interface RpmRelation {
  readonly name: string;
  readonly flags: number;
  readonly version: string;
}

const SENSES: Readonly<Record<Operator, number>> = {
  '<': SENSE.less,
  '<=': SENSE.less | SENSE.equal,
  '=': SENSE.equal,
  '>=': SENSE.greater | SENSE.equal,
  '>': SENSE.greater,
};

/**
 * The entries of a relation: one for each bound. Alternatives are a single entry with the name `(a or b)`, and so is a rich relation. `flags` are added to each
 * comparison.
 */
export function headerRelations(relation: Relation, flags = 0): RpmRelation[] {
  if ('any' in relation || 'rich' in relation) return rpm.spell(relation).map((name) => ({ name, flags, version: '' }));
  const { name, bounds } = relation;
  if (bounds.length === 0) return [{ name, flags, version: '' }];
  return bounds.map(({ op, version }) => ({ name, flags: flags | SENSES[op], version }));
}

/** The order of entries in a header. */
export function compareRelations(left: RpmRelation, right: RpmRelation): number {
  return compareBytes(left.name, right.name) || compareBytes(left.version, right.version) || left.flags - right.flags;
}

/** rpm's name of an architecture's instruction set, as in `kubelet(x86-64)`: the macro `__isa` of rpm's platforms. */
const ISA: Readonly<Record<string, readonly string[]>> = {
  'aarch-64': ['aarch64'],
  'alpha-64': ['alpha', 'alphaev5', 'alphaev56', 'alphaev6', 'alphaev67', 'alphapca56'],
  'armv7hl-32': ['armv7hl', 'armv7hnl'],
  'ia-64': ['ia64'],
  'mips-32': ['mips', 'mipsel'],
  'mips-64': ['mips64', 'mips64el'],
  'mipsr6-32': ['mipsr6', 'mipsr6el'],
  'mipsr6-64': ['mips64r6', 'mips64r6el'],
  'ppc-32': [
    'ppc', 'ppc32dy4', 'ppc64iseries', 'ppc64pseries', 'ppc8260', 'ppc8560', 'ppciseries', 'ppcpseries',
  ], // prettier-ignore
  'ppc-64': ['ppc64', 'ppc64le', 'ppc64p7'],
  'riscv-64': ['riscv64'],
  's390-32': ['s390'],
  's390-64': ['s390x'],
  'sh-32': ['sh', 'sh3', 'sh4', 'sh4a'],
  'sparc-32': ['sparc', 'sparcv8', 'sparcv9', 'sparcv9v'],
  'sparc-64': ['sparc64', 'sparc64v'],
  'x86-32': ['athlon', 'geode', 'i386', 'i486', 'i586', 'i686', 'pentium3', 'pentium4'],
  'x86-64': ['amd64', 'ia32e', 'x86_64'],
};

const BY_ARCHITECTURE = new Map(Object.entries(ISA).flatMap(([isa, names]) => names.map((name) => [name, isa])));

/** The instruction set of an architecture, by rpm's name; undefined for `noarch` and for what rpm does not know. */
export function isaOf(architecture: string): string | undefined {
  if (/^(?:armv[3-8]|m68k$)/.test(architecture)) return BY_ARCHITECTURE.get(architecture) ?? `${architecture}-32`;
  return architecture === 'loongarch64' ? 'loongarch64-64' : BY_ARCHITECTURE.get(architecture);
}
