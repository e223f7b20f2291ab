/** What each key is in a deb and in an rpm: the control field, the file of the control archive, the tag, or what it does there. */
import { FIELDS } from '../../src/format/fields.ts';
import { RELATIONS } from '../../src/format/relations.ts';

export interface FieldMapping {
  readonly deb: string;
  readonly rpm: string;
}

/** By the path of the documentation; undefined for a key that no table knows. */
export function fieldMapping(path: string): FieldMapping | undefined {
  const own = OTHERS[path];
  if (own !== undefined) return { deb: own[0], rpm: own[1] };
  if (NOTHING.some((start) => path === start || path.startsWith(`${start}.`))) return { deb: '', rpm: '' };
  const name = path.split('.').at(-1) ?? '';
  const relation = Object.entries(RELATIONS).find(([kind]) => kind === name)?.[1].fields;
  if (relation !== undefined) return { deb: relation.deb.join(', ') || 'nothing', rpm: relation.rpm.join(', ') };
  const field = FIELDS.find(({ key }) => key === name);
  return field === undefined ? undefined : { deb: field.deb ?? 'nothing', rpm: field.rpm ?? 'nothing' };
}

/** These say how a package is made, and nothing that is in it. */
const NOTHING: readonly string[] = [
  'apiVersion',
  'base',
  'bazel',
  'engine',
  'extends',
  'formats',
  'image',
  'sources',
  'vars',
  'warnings',
  'packages.NAME.warnings',
];

const P = 'packages.NAME';
const RELATION = `${P}.depends.NAME`;
const CONTENT = `${P}.contents[]`;
const BOTH = (text: string): [deb: string, rpm: string] => [text, text];
const VERSION: [deb: string, rpm: string] = ['`(>= 1.2)` after the name', '`>= 1.2` after the name'];
const UNITS: [deb: string, rpm: string] = ['shell in maintainer scripts', 'shell in scriptlets'];
const NAME = BOTH('the name in the relation');

const OTHERS: Readonly<Record<string, readonly [deb: string, rpm: string]>> = {
  architectures: ['Architecture', 'BuildArch'],
  architectureNames: ['Architecture', 'BuildArch'],
  'architectureNames.NAME.deb': ['Architecture', 'nothing'],
  'architectureNames.NAME.rpm': ['nothing', 'BuildArch'],
  compression: ['that of `data.tar` and `control.tar`', 'PAYLOADCOMPRESSOR'],
  'compression.deb': ['that of `data.tar` and `control.tar`', 'nothing'],
  'compression.rpm': ['nothing', 'PAYLOADCOMPRESSOR'],
  'revision.deb': ['Version', 'nothing'],
  'revision.rpm': ['nothing', 'Release'],
  sourceDateEpoch: ['every time in it', 'BUILDTIME, and every time in it'],
  defaults: BOTH('as in a package'),
  'defaults.overrides': BOTH('as without it'),
  packages: ['Package', 'Name'],
  [`${P}.architectures`]: ['Architecture', 'BuildArch'],
  [`${P}.formats`]: BOTH('whether there is one'),
  [`${P}.fields`]: ['the field of that name', 'the tag of that name'],
  [`${P}.fields.deb`]: ['the field of that name', 'nothing'],
  [`${P}.fields.rpm`]: ['nothing', 'the tag of that name'],
  [`${P}.overrides`]: BOTH('as without it'),
  [`${P}.scripts`]: ['maintainer scripts', 'scriptlets'],
  'defaults.changelog': ['`changelog.Debian.gz`', '%changelog'],
  [`${P}.changelog`]: ['`changelog.Debian.gz`', '%changelog'],
  [`${P}.alternatives`]: ['shell in postinst and prerm', 'shell in %post and %postun; a %ghost for each link'],
  ...Object.fromEntries(
    ['name', 'link', 'path', 'priority', 'slaves', 'slaves.NAME.link', 'slaves.NAME.path'].map((key) => [
      `${P}.alternatives.NAME.${key}`,
      BOTH('an argument of update-alternatives'),
    ]),
  ),
  ...Object.fromEntries(
    ['', '.users', '.groups'].map((key) => [
      `${P}.sysusers${key}`,
      ['a file in /usr/lib/sysusers.d, and shell in postinst', 'the same file, and shell in %pre'] as const,
    ]),
  ),
  ...Object.fromEntries(
    ['users.NAME.uid', 'users.NAME.group', 'users.NAME.groups', 'users.NAME.home', 'users.NAME.shell']
      .concat('users.NAME.comment', 'groups.NAME.gid')
      .map((key) => [`${P}.sysusers.${key}`, BOTH('a field of sysusers.d(5)')]),
  ),
  [`${P}.systemd`]: UNITS,
  [`${P}.systemd.units`]: BOTH('files in /usr/lib/systemd/system'),
  [`${P}.systemd.units[].src`]: BOTH('a file'),
  [`${P}.systemd.units[].name`]: BOTH('the name of the file'),
  ...Object.fromEntries(
    ['systemd', 'systemd.units[]'].flatMap((at) =>
      ['enable', 'start', 'restartOnUpgrade'].map((key) => [`${P}.${at}.${key}`, UNITS] as const),
    ),
  ),
  [`${P}.systemd.style`]: ['what maintainer scripts call', 'nothing'],
  [`${P}.triggers`]: ['`triggers`', 'trigger scriptlets'],
  [`${P}.triggers.deb`]: ['`triggers`', 'nothing'],
  ...Object.fromEntries(
    ['interest', 'interest_await', 'interest_noawait', 'activate', 'activate_await', 'activate_noawait'].map((key) => [
      `${P}.triggers.deb.${key}`,
      [`\`${key.replace('_', '-')} …\` in \`triggers\``, 'nothing'] as const,
    ]),
  ),
  [`${P}.triggers.rpm`]: ['nothing', 'trigger scriptlets'],
  ...Object.fromEntries(
    ['triggerprein', 'triggerin', 'triggerun', 'triggerpostun'].map((key) => [
      `${P}.triggers.rpm.${key}`,
      ['nothing', `%${key}`] as const,
    ]),
  ),
  [`${P}.triggers.rpm.triggerprein[].package`]: ['nothing', 'TRIGGERNAME, TRIGGERVERSION'],
  [`${P}.triggers.rpm.triggerprein[].script`]: ['nothing', 'TRIGGERSCRIPTS'],
  [`${P}.contents`]: ['`data.tar`', 'the payload and %files'],
  [`${RELATION}.version`]: VERSION,
  [`${RELATION}.deb`]: ['the relation', 'nothing'],
  [`${RELATION}.deb.name`]: NAME,
  [`${RELATION}.deb.version`]: VERSION,
  [`${RELATION}.rpm`]: ['nothing', 'the relation'],
  [`${RELATION}.only`]: BOTH('whether it is there'),
  [`${RELATION}.any`]: ['`a | b`', '`(a or b)`'],
  [`${RELATION}[].when`]: BOTH('whether it is there'),
  [`${RELATION}[].none`]: BOTH('that it is not there'),
  [`${RELATION}[].version`]: VERSION,
  [`${RELATION}[].deb`]: ['the relation', 'nothing'],
  [`${RELATION}[].rpm`]: ['nothing', 'the relation'],
  [`${RELATION}[].only`]: BOTH('whether it is there'),
  [`${RELATION}[].any`]: ['`a | b`', '`(a or b)`'],
  [`${CONTENT}.src`]: BOTH('the bytes, or the target of a link'),
  [`${CONTENT}.dst`]: BOTH('the path'),
  [`${CONTENT}.type`]: ['conffiles; [more](keys.md#content-types)', 'FILEFLAGS; [more](keys.md#content-types)'],
  [`${CONTENT}.mode`]: BOTH('the mode'),
  [`${CONTENT}.dirMode`]: BOTH('the modes of folders'),
  [`${CONTENT}.owner`]: ['`root` alone with fpm', 'the owner'],
  [`${CONTENT}.group`]: ['`root` alone with fpm', 'the group'],
  [`${CONTENT}.mtime`]: BOTH('the time'),
  [`${CONTENT}.include`]: BOTH('which paths'),
  [`${CONTENT}.exclude`]: BOTH('which paths not'),
  [`${CONTENT}.machine`]: BOTH('nothing: it is not checked'),
  [`${CONTENT}.only`]: BOTH('whether it is there'),
  [`${CONTENT}.overrides`]: BOTH('as without it'),
};

/** For the test: the paths that are named above. */
export const MAPPED_PATHS: readonly string[] = [...NOTHING, ...Object.keys(OTHERS)];
