/**
 * Where each flag of fpm 1.18.0 is in packages.yaml, for `-s dir` to deb and rpm. test/docs/places.test.ts holds this table to what
 * `fpm --help` prints and to our schema.
 */
import type { Place } from './place.ts';

const P = 'packages.NAME';
const CONTENT = `${P}.contents[]`;

const UPGRADE = 'one script for both, which checks its arguments: deb `configure OLD-VERSION`, rpm `2`';
const NOT_FIRST_ALONE =
  'also runs on upgrades, as with fpm (but not if `--before-upgrade` or `--after-upgrade`, or for a deb `--deb-systemd`, is given); on first installation a deb gets no second argument, `[ -z "$2" ]`, and an rpm gets `1` as its first';
const ON_DISK =
  'never from the disk, where they differ from machine to machine: `0644`, `0755` for folders, or what the config says';
const NO_SCAN = 'files are not searched for dependencies: a package has those that it names, on every machine';
const LEVEL = 'levels are fixed, so that the same inputs give the same bytes';
const CONFFILE = 'a file is a conffile if its type says so, in `/etc` too';
const DEPRECATED = "fpm's older name for the flag";

/** By the long name, in the order of the help. */
export const FPM_FLAGS: Readonly<Record<string, Place>> = {
  // What goes in and what comes out.
  'output-type': { here: ['formats', `${P}.formats`, '--format'], note: 'both by default' },
  'input-type': {
    here: [`${P}.contents`, 'sources.NAME.extract'],
    note: '`dir` is `contents`, `tar` and `zip` are a source with `extract`, `empty` is no `contents`; for gems, npm and Python packages, have their own tools make a folder',
  },
  chdir: { here: [`${CONTENT}.src`], note: 'relative to the folder of the file that says it' },
  prefix: { here: [`${CONTENT}.dst`], note: 'the whole path' },
  package: { here: ['--out'], note: 'a folder: files have the conventional names of their format' },
  force: { not: 'an older file is replaced by the new one, once that is complete' },
  name: { here: [P], note: 'the key itself' },
  log: { here: ['--quiet'] },
  verbose: { not: 'a failure is reported with the output of the tool, and there is nothing else to print' },
  debug: { not: 'as `--verbose`' },
  'debug-workspace': { here: ['--keep-work'] },
  version: {
    here: ['version', `${P}.version`, '--version'],
    note: 'a git tag or semver: `v1.2.3-rc.1` becomes `1.2.3~rc.1`',
  },
  iteration: { here: ['revision', `${P}.revision`, '--revision'], note: '`0` by default' },
  epoch: { here: ['epoch', `${P}.epoch`] },
  license: { here: [`${P}.license`, 'defaults.license'] },
  vendor: { here: [`${P}.vendor`, 'defaults.vendor'] },
  category: { here: [`${P}.section`, 'defaults.section'] },

  // Relations.
  depends: {
    here: [`${P}.depends`, `${P}.depends.NAME.any`],
    note: 'a map by name; differences between formats are under the name. `a | b` is `{any: [a, b]}`. `> 1.5` is newer than any revision of 1.5 in a deb, too: `jq (>> 1.5-.)`',
  },
  'no-depends': { not: 'a package depends only on what it names' },
  'no-auto-depends': { not: NO_SCAN },
  provides: { here: [`${P}.provides`] },
  conflicts: { here: [`${P}.conflicts`], note: '`a != 6` of `--depends` is one, too' },
  replaces: { here: [`${P}.replaces`, `${P}.obsoletes`], note: 'the second also removes the other deb' },

  // Files.
  'config-files': {
    here: [`${CONTENT}.type`],
    note: '`config|noreplace`, which is what fpm makes of it in an rpm; or `config`. In a folder each file needs its own entry: the files of a `tree` are not conffiles, and it must `exclude` those that have an entry',
  },
  directories: { here: [`${CONTENT}.type`], note: '`dir` for a folder, `tree` for what is in one' },
  architecture: {
    here: ['architectures', `${P}.architectures`, '--arch'],
    note: "several, by Go's names; `[all]` for all. There is no `native`, since a config means the same on every machine: write `amd64`",
  },
  maintainer: { here: [`${P}.maintainer`, 'defaults.maintainer'] },
  'package-name-suffix': { not: 'write the full name, in the key and in relations' },
  edit: {
    not: '`onepack generate --wrappers` writes the command line of fpm, and `--keep-work` keeps its inputs, to edit and run by hand',
  },
  exclude: { here: [`${CONTENT}.exclude`], note: 'of a `tree`' },
  'exclude-file': { here: [`${CONTENT}.exclude`], note: 'as a list' },
  description: {
    here: [`${P}.summary`, `${P}.description`],
    note: "the first line is the summary; an rpm's description does not repeat it",
  },
  url: { here: [`${P}.homepage`, 'defaults.homepage'] },
  inputs: { here: [`${P}.contents`], note: 'the list itself' },

  // Scripts.
  'post-install': { here: [`${P}.scripts.postinstall`], note: DEPRECATED },
  'pre-install': { here: [`${P}.scripts.preinstall`], note: DEPRECATED },
  'post-uninstall': { here: [`${P}.scripts.postremove`], note: DEPRECATED },
  'pre-uninstall': { here: [`${P}.scripts.preremove`], note: DEPRECATED },
  'after-install': { here: [`${P}.scripts.postinstall`], note: NOT_FIRST_ALONE },
  'before-install': { here: [`${P}.scripts.preinstall`], note: NOT_FIRST_ALONE },
  'after-remove': { here: [`${P}.scripts.postremove`] },
  'before-remove': { here: [`${P}.scripts.preremove`] },
  'after-upgrade': { here: [`${P}.scripts.postinstall`], note: UPGRADE },
  'before-upgrade': { here: [`${P}.scripts.preinstall`], note: UPGRADE },
  'template-scripts': {
    not: 'a script is a plain file that shellcheck can read: generate it beforehand, or name another one in an overlay',
  },
  'template-value': { not: 'as `--template-scripts`' },

  // How it runs.
  workdir: { not: 'temporary files are in TMPDIR; `native` copies nothing there' },
  'source-date-epoch-from-changelog': {
    here: ['sourceDateEpoch'],
    note: 'a number in the config; fpm has this flag only for gems',
  },
  'source-date-epoch-default': {
    here: ['sourceDateEpoch'],
    note: 'or `SOURCE_DATE_EPOCH` in the environment, where the config says none',
  },
  'fpm-options-file': { here: ['extends', '--overlay'], note: 'the config is that file' },
  help: { here: ['--help'] },

  // deb.
  'deb-ignore-iteration-in-dependencies': {
    here: [`${P}.depends.NAME.version`],
    note: '`= 1.2` is any revision of 1.2, `== 1.2-3` this one',
  },
  'deb-build-depends': { not: 'only source packages have this field' },
  'deb-pre-depends': { here: [`${P}.pre-depends`] },
  'deb-compression': { here: ['compression.deb', '--compression'], note: 'not bzip2' },
  'deb-compression-level': { not: LEVEL },
  'deb-dist': { here: [`${P}.changelog`], note: 'in the first line of an entry' },
  'deb-custom-control': { here: [`${P}.fields.deb`], note: 'field by field' },
  'deb-config': { here: [`${P}.scripts.config`] },
  'deb-templates': { here: [`${P}.scripts.templates`] },
  'deb-installed-size': { not: 'is counted, each file rounded up to a KiB as dpkg-gencontrol does' },
  'deb-priority': { here: [`${P}.priority`, 'defaults.priority'], note: 'no field by default' },
  'deb-use-file-permissions': { here: [`${CONTENT}.mode`, `${CONTENT}.owner`], note: ON_DISK },
  'deb-user': { here: [`${CONTENT}.owner`] },
  'deb-group': { here: [`${CONTENT}.group`] },
  'deb-changelog': { here: [`${P}.changelog`, 'defaults.changelog'] },
  'deb-generate-changes': {
    not: 'a .changes file is for an upload: `dpkg-genchanges` writes it; `manifest.json` and `SHA256SUMS` of `:dist` say what was built',
  },
  'deb-upstream-changelog': {
    here: [`${P}.contents`],
    note: 'a file like any other: `/usr/share/doc/NAME/changelog.gz`',
  },
  'deb-recommends': { here: [`${P}.recommends`], note: 'in an rpm too' },
  'deb-suggests': { here: [`${P}.suggests`], note: 'in an rpm too' },
  'deb-meta-file': {
    not: 'what is in DEBIAN comes from keys: `scripts`, `triggers`, `fields`, the types of `contents`',
  },
  'deb-interest': { here: [`${P}.triggers.deb.interest`] },
  'deb-activate': { here: [`${P}.triggers.deb.activate`] },
  'deb-interest-noawait': { here: [`${P}.triggers.deb.interest_noawait`] },
  'deb-activate-noawait': { here: [`${P}.triggers.deb.activate_noawait`] },
  'deb-field': { here: [`${P}.fields.deb`] },
  'deb-no-default-config-files': { here: [`${CONTENT}.type`], note: CONFFILE },
  'deb-auto-config-files': { here: [`${CONTENT}.type`], note: CONFFILE },
  'deb-shlibs': { not: 'not possible: use debhelper for a library that others are built against' },
  'deb-init': {
    here: [`${P}.contents`],
    note: 'a file like any other, `/etc/init.d/NAME`, with a script that calls update-rc.d; or a unit in `systemd`',
  },
  'deb-default': { here: [`${P}.contents`], note: '`/etc/default/NAME` of type `config`' },
  'deb-upstart': { not: 'Upstart no longer exists: use a unit in `systemd`' },
  'deb-systemd': {
    here: [`${P}.systemd.units`],
    note: 'in both formats, and through deb-systemd-helper as debhelper does',
  },
  'deb-systemd-path': {
    here: [`${P}.systemd.units[].name`],
    note: '`/usr/lib/systemd/system`; for another folder, `contents` install the unit and `units` name it',
  },
  'deb-systemd-enable': {
    here: [`${P}.systemd.enable`],
    note: '`enable: enable`; without it, what the presets say: on Debian, to enable it',
  },
  'deb-systemd-auto-start': { here: [`${P}.systemd.start`] },
  'deb-systemd-restart-after-upgrade': { here: [`${P}.systemd.restartOnUpgrade`] },
  'deb-after-purge': { here: [`${P}.scripts.postremove`], note: 'it runs with `purge` as its first argument' },
  'deb-maintainerscripts-force-errorchecks': { here: [`${P}.scripts`], note: 'write `set -e` into your script' },

  // rpm.
  'rpm-use-file-permissions': { here: [`${CONTENT}.mode`, `${CONTENT}.owner`], note: ON_DISK },
  'rpm-user': { here: [`${CONTENT}.owner`] },
  'rpm-group': { here: [`${CONTENT}.group`] },
  'rpm-defattrfile': { here: [`${CONTENT}.mode`] },
  'rpm-defattrdir': {
    here: [`${CONTENT}.mode`, `${CONTENT}.dirMode`],
    note: 'of a `dir`, and of the folders of a `tree`',
  },
  'rpm-rpmbuild-define': {
    not: 'there are no macros; what they are needed for with fpm is always so (sha256, fixed times, no build host, no build ids)',
  },
  'rpm-dist': { here: ['revision.rpm'], note: 'part of it: `1.el9`' },
  'rpm-digest': { not: 'always sha256: older digests fail in FIPS mode' },
  'rpm-compression-level': { not: LEVEL },
  'rpm-compression': { here: ['compression.rpm', '--compression'], note: 'and zstd; not bzip2' },
  'rpm-os': { not: 'linux' },
  'rpm-changelog': { here: [`${P}.changelog`, 'defaults.changelog'], note: 'the one that the deb has, too' },
  'rpm-summary': { here: [`${P}.overrides.rpm.summary`] },
  'rpm-sign': { not: 'signing is out of scope: `rpmsign --addsign` the finished package' },
  'rpm-auto-add-directories': {
    here: [`${CONTENT}.type`],
    note: '`dir` for each folder that belongs to your package; other parent folders are not owned',
  },
  'rpm-auto-add-exclude-directories': { here: [`${CONTENT}.type`], note: 'as `--rpm-auto-add-directories`' },
  'rpm-autoreqprov': { not: NO_SCAN },
  'rpm-autoreq': { not: NO_SCAN },
  'rpm-autoprov': { not: NO_SCAN },
  'rpm-attr': { here: [`${CONTENT}.mode`, `${CONTENT}.owner`, `${CONTENT}.group`] },
  'rpm-init': {
    here: [`${P}.contents`],
    note: 'a file like any other, `/etc/rc.d/init.d/NAME`; or a unit in `systemd`',
  },
  'rpm-filter-from-provides': { not: NO_SCAN },
  'rpm-filter-from-requires': { not: NO_SCAN },
  'rpm-tag': {
    here: [`${P}.fields.rpm`, `${P}.requires(post)`, `${P}.recommends`],
    note: 'relations have keys of their own',
  },
  'rpm-ignore-iteration-in-dependencies': {
    here: [`${P}.depends.NAME.version`],
    note: '`= 1.2` is any revision of 1.2, `== 1.2-3` this one',
  },
  'rpm-verbatim-gem-dependencies': { not: 'of gems' },
  'rpm-macro-expansion': { not: '`%` in a script is a percent sign' },
  'rpm-verifyscript': { here: [`${P}.scripts.verify`] },
  'rpm-pretrans': { here: [`${P}.scripts.pretrans`] },
  'rpm-posttrans': { here: [`${P}.scripts.posttrans`] },
  'rpm-trigger-before-install': { here: [`${P}.triggers.rpm.triggerprein`] },
  'rpm-trigger-after-install': { here: [`${P}.triggers.rpm.triggerin`] },
  'rpm-trigger-before-uninstall': { here: [`${P}.triggers.rpm.triggerun`] },
  'rpm-trigger-after-target-uninstall': { here: [`${P}.triggers.rpm.triggerpostun`] },
  'rpm-old-perl-dependency-name': { not: 'of Perl modules' },
};
