/** What an rpm says of itself: name, version, texts, scriptlets. */
import type { ScriptKind } from '../../config/schema.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Gathered } from '../../stage/stage.ts';
import type { RpmFile } from './rpm_files.ts';
import { LARGEST_SMALL } from './rpm_files.ts';
import { i18n, int32, int64, string, strings, type TagValue } from './rpm_header.ts';
import { FIELD_TAGS, SCRIPT_TAGS, TAG } from './rpm_tags.ts';

type Tags = [number, TagValue][];

export function packageTags(
  plan: Plan,
  scripts: Gathered['scripts'],
  files: readonly RpmFile[],
): Map<number, TagValue> {
  const { package: name, version, revision } = plan;
  const size = installedBytes(files);
  return new Map<number, TagValue>([
    [TAG.HEADERI18NTABLE, strings(['C'])],
    [TAG.NAME, string(name)],
    [TAG.VERSION, string(version)],
    [TAG.RELEASE, string(revision)],
    ...(plan.epoch === undefined ? [] : ([[TAG.EPOCH, int32([plan.epoch])]] satisfies Tags)),
    [TAG.SUMMARY, i18n(plan.summary)],
    [TAG.DESCRIPTION, i18n(plan.description.trim() === '' ? plan.summary : plan.description.trimEnd())],
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
    ...scriptTags(scripts),
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

function scriptTags(scripts: Gathered['scripts']): Tags {
  return Object.entries(SCRIPT_TAGS).flatMap(([kind, { text, program }]): Tags => {
    const script = scripts.get(kind as ScriptKind);
    // rpmbuild takes the blanks at both ends away.
    return script === undefined
      ? []
      : [
          [text, string(script.toString('utf8').trim())],
          [program, string('/bin/sh')],
        ];
  });
}

function customTags({ fields = {} }: Plan): Tags {
  return Object.entries(fields).map(([name, value]): [number, TagValue] => {
    if (name === 'Prefixes') return [TAG.PREFIXES, strings(value.split(/\s+/))];
    const tag = FIELD_TAGS[name];
    if (tag === undefined) throw new Error(`no tag is called ${name}`);
    return [tag, string(value)];
  });
}
