/** What an rpm says of itself: name, version, texts, scriptlets. */
import { spellLines } from '../../format/rpm_changelog.ts';
import { lookUp } from '../../look_up.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Gathered } from '../../stage/stage.ts';
import { descriptionLines } from './description.ts';
import type { RpmFile } from './rpm_files.ts';
import { LARGEST_SMALL } from './rpm_files.ts';
import { i18n, int32, int64, string, strings, type TagValue } from './rpm_header.ts';
import { scriptTags } from './rpm_scripts.ts';
import { FIELD_TAGS, TAG } from './rpm_tags.ts';

type Tags = [number, TagValue][];

export function packageTags(plan: Plan, gathered: Gathered, files: readonly RpmFile[]): Map<number, TagValue> {
  const { package: name, version, revision } = plan;
  const size = installedBytes(files);
  return new Map<number, TagValue>([
    [TAG.HEADERI18NTABLE, strings(['C'])],
    [TAG.NAME, string(name)],
    [TAG.VERSION, string(version)],
    [TAG.RELEASE, string(revision)],
    ...(plan.epoch === undefined ? [] : ([[TAG.EPOCH, int32([plan.epoch])]] satisfies Tags)),
    [TAG.SUMMARY, i18n(plan.summary)],
    [
      TAG.DESCRIPTION,
      i18n(plan.description.trim() === '' ? plan.summary : descriptionLines(plan.description).join('\n')),
    ],
    [TAG.BUILDTIME, int32([plan.sourceDateEpoch])],
    [TAG.BUILDHOST, string('onepack')],
    size > LARGEST_SMALL ? [TAG.LONGSIZE, int64([size])] : [TAG.SIZE, int32([size])],
    ...optional(TAG.VENDOR, plan.vendor),
    ...optional(TAG.LICENSE, plan.license),
    ...optional(TAG.PACKAGER, plan.maintainer),
    ...optional(TAG.URL, plan.homepage),
    [TAG.GROUP, i18n(plan.section ?? 'Unspecified')],
    [TAG.OS, string('linux')],
    [TAG.ARCH, string(plan.formatArchitecture)],
    // Its being there is what makes a package a binary one.
    [TAG.SOURCERPM, string(`${name}-${version}-${revision}.src.rpm`)],
    [TAG.ENCODING, string('utf-8')],
    ...scriptTags(gathered),
    ...changelogTags(gathered),
    ...customTags(plan),
  ]);
}

function optional(tag: number, value: string | undefined): Tags {
  return value === undefined || value === '' ? [] : [[tag, string(value)]];
}

// A file with several names counts once, a ghost not at all.
function installedBytes(files: readonly RpmFile[]): number {
  const sizes = new Map(files.map(({ inode, size }) => [inode, size]));
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

// https://rpm-software-management.github.io/rpm/manual/spec.html#changelog-section: days, which rpmbuild puts at noon UTC.
function changelogTags({ changelog }: Gathered): Tags {
  if (changelog === undefined) return [];
  const { entries } = changelog;
  return [
    [TAG.CHANGELOGTIME, int32(entries.map(({ date }) => date.day + NOON))],
    [TAG.CHANGELOGNAME, strings(entries.map(({ maintainer, version }) => `${maintainer} - ${version}`))],
    [TAG.CHANGELOGTEXT, strings(entries.map(({ lines }) => spellLines(lines).join('\n').trim()))],
  ];
}

const NOON = 12 * 60 * 60;

function customTags({ fields = {} }: Plan): Tags {
  return Object.entries(fields).map(([name, value]): [number, TagValue] => {
    if (name === 'Prefixes') return [TAG.PREFIXES, strings(value.split(/\s+/))];
    const tag = lookUp(FIELD_TAGS, name);
    if (tag === undefined) throw new Error(`no tag is called ${name}`);
    return [tag, string(value)];
  });
}
