/** The tags of the package itself: name, version, descriptions, scriptlets. */
import { spellLines, timeOf } from '../../../stanza/changelog/rpm.ts';
import type { Plan } from '../../../plan/plan.ts';
import type { Gathered } from '../../../stage/stage.ts';
import { descriptionLines, FIELDS, TEXT_KEYS } from '../../../format/fields.ts';
import type { RpmFile } from './files.ts';
import { LARGEST_SMALL } from './files.ts';
import { i18n, int32, int64, string, strings, type TagValue } from './header.ts';
import { scriptTags } from './scriptlets.ts';
import { TAG, tagCalled } from './tags.ts';

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
    ...textTags(plan),
    [TAG.SUMMARY, i18n(plan.summary)],
    [
      TAG.DESCRIPTION,
      i18n(plan.description.trim() === '' ? plan.summary : descriptionLines(plan.description).join('\n')),
    ],
    [TAG.BUILDTIME, int32([plan.sourceDateEpoch])],
    [TAG.BUILDHOST, string('onepack')],
    size > LARGEST_SMALL ? [TAG.LONGSIZE, int64([size])] : [TAG.SIZE, int32([size])],
    [TAG.GROUP, i18n(plan.section ?? 'Unspecified')],
    [TAG.OS, string('linux')],
    [TAG.ARCH, string(plan.formatArchitecture)],
    // A package with this tag is a binary package, one without it a source package.
    [TAG.SOURCERPM, string(`${name}-${version}-${revision}.src.rpm`)],
    [TAG.ENCODING, string('utf-8')],
    ...scriptTags(gathered),
    ...changelogTags(gathered),
    ...customTags(plan),
  ]);
}

// All as plain strings. The caller then replaces the tags that may be translated, since these have another type.
function textTags(plan: Plan): Tags {
  return FIELDS.flatMap(({ key, rpm }): Tags => {
    const value = TEXT_KEYS.flatMap((text) => (text === key ? (plan[text] ?? []) : [])).join('');
    return rpm === undefined || value === '' ? [] : [[tagCalled(rpm), string(value)]];
  });
}

// A file with several names counts once, and a ghost does not count.
function installedBytes(files: readonly RpmFile[]): number {
  const sizes = new Map(files.map(({ inode, size }) => [inode, size]));
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

// Entries have a date, which rpmbuild turns into noon UTC: https://rpm-software-management.github.io/rpm/manual/spec.html#changelog-section
function changelogTags({ changelog }: Gathered): Tags {
  if (changelog === undefined) return [];
  const { entries } = changelog;
  return [
    [TAG.CHANGELOGTIME, int32(entries.map(({ date }) => timeOf(date)))],
    [TAG.CHANGELOGNAME, strings(entries.map(({ maintainer, version }) => `${maintainer} - ${version}`))],
    [TAG.CHANGELOGTEXT, strings(entries.map(({ lines }) => spellLines(lines).join('\n').trim()))],
  ];
}

function customTags({ fields = {} }: Plan): Tags {
  return Object.entries(fields).map(([name, value]): [number, TagValue] => {
    if (name === 'Prefixes') return [TAG.PREFIXES, strings(value.split(/\s+/))];
    return [tagCalled(name), string(value)];
  });
}
