/**
 * Makes the control.tar of a deb:
 * https://www.debian.org/doc/debian-policy/ch-controlfields.html#binary-package-control-files-debian-control
 */
import { FIELDS, descriptionLines, TEXT_KEYS } from '../../../format/fields.ts';
import { spelledFields } from '../../../format/relations.ts';
import { fullVersion, type Plan } from '../../../plan/plan.ts';
import type { Entry } from '../../../stage/entry.ts';
import type { Gathered } from '../../../stage/stage.ts';
import type { Contents } from '../contents.ts';
import { installedSize } from './data_tar.ts';
import type { Part } from '../../../archive/part.ts';
import { tarEnd, tarHeader, tarPadding } from '../../../archive/tar.ts';

interface Member {
  readonly name: string;
  readonly text: Buffer;
  readonly mode: number;
}

export function* controlParts(plan: Plan, gathered: Gathered, contents: Contents): Generator<Part> {
  const { entries } = gathered;
  const members = [
    { name: 'control', text: Buffer.from(controlFile(plan, installedSize(entries, contents))), mode: 0o644 },
    { name: 'md5sums', text: Buffer.from(md5sums(entries, contents)), mode: 0o644 },
    ...conffiles(entries),
    ...scripts(gathered),
    ...triggers(gathered),
  ].sort((left, right) => (left.name < right.name ? -1 : 1));
  const owned = { mtime: plan.sourceDateEpoch, owner: 'root', group: 'root' };
  const parts = [tarHeader({ ...owned, name: './', type: 'folder', mode: 0o755 })];
  for (const { name, text, mode } of members) {
    parts.push(
      tarHeader({ ...owned, name: `./${name}`, type: 'file', mode, size: text.length }),
      text,
      tarPadding(text.length),
    );
  }
  const bytes = Buffer.concat(parts);
  yield { bytes };
  yield { bytes: tarEnd(bytes.length) };
}

// Lines of `hash  path`, where the path has no leading slash: https://manpages.debian.org/bookworm/dpkg-dev/deb-md5sums.5.en.html
function md5sums(entries: readonly Entry[], contents: Contents): string {
  return entries
    .flatMap((entry) => {
      const file = entry.kind === 'hardlink' ? entry.file : entry;
      return file.kind === 'file' ? [`${contents.of(file).md5}  ${entry.path.slice(1)}\n`] : [];
    })
    .join('');
}

// https://manpages.debian.org/bookworm/dpkg-dev/deb-conffiles.5.en.html
function conffiles(entries: readonly Entry[]): Member[] {
  const paths = entries.filter((entry) => entry.kind === 'file' && entry.config !== undefined).map(({ path }) => path);
  if (paths.length === 0) return [];
  return [{ name: 'conffiles', text: Buffer.from(paths.map((path) => `${path}\n`).join('')), mode: 0o644 }];
}

function scripts({ scripts: texts }: Gathered): Member[] {
  return [...texts].map(([kind, text]) => ({ name: fieldOf(kind), text, mode: kind === 'templates' ? 0o644 : 0o755 }));
}

// https://manpages.debian.org/bookworm/dpkg-dev/deb-triggers.5.en.html
function triggers({ triggers: { directives } }: Gathered): Member[] {
  return directives === '' ? [] : [{ name: 'triggers', text: Buffer.from(directives), mode: 0o644 }];
}

/** The fields in the order of the policy. */
const ORDER = [
  'Package', 'Source', 'Version', 'License', 'Vendor', 'Architecture', 'Essential', 'Maintainer', 'Installed-Size', 'Pre-Depends',
  'Depends', 'Recommends', 'Suggests', 'Enhances', 'Breaks', 'Conflicts', 'Replaces', 'Provides', 'Section', 'Priority', 'Multi-Arch',
  'Homepage',
]; // prettier-ignore

/** `size`: the Installed-Size in KiB. */
export function controlFile(plan: Plan, size: number): string {
  const fields = new Map<string, string>([
    ['Package', plan.package],
    ['Version', fullVersion(plan)],
    ['Architecture', plan.formatArchitecture],
    ['Installed-Size', String(size)],
    ...TEXT_KEYS.flatMap((key) =>
      plan[key] === undefined || plan[key] === '' ? [] : [[fieldOf(key), plan[key]] as const],
    ),
    ['Priority', plan.priority ?? 'optional'],
    ...[...spelledFields(plan.relations, 'deb')].map(([field, entries]) => [field, entries.join(', ')] as const),
    ...Object.entries(plan.fields ?? {}),
  ]);
  // The description is last, because it has several lines.
  fields.delete('Description');
  const rank = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  const lines = [...fields]
    .sort(([left], [right]) => rank(left) - rank(right))
    .map(([name, value]) => `${name}: ${value}\n`);
  return `${lines.join('')}Description: ${descriptionField(plan)}\n`;
}

function fieldOf(key: string): string {
  return FIELDS.find((field) => field.key === key)?.deb ?? '';
}

// https://www.debian.org/doc/debian-policy/ch-controlfields.html#description
function descriptionField({ summary, description: text }: Plan): string {
  if (text === '') return summary;
  return [summary, ...descriptionLines(text).map((line) => (line === '' ? ' .' : ` ${line}`))].join('\n');
}
