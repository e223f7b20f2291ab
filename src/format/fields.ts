/**
 * The one table of what a key of the config becomes: the control field of a deb, the tag of an rpm, and the flag of fpm that sets it. The
 * fpm wrapper, the docs, and the tests that compare a package with its plan read it.
 */

/** fpm's flag for each format. The value of `--rpm-tag` and `--deb-field` is `NAME: value`. */
interface FpmFlags {
  readonly deb?: string;
  readonly rpm?: string;
}

export interface Field {
  /** The key of the plan, or a key of its `scripts`. Relations are in relations.ts. */
  readonly key: string;
  /** Whether it is a string that describes the package. The plan has it under the same key as the config. */
  readonly isText?: true;
  /** The field of `DEBIAN/control`, or the name of a file beside that. */
  readonly deb?: string;
  /** The tag, as `rpm --querytags` and spec files call it. */
  readonly rpm?: string;
  readonly fpm?: FpmFlags;
}

const both = (flag: string): FpmFlags => ({ deb: flag, rpm: flag });

const ROWS = [
  { key: 'package', deb: 'Package', rpm: 'Name', fpm: both('--name') },
  { key: 'epoch', deb: 'Version', rpm: 'Epoch', fpm: both('--epoch') },
  { key: 'version', deb: 'Version', rpm: 'Version', fpm: both('--version') },
  { key: 'revision', deb: 'Version', rpm: 'Release', fpm: both('--iteration') },
  { key: 'formatArchitecture', deb: 'Architecture', rpm: 'BuildArch', fpm: both('--architecture') },
  { key: 'maintainer', isText: true, deb: 'Maintainer', rpm: 'Packager', fpm: both('--maintainer') },
  { key: 'vendor', isText: true, deb: 'Vendor', rpm: 'Vendor', fpm: both('--vendor') },
  { key: 'homepage', isText: true, deb: 'Homepage', rpm: 'URL', fpm: both('--url') },
  { key: 'license', isText: true, deb: 'License', rpm: 'License', fpm: both('--license') },
  { key: 'section', isText: true, deb: 'Section', rpm: 'Group', fpm: both('--category') },
  { key: 'priority', isText: true, deb: 'Priority', fpm: { deb: '--deb-priority' } },
  {
    key: 'summary',
    isText: true,
    deb: 'Description',
    rpm: 'Summary',
    fpm: { deb: '--description', rpm: '--rpm-summary' },
  },
  { key: 'description', isText: true, deb: 'Description', rpm: 'Description', fpm: both('--description') },
  { key: 'preinstall', deb: 'preinst', rpm: 'Prein', fpm: both('--before-install') },
  { key: 'postinstall', deb: 'postinst', rpm: 'Postin', fpm: both('--after-install') },
  { key: 'preremove', deb: 'prerm', rpm: 'Preun', fpm: both('--before-remove') },
  { key: 'postremove', deb: 'postrm', rpm: 'Postun', fpm: both('--after-remove') },
  { key: 'pretrans', rpm: 'Pretrans', fpm: { rpm: '--rpm-pretrans' } },
  { key: 'posttrans', rpm: 'Posttrans', fpm: { rpm: '--rpm-posttrans' } },
  { key: 'verify', rpm: 'Verifyscript', fpm: { rpm: '--rpm-verifyscript' } },
  { key: 'config', deb: 'config', fpm: { deb: '--deb-config' } },
  { key: 'templates', deb: 'templates', fpm: { deb: '--deb-templates' } },
] as const satisfies readonly Field[];

export type FieldKey = (typeof ROWS)[number]['key'];

export type TextKey = Extract<(typeof ROWS)[number], { readonly isText: true }>['key'];

/** The keys of the strings that describe a package. */
export const TEXT_KEYS: readonly TextKey[] = ROWS.flatMap((row) => ('isText' in row ? [row.key] : []));

export const FIELDS: readonly (Field & { readonly key: FieldKey })[] = ROWS;

/** The lines of a description as both formats write them: without spaces at the ends of lines and empty lines at the end. */
export function descriptionLines(description: string): string[] {
  return description
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());
}
