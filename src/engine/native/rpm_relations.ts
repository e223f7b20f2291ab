/** The relations of an rpm, as its header has them. https://rpm-software-management.github.io/rpm/manual/dependencies.html */
import type { ScriptKind } from '../../config/schema.ts';
import { relationFields } from '../../format/relations.ts';
import { lookUp } from '../../look_up.ts';
import { fullVersion, type Plan } from '../../plan/plan.ts';
import type { Gathered } from '../../stage/stage.ts';
import { isaOf } from './isa.ts';
import { compareRelations, EQUAL, LESS, parseRelation, type RpmRelation } from './relation.ts';
import { int32, strings, type TagValue } from './rpm_header.ts';
import { RELATION_TAGS, SCRIPT_TAGS } from './rpm_tags.ts';

const INTERPRETER = 1 << 8;
const RPMLIB = 1 << 24;

/** `Requires(pre)` and its like are requirements with a flag. */
const QUALIFIERS: Readonly<Record<string, number>> = {
  'Requires(pre)': 1 << 9,
  'Requires(post)': 1 << 10,
  'Requires(preun)': 1 << 11,
  'Requires(postun)': 1 << 12,
  'Requires(pretrans)': 1 << 7,
  'Requires(posttrans)': 1 << 5,
};

export function relationTags(
  plan: Plan,
  { scripts, triggers }: Gathered,
  features: RpmFeatures,
): Map<number, TagValue> {
  const all = new Map<keyof typeof RELATION_TAGS, RpmRelation[]>();
  const add = (field: keyof typeof RELATION_TAGS, relation: RpmRelation): void =>
    void all.set(field, [...(all.get(field) ?? []), relation]);
  for (const [field, entries] of relationFields(plan.relations, 'rpm')) {
    const qualifier = lookUp(QUALIFIERS, field);
    const kind = (qualifier === undefined ? field : 'Requires') as keyof typeof RELATION_TAGS;
    for (const entry of entries) add(kind, parseRelation(entry, qualifier));
  }
  for (const provided of ownNames(plan)) add('Provides', provided);
  for (const [kind, { sense }] of Object.entries(SCRIPT_TAGS)) {
    if (scripts.has(kind as ScriptKind)) add('Requires', interpreter(sense));
  }
  if (triggers.scripts.length > 0) add('Requires', interpreter(0));
  const written = [...[...all.values()].flat(), ...triggers.scripts.map(({ on }) => parseRelation(on))];
  for (const [name, version] of neededFeatures(features, written, plan)) {
    add('Requires', { name: `rpmlib(${name})`, flags: RPMLIB | LESS | EQUAL, version });
  }
  return new Map([...all].flatMap(([field, relations]) => tagsOf(RELATION_TAGS[field], relations)));
}

function tagsOf(
  tags: { name: number; flags: number; version: number },
  relations: readonly RpmRelation[],
): [number, TagValue][] {
  const sorted = distinct(relations).sort(compareRelations);
  return [
    [tags.name, strings(sorted.map(({ name }) => name))],
    [tags.flags, int32(sorted.map(({ flags }) => flags))],
    [tags.version, strings(sorted.map(({ version }) => version))],
  ];
}

function distinct(relations: readonly RpmRelation[]): RpmRelation[] {
  return [...new Map(relations.map((relation) => [JSON.stringify(relation), relation])).values()];
}

function interpreter(sense: number): RpmRelation {
  return { name: '/bin/sh', flags: INTERPRETER | sense, version: '' };
}

function ownNames(plan: Plan): RpmRelation[] {
  const { package: name, formatArchitecture } = plan;
  const isa = isaOf(formatArchitecture);
  const names = [name, ...(isa === undefined ? [] : [`${name}(${isa})`])];
  return names.map((own) => ({ name: own, flags: EQUAL, version: fullVersion(plan) }));
}

/** What a reader must know to unpack the package: https://rpm-software-management.github.io/rpm/manual/dependencies.html#rpmlib */
export interface RpmFeatures {
  readonly hasHardLinks: boolean;
  readonly hasLargeFiles: boolean;
  readonly isXz: boolean;
  readonly isZstd: boolean;
}

function neededFeatures(features: RpmFeatures, relations: readonly RpmRelation[], plan: Plan): [string, string][] {
  const versions = [plan.version, plan.revision, ...relations.map(({ version }) => version)];
  const needed: [boolean, string, string][] = [
    [true, 'CompressedFileNames', '3.0.4-1'],
    [true, 'FileDigests', '4.6.0-1'],
    [true, 'PayloadFilesHavePrefix', '4.0-1'],
    [features.hasHardLinks, 'PartialHardlinkSets', '4.0.4-1'],
    [features.hasLargeFiles, 'LargeFiles', '4.12.0-1'],
    [features.isXz, 'PayloadIsXz', '5.2-1'],
    [features.isZstd, 'PayloadIsZstd', '5.4.18-1'],
    [versions.some((version) => version.includes('~')), 'TildeInVersions', '4.10.0-1'],
    [versions.some((version) => version.includes('^')), 'CaretInVersions', '4.15.0-1'],
    [relations.some(({ name }) => name.startsWith('(')), 'RichDependencies', '4.12.0-1'],
  ];
  return needed.flatMap(([isNeeded, name, version]) => (isNeeded ? [[name, version]] : []));
}
