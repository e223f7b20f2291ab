/**
 * Where each key of nfpm's schema is in packages.yaml, or why it is not. nfpm_schema.txt has the keys. The schema says of our keys
 * what nfpm calls them; here is what it cannot say. test/docs/keys.test.ts holds both to nfpm's keys and to the golden cases.
 */
import { documentedKeys, type DocumentedKey } from './keys.ts';

/** A key is here under one or more names; or it is not here. */
export type NfpmPlace = (Remark & { readonly here: readonly string[] }) | { readonly not: string };

interface Remark {
  readonly note?: string;
  /** The case that shows it, where not every case that has the key does. */
  readonly golden?: string;
}

const P = 'packages.NAME';

/** By nfpm's key. `at` is a place that is no key of its own in our schema, beside those keys that are its. */
export const NFPM_REMARKS: Readonly<Record<string, (Remark & { readonly at?: string }) | { readonly not: string }>> = {
  name: { at: P, note: 'the key itself' },
  arch: { note: 'several; `[all]` for all' },
  platform: { not: 'packages are for Linux: the OS of an rpm is `linux`, and a deb has no such field' },
  version_schema: {
    not: 'a semver version is read as one, and any other version is kept as it is: there is nothing to choose',
  },
  prerelease: { note: 'part of it: `v2.4.0-rc.1` becomes `2.4.0~rc.1`', golden: 'relations' },
  version_metadata: { note: 'part of it: `v1.2.3+git`', golden: 'from-nfpm' },
  description: { note: 'its first line is the summary, the rest the description' },
  changelog: { note: 'a file as `dch` writes it; nfpm has a YAML format of its own' },
  mtime: { note: 'the first in seconds since the epoch' },
  depends: { note: 'by name; `a | b` is `any`' },
  'deb.breaks': { note: 'rpm Conflicts' },
  'deb.predepends': { note: 'rpm Requires(pre)' },
  'rpm.requires': { note: 'and of the other scriptlets' },
  'contents[].src': { note: 'always one path; for a pattern, `type: tree` with `include`' },
  'contents[].type': { note: 'its types are [below](#content-types)' },
  'contents[].file_info': { at: `${P}.contents[]`, note: 'its keys stand in the entry itself' },
  'contents[].file_info.mode': { note: 'in quotes' },
  'contents[].expand': {
    note: '`${name}` is replaced in every string, but never from the environment, which differs from machine to machine',
  },
  umask: { not: 'modes are not taken from files on disk, so there is nothing to mask: write `mode`' },
  disable_globbing: { not: '`src` is one path and never a pattern' },
  'deb.scripts.rules': { not: 'debian/rules builds a package from source, and has no place in a binary package' },
  deb: { at: `${P}.overrides.deb` },
  'deb.arch_variant': { at: `${P}.fields.deb.Architecture-Variant` },
  'deb.compression': { note: 'levels are fixed' },
  rpm: { at: `${P}.overrides.rpm` },
  'rpm.buildhost': {
    not: 'always `onepack`: the name of the machine would make the bytes differ from machine to machine',
  },
  'rpm.group': { at: `${P}.overrides.rpm.section` },
  'rpm.summary': { at: `${P}.overrides.rpm.summary` },
  'rpm.compression': { note: 'levels are fixed; `lzma` is older than `xz`' },
  'rpm.packager': { at: `${P}.overrides.rpm.maintainer` },
  'rpm.prefixes': { at: `${P}.fields.rpm.Prefixes`, note: 'with blanks between' },
};

/** Families without a row for each key, by the key that they are below. */
export const NFPM_FAMILIES: Readonly<Record<string, string>> = {
  'deb.signature': 'signing is out of scope: sign the finished package',
  'rpm.signature': 'signing is out of scope: sign the finished package',
  apk: 'another format',
  archlinux: 'another format',
  ipk: 'another format',
  msix: 'another format',
};

/** The place of a key of nfpm's; undefined for one that neither the schema nor the tables know. */
export function placeOf(name: string): NfpmPlace | undefined {
  const family = Object.keys(NFPM_FAMILIES).find((above) => name === above || name.startsWith(`${above}.`));
  if (family !== undefined) return { not: NFPM_FAMILIES[family] ?? '' };
  const remark = Object.hasOwn(NFPM_REMARKS, name) ? (NFPM_REMARKS[name] ?? {}) : {};
  if ('not' in remark) return remark;
  const { at, ...more } = remark;
  const keys = documentedKeys().flatMap((key) => (namesOf(key).includes(name) ? [key.path] : []));
  const here = at === undefined ? keys : [at, ...keys];
  return here.length === 0 ? undefined : { here, ...more };
}

/** What nfpm calls a key of ours, in `defaults`, too; what it has for one format only is at the key. */
export function nfpmNamesOf(key: DocumentedKey): string[] {
  const path = key.path.replace(/^defaults\./, `${P}.`);
  const places = Object.entries(NFPM_REMARKS).flatMap(([name, remark]) =>
    'at' in remark && remark.at?.replace(/\.overrides\.(?:deb|rpm)(?=\.)/, '') === path ? [name] : [],
  );
  return [...namesOf(key), ...places];
}

/** The keys that nfpm has nothing like. A code of a warning is no key. */
export function oursAlone(): string[] {
  const keys = documentedKeys().filter(({ section }) => !section.endsWith('warnings'));
  return keys.flatMap((key) => (nfpmNamesOf(key).length === 0 ? [key.path] : []));
}

function namesOf({ meta: { nfpm = [] } }: DocumentedKey): readonly string[] {
  return typeof nfpm === 'string' ? [nfpm] : nfpm;
}
