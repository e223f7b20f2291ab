/**
 * Where each key of nfpm's schema is in packages.yaml, or why it is not. nfpm_schema.txt has the keys; test/docs/keys.test.ts
 * holds this table to them, to our schema and to the golden cases.
 */

/** A key is here under one or more names, and a golden case has each of them; or it is not here. */
export type NfpmPlace =
  { readonly here: readonly string[]; readonly golden: string; readonly note?: string } | { readonly not: string };

const P = 'packages.NAME';
const CONTENT = `${P}.contents[]`;

/** A case that is a whole config of nfpm's, told again. */
const WHOLE = 'from-nfpm';

export const NFPM_KEYS: Readonly<Record<string, NfpmPlace>> = {
  // What a package is.
  name: { here: [P], golden: WHOLE, note: 'the key itself' },
  arch: { here: ['architectures', `${P}.architectures`], golden: 'architectures', note: 'several; `[all]` for all' },
  platform: { not: 'packages are for Linux: the OS of an rpm is `linux`, and a deb has no such field' },
  epoch: { here: ['epoch', `${P}.epoch`], golden: 'epoch' },
  version: { here: ['version'], golden: WHOLE },
  version_schema: {
    not: 'a semver version is read as one, and any other version is kept as it is: there is nothing to choose',
  },
  release: { here: ['revision'], golden: WHOLE },
  prerelease: { here: ['version'], golden: 'relations', note: 'part of it: `v2.4.0-rc.1` becomes `2.4.0~rc.1`' },
  version_metadata: { here: ['version'], golden: WHOLE, note: 'part of it: `v1.2.3+git`' },
  section: { here: [`${P}.section`], golden: WHOLE },
  priority: { here: [`${P}.priority`], golden: WHOLE },
  maintainer: { here: [`${P}.maintainer`, 'defaults.maintainer'], golden: WHOLE },
  description: {
    here: [`${P}.summary`, `${P}.description`],
    golden: WHOLE,
    note: 'its first line is the summary, the rest the description',
  },
  vendor: { here: [`${P}.vendor`], golden: WHOLE },
  homepage: { here: [`${P}.homepage`], golden: WHOLE },
  license: { here: [`${P}.license`], golden: WHOLE },
  changelog: {
    here: [`${P}.changelog`, 'defaults.changelog'],
    golden: 'changelog',
    note: 'a file as `dch` writes it; nfpm has a YAML format of its own',
  },
  mtime: {
    here: ['sourceDateEpoch', `${CONTENT}.mtime`],
    golden: 'times',
    note: 'the first in seconds since the epoch',
  },

  // Relations.
  replaces: { here: [`${P}.replaces`], golden: 'relations' },
  provides: { here: [`${P}.provides`], golden: 'relations' },
  depends: { here: [`${P}.depends`], golden: 'relations', note: 'by name; `a | b` is `any`' },
  recommends: { here: [`${P}.recommends`], golden: 'relations' },
  suggests: { here: [`${P}.suggests`], golden: 'relations' },
  conflicts: { here: [`${P}.conflicts`], golden: 'relations' },
  'deb.breaks': { here: [`${P}.breaks`], golden: 'relations', note: 'rpm Conflicts' },
  'deb.predepends': { here: [`${P}.pre-depends`], golden: 'relations', note: 'rpm Requires(pre)' },
  'rpm.requires': { here: [`${P}.requires(post)`], golden: 'relations', note: 'and of the other scriptlets' },
  'rpm.requires.post': { here: [`${P}.requires(post)`], golden: 'relations' },

  // Files.
  contents: { here: [`${P}.contents`], golden: 'content-types' },
  'contents[].src': {
    here: [`${CONTENT}.src`, `${CONTENT}.include`],
    golden: 'trees',
    note: 'always one path; for a pattern, `type: tree` with `include`',
  },
  'contents[].dst': { here: [`${CONTENT}.dst`], golden: 'content-types' },
  'contents[].type': {
    here: [`${CONTENT}.type`],
    golden: 'content-types',
    note: 'its types are [below](#content-types)',
  },
  'contents[].packager': { here: [`${CONTENT}.only`], golden: 'trees' },
  'contents[].file_info': { here: [CONTENT], golden: 'content-types', note: 'its keys are in the entry itself' },
  'contents[].file_info.owner': { here: [`${CONTENT}.owner`], golden: 'trees' },
  'contents[].file_info.group': { here: [`${CONTENT}.group`], golden: 'trees' },
  'contents[].file_info.mode': { here: [`${CONTENT}.mode`, `${CONTENT}.dirMode`], golden: 'trees', note: 'in quotes' },
  'contents[].file_info.mtime': { here: [`${CONTENT}.mtime`], golden: 'times' },
  'contents[].expand': {
    here: ['vars'],
    golden: 'fields',
    note: '`${name}` is replaced in every string, but never from the environment, which differs from machine to machine',
  },
  umask: { not: 'modes are not taken from files on disk, so there is nothing to mask: write `mode`' },
  disable_globbing: { not: '`src` is one path and never a pattern' },

  // Scripts.
  scripts: { here: [`${P}.scripts`], golden: WHOLE },
  'scripts.preinstall': { here: [`${P}.scripts.preinstall`], golden: WHOLE },
  'scripts.postinstall': { here: [`${P}.scripts.postinstall`], golden: WHOLE },
  'scripts.preremove': { here: [`${P}.scripts.preremove`], golden: WHOLE },
  'scripts.postremove': { here: [`${P}.scripts.postremove`], golden: WHOLE },
  'rpm.scripts': { here: [`${P}.scripts`], golden: 'triggers' },
  'rpm.scripts.pretrans': { here: [`${P}.scripts.pretrans`], golden: 'triggers' },
  'rpm.scripts.posttrans': { here: [`${P}.scripts.posttrans`], golden: 'triggers' },
  'rpm.scripts.verify': { here: [`${P}.scripts.verify`], golden: 'triggers' },
  'deb.scripts': { here: [`${P}.scripts`], golden: 'triggers' },
  'deb.scripts.rules': { not: 'debian/rules builds a package from source, and has no place in a binary package' },
  'deb.scripts.templates': { here: [`${P}.scripts.templates`], golden: 'triggers' },
  'deb.scripts.config': { here: [`${P}.scripts.config`], golden: 'triggers' },
  'deb.triggers': { here: [`${P}.triggers.deb`], golden: 'triggers' },
  'deb.triggers.interest': { here: [`${P}.triggers.deb.interest`], golden: 'triggers' },
  'deb.triggers.interest_await': { here: [`${P}.triggers.deb.interest_await`], golden: 'triggers' },
  'deb.triggers.interest_noawait': { here: [`${P}.triggers.deb.interest_noawait`], golden: 'triggers' },
  'deb.triggers.activate': { here: [`${P}.triggers.deb.activate`], golden: 'triggers' },
  'deb.triggers.activate_await': { here: [`${P}.triggers.deb.activate_await`], golden: 'triggers' },
  'deb.triggers.activate_noawait': { here: [`${P}.triggers.deb.activate_noawait`], golden: 'triggers' },

  // What is of one format.
  overrides: { here: [`${P}.overrides`], golden: WHOLE },
  deb: { here: [`${P}.overrides.deb`, `${P}.fields.deb`], golden: WHOLE },
  'deb.arch': { here: ['architectureNames.NAME.deb'], golden: 'architectures' },
  'deb.arch_variant': { here: [`${P}.fields.deb.Architecture-Variant`], golden: WHOLE },
  'deb.compression': { here: ['compression', 'compression.deb'], golden: WHOLE, note: 'levels are fixed' },
  'deb.fields': { here: [`${P}.fields.deb`], golden: 'fields' },
  rpm: { here: [`${P}.overrides.rpm`, `${P}.fields.rpm`], golden: WHOLE },
  'rpm.arch': { here: ['architectureNames.NAME.rpm'], golden: 'architectures' },
  'rpm.buildhost': {
    not: 'always `onepack`: the name of the machine would make the bytes differ from machine to machine',
  },
  'rpm.group': { here: [`${P}.overrides.rpm.section`], golden: WHOLE },
  'rpm.summary': { here: [`${P}.overrides.rpm.summary`], golden: WHOLE },
  'rpm.compression': {
    here: ['compression', 'compression.rpm'],
    golden: WHOLE,
    note: 'levels are fixed; `lzma` is older than `xz`',
  },
  'rpm.packager': { here: [`${P}.overrides.rpm.maintainer`], golden: WHOLE },
  'rpm.prefixes': { here: [`${P}.fields.rpm.Prefixes`], golden: 'fields', note: 'separated by spaces' },
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

/** Keys of packages.yaml that nfpm has nothing like, and what has each of them: a golden case, or a test. */
export const OURS_ALONE: Readonly<Record<string, string>> = {
  apiVersion: 'hello',
  architectureNames: 'architectures',
  base: 'test/config/patch.test.ts',
  bazel: 'labels',
  'bazel.platforms': 'labels',
  defaults: 'hello',
  'defaults.homepage': 'hello',
  'defaults.license': 'hello',
  'defaults.overrides': 'by-format',
  'defaults.priority': WHOLE,
  'defaults.section': WHOLE,
  'defaults.vendor': WHOLE,
  engine: 'test/plan/resolve.test.ts',
  extends: 'extends',
  formats: WHOLE,
  image: 'test/container/engine.test.ts',
  packages: 'hello',
  'revision.deb': 'by-format',
  'revision.rpm': 'by-format',
  sources: 'hello',
  'sources.NAME.extract': 'trees',
  'sources.NAME.file': 'hello',
  'sources.NAME.sha256': 'mirrors',
  'sources.NAME.sha256Url': 'mirrors',
  'sources.NAME.url': 'mirrors',
  // A key for each code: errors.md has them.
  warnings: 'test/commands/check.test.ts',
  [`${CONTENT}.exclude`]: 'trees',
  [`${CONTENT}.machine`]: 'test/stage/stage.test.ts',
  [`${CONTENT}.overrides`]: 'content-types',
  [`${P}.depends.NAME.any`]: 'relations',
  [`${P}.depends.NAME.deb`]: 'relations',
  [`${P}.depends.NAME.deb.name`]: 'relations',
  [`${P}.depends.NAME.deb.version`]: 'relations',
  [`${P}.depends.NAME.only`]: 'relations',
  [`${P}.depends.NAME.rpm`]: 'relations',
  [`${P}.depends.NAME.version`]: 'relations',
  [`${P}.depends.NAME[].any`]: 'relations',
  [`${P}.depends.NAME[].deb`]: 'relations',
  [`${P}.depends.NAME[].none`]: 'relations',
  [`${P}.depends.NAME[].only`]: 'relations',
  [`${P}.depends.NAME[].rpm`]: 'relations',
  [`${P}.depends.NAME[].version`]: 'relations',
  [`${P}.depends.NAME[].when`]: 'relations',
  [`${P}.enhances`]: 'relations',
  [`${P}.fields`]: 'fields',
  [`${P}.formats`]: 'architectures',
  [`${P}.obsoletes`]: 'relations',
  [`${P}.requires(postun)`]: 'relations',
  [`${P}.requires(posttrans)`]: 'relations',
  [`${P}.requires(pre)`]: 'relations',
  [`${P}.requires(pretrans)`]: 'relations',
  [`${P}.requires(preun)`]: 'relations',
  [`${P}.revision`]: WHOLE,
  [`${P}.supplements`]: 'relations',
  [`${P}.version`]: WHOLE,
  [`${P}.systemd`]: 'systemd',
  [`${P}.systemd.units`]: 'systemd',
  [`${P}.systemd.enable`]: 'systemd',
  [`${P}.systemd.start`]: 'systemd',
  [`${P}.systemd.restartOnUpgrade`]: 'systemd',
  [`${P}.systemd.style`]: 'systemd',
  [`${P}.systemd.units[].src`]: 'systemd',
  [`${P}.systemd.units[].name`]: 'systemd',
  [`${P}.systemd.units[].enable`]: 'systemd',
  [`${P}.systemd.units[].start`]: 'systemd',
  [`${P}.systemd.units[].restartOnUpgrade`]: 'systemd',
  [`${P}.triggers`]: 'triggers',
  [`${P}.triggers.rpm`]: 'triggers',
  [`${P}.triggers.rpm.triggerprein`]: 'triggers',
  [`${P}.triggers.rpm.triggerin`]: 'triggers',
  [`${P}.triggers.rpm.triggerun`]: 'triggers',
  [`${P}.triggers.rpm.triggerpostun`]: 'triggers',
  [`${P}.triggers.rpm.triggerprein[].package`]: 'triggers',
  [`${P}.triggers.rpm.triggerprein[].script`]: 'triggers',
  [`${P}.warnings`]: 'test/lint/sample/packages.yaml',
  [`${P}.alternatives`]: 'alternatives',
  [`${P}.alternatives.NAME.name`]: 'alternatives',
  [`${P}.alternatives.NAME.link`]: 'alternatives',
  [`${P}.alternatives.NAME.path`]: 'alternatives',
  [`${P}.alternatives.NAME.priority`]: 'alternatives',
  [`${P}.alternatives.NAME.slaves`]: 'alternatives',
  [`${P}.alternatives.NAME.slaves.NAME.link`]: 'alternatives',
  [`${P}.alternatives.NAME.slaves.NAME.path`]: 'alternatives',
  [`${P}.sysusers`]: 'sysusers',
  [`${P}.sysusers.users`]: 'sysusers',
  [`${P}.sysusers.groups`]: 'sysusers',
  [`${P}.sysusers.users.NAME.uid`]: 'sysusers',
  [`${P}.sysusers.users.NAME.group`]: 'sysusers',
  [`${P}.sysusers.users.NAME.groups`]: 'sysusers',
  [`${P}.sysusers.users.NAME.home`]: 'sysusers',
  [`${P}.sysusers.users.NAME.shell`]: 'sysusers',
  [`${P}.sysusers.users.NAME.comment`]: 'sysusers',
  [`${P}.sysusers.groups.NAME.gid`]: 'sysusers',
};

/** The place of a key of nfpm's; undefined for one that the tables do not know. */
export function placeOf(key: string): NfpmPlace | undefined {
  if (Object.hasOwn(NFPM_KEYS, key)) return NFPM_KEYS[key];
  const family = Object.keys(NFPM_FAMILIES).find((name) => key === name || key.startsWith(`${name}.`));
  return family === undefined ? undefined : { not: NFPM_FAMILIES[family] ?? '' };
}

/** What nfpm calls a key of ours, in the defaults too; what is said for one format only has the key's own path. */
export function nfpmNamesOf(path: string): string[] {
  if (path.startsWith('defaults.')) return nfpmNamesOf(path.replace('defaults', P));
  return Object.entries(NFPM_KEYS).flatMap(([name, place]) =>
    'here' in place && place.here.some((one) => one.replace(/\.overrides\.(?:deb|rpm)(?=\.)/, '') === path)
      ? [name]
      : [],
  );
}
