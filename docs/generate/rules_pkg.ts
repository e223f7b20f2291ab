/**
 * Where each attribute of rules_pkg's rules is in packages.yaml. rules_pkg_attributes.txt has the attributes; test/docs/places.test.ts
 * holds this table to them and to our schema.
 */
import type { Place } from './place.ts';

const P = 'packages.NAME';
const CONTENT = `${P}.contents[]`;

const MADE = 'what another rule generates can be an overlay: `--//pkgs:overlay=//label`';
const NAMES =
  '`:dist` has files with the conventional names of their format; flags do not change the file names of single targets';
const VARIABLES = '`${version}`, `${arch}` and `vars` can be used in every string of the config';
const SCRIPT = 'your own file; `systemd`, `sysusers` and `alternatives` add their parts to it';
const INLINE = 'a file, which shellcheck can read';
const BY_PATH = 'in the entry that has the path';
const LEVEL = 'levels are fixed, so that the same inputs give the same bytes';
const NUMBERS = 'owners have names: numbers differ from system to system';
const RUNFILES = 'what a program needs at run time is a target, packed as `type: tree`';
const TEXTS = 'rules_pkg needs it for each format, in the syntax of that format; here it is written once, by name';

const relation = (key: string): Place => ({ here: [`${P}.${key}`], note: TEXTS });

export const RULES_PKG: Readonly<Record<string, Readonly<Record<string, Place>>>> = {
  pkg_deb: {
    data: { here: [`${P}.contents`], note: 'a package consists of entries, and needs no archive first' },
    package: { here: [P], note: 'the key itself' },
    architecture: {
      here: ['architectures', `${P}.architectures`],
      note: 'several at once, by their Go names; `[all]` for all',
    },
    architecture_file: { not: 'each architecture has its own target, known before anything is built' },
    maintainer: { here: [`${P}.maintainer`, 'defaults.maintainer'] },
    version: { here: ['version', `${P}.version`, 'revision'] },
    version_file: { here: ['--version', '--overlay'], note: `\`--//pkgs:version=\`, or \`--stamp\`; ${MADE}` },
    config: { here: [`${P}.scripts.config`] },
    changelog: { here: [`${P}.changelog`, 'defaults.changelog'], note: 'it becomes part of the package' },
    description: { here: [`${P}.summary`, `${P}.description`], note: 'its first line is the summary' },
    description_file: { here: ['--overlay'], note: MADE },
    distribution: {
      here: [`${P}.changelog`],
      note: 'in the first line of an entry; rules_pkg writes it into the .changes',
    },
    urgency: { here: [`${P}.changelog`], note: 'in the first line of an entry; rules_pkg writes it into the .changes' },
    preinst: { here: [`${P}.scripts.preinstall`], note: SCRIPT },
    postinst: { here: [`${P}.scripts.postinstall`], note: SCRIPT },
    prerm: { here: [`${P}.scripts.preremove`], note: SCRIPT },
    postrm: { here: [`${P}.scripts.postremove`], note: SCRIPT },
    templates: { here: [`${P}.scripts.templates`] },
    triggers: { here: [`${P}.triggers.deb`], note: 'as keys, which are checked' },
    md5sums: { not: 'always written' },
    built_using: { here: [`${P}.fields.deb`], note: '`Built-Using`' },
    built_using_file: { here: ['--overlay'], note: MADE },
    conffiles: { here: [`${CONTENT}.type`], note: '`config` or `config|noreplace`, of the file itself' },
    conffiles_file: { here: [`${CONTENT}.type`], note: 'as `conffiles`' },
    priority: { here: [`${P}.priority`, 'defaults.priority'] },
    section: { here: [`${P}.section`, 'defaults.section'] },
    homepage: { here: [`${P}.homepage`, 'defaults.homepage'] },
    license: { here: [`${P}.license`, 'defaults.license'] },
    breaks: relation('breaks'),
    conflicts: relation('conflicts'),
    depends: relation('depends'),
    depends_file: { here: ['--overlay'], note: MADE },
    enhances: relation('enhances'),
    provides: relation('provides'),
    provides_file: { here: ['--overlay'], note: MADE },
    predepends: relation('pre-depends'),
    recommends: relation('recommends'),
    replaces: relation('replaces'),
    replaces_file: { here: ['--overlay'], note: MADE },
    suggests: relation('suggests'),
    out: { not: NAMES },
    package_file_name: { not: NAMES },
    package_variables: { here: ['vars'], note: VARIABLES },
  },
  pkg_rpm: {
    package_name: { here: [P], note: 'the key itself' },
    package_file_name: { not: NAMES },
    package_variables: { here: ['vars'], note: VARIABLES },
    epoch: { here: ['epoch', `${P}.epoch`] },
    version: { here: ['version', `${P}.version`] },
    version_file: { here: ['--version', '--overlay'], note: `\`--//pkgs:version=\`, or \`--stamp\`; ${MADE}` },
    release: {
      here: ['revision', `${P}.revision`, 'revision.rpm'],
      note: 'not from the workspace status; with `--stamp` the version is',
    },
    release_file: { here: ['--revision', '--overlay'], note: MADE },
    group: { here: [`${P}.overrides.rpm.section`], note: 'else the `section`' },
    source_date_epoch: { here: ['sourceDateEpoch'], note: 'of everything in the package' },
    source_date_epoch_file: { here: ['--overlay'], note: MADE },
    architecture: { here: ['architectures', `${P}.architectures`], note: 'never that of the machine that builds' },
    license: { here: [`${P}.license`, 'defaults.license'] },
    summary: { here: [`${P}.summary`] },
    url: { here: [`${P}.homepage`, 'defaults.homepage'] },
    description: { here: [`${P}.description`] },
    description_file: { here: ['--overlay'], note: MADE },
    changelog: {
      here: [`${P}.changelog`, 'defaults.changelog'],
      note: 'the one that the deb has; rules_pkg does not read it yet',
    },
    srcs: { here: [`${P}.contents`] },
    debug: { here: ['--keep-work'] },
    pre_scriptlet: { here: [`${P}.scripts.preinstall`], note: INLINE },
    pre_scriptlet_file: { here: [`${P}.scripts.preinstall`], note: SCRIPT },
    post_scriptlet: { here: [`${P}.scripts.postinstall`], note: INLINE },
    post_scriptlet_file: { here: [`${P}.scripts.postinstall`], note: SCRIPT },
    preun_scriptlet: { here: [`${P}.scripts.preremove`], note: INLINE },
    preun_scriptlet_file: { here: [`${P}.scripts.preremove`], note: SCRIPT },
    postun_scriptlet: { here: [`${P}.scripts.postremove`], note: INLINE },
    postun_scriptlet_file: { here: [`${P}.scripts.postremove`], note: SCRIPT },
    posttrans_scriptlet: { here: [`${P}.scripts.posttrans`], note: INLINE },
    posttrans_scriptlet_file: { here: [`${P}.scripts.posttrans`], note: SCRIPT },
    conflicts: relation('conflicts'),
    provides: relation('provides'),
    obsoletes: relation('obsoletes'),
    requires: relation('depends'),
    requires_contextual: {
      here: ['pre', 'post', 'preun', 'postun', 'pretrans', 'posttrans'].map((when) => `${P}.requires(${when})`),
    },
    spec_template: { not: 'there is no spec file; a tag without a key is in `fields.rpm`' },
    binary_payload_compression: { here: ['compression.rpm', '--compression'] },
    defines: { not: 'no macro reaches a package' },
    subrpms: { here: ['packages'], note: 'each is a package of the set' },
    debuginfo: { not: 'no key: files are packed as they were built' },
    rpmbuild_path: { not: 'there is no rpmbuild; `--//pkgs:engine=fpm` takes that of the machine' },
    data: { not: 'as `debuginfo`' },
    stamp: {
      here: ['version'],
      note: '`--stamp` takes the version from the status: [bazel.md](bazel.md#the-version-from-git)',
    },
  },
  pkg_sub_rpm: {
    package_name: { here: [P], note: 'as `pkg_rpm`, all of them' },
    summary: { here: [`${P}.summary`] },
    group: { here: [`${P}.overrides.rpm.section`] },
    description: { here: [`${P}.description`] },
    post_scriptlet: { here: [`${P}.scripts.postinstall`] },
    postun_scriptlet: { here: [`${P}.scripts.postremove`] },
    architecture: { here: [`${P}.architectures`] },
    epoch: { here: [`${P}.epoch`] },
    version: { here: [`${P}.version`] },
    requires: relation('depends'),
    provides: relation('provides'),
    conflicts: relation('conflicts'),
    obsoletes: relation('obsoletes'),
    srcs: { here: [`${P}.contents`] },
  },
  pkg_tar: {
    strip_prefix: {
      here: [`${CONTENT}.src`, `${CONTENT}.dst`],
      note: 'an entry says where a file lies and where it lands',
    },
    package_dir: { here: [`${CONTENT}.dst`], note: 'the whole path' },
    package_dir_file: { here: [`${CONTENT}.dst`, 'vars'], note: 'with a variable in it' },
    deps: {
      here: ['sources.NAME.extract'],
      note: 'an archive that is a source: `@name` and `@name/path` are its members',
    },
    srcs: { here: [`${P}.contents`] },
    files: { here: [`${P}.contents`] },
    mode: { here: [`${CONTENT}.mode`], note: '`0644`, where it was `0555`' },
    modes: { here: [`${CONTENT}.mode`], note: BY_PATH },
    mtime: { here: ['sourceDateEpoch', `${CONTENT}.mtime`] },
    portable_mtime: { here: ['sourceDateEpoch'], note: 'times are always fixed' },
    owner: { not: NUMBERS },
    ownername: { here: [`${CONTENT}.owner`, `${CONTENT}.group`] },
    owners: { not: NUMBERS },
    ownernames: { here: [`${CONTENT}.owner`, `${CONTENT}.group`], note: BY_PATH },
    extension: { here: ['compression.deb', 'compression.rpm'] },
    symlinks: { here: [`${CONTENT}.type`], note: '`symlink`, to its `src`' },
    empty_files: { here: [`${CONTENT}.src`], note: 'an empty file of your own' },
    include_runfiles: { not: RUNFILES },
    empty_dirs: { here: [`${CONTENT}.type`], note: '`dir`' },
    remap_paths: { here: [`${CONTENT}.dst`] },
    compressor: { here: ['compression'], note: 'no other program is needed' },
    compressor_args: { not: LEVEL },
    create_parents: { not: 'a deb contains them, as dpkg expects; an rpm owns only what an entry names' },
    allow_duplicates_from_deps: { not: 'two entries for one path are an error; `tree` has `exclude`' },
    compression_level: { not: LEVEL },
    out: { not: 'there is no archive in between' },
    package_file_name: { not: 'there is no archive in between' },
    package_variables: { here: ['vars'], note: VARIABLES },
    allow_duplicates_with_different_content: { not: 'two entries for one path are an error; `tree` has `exclude`' },
    preserve_mode: {
      here: [`${CONTENT}.mode`],
      note: 'Bazel sets all modes to 0555; members of an archive keep theirs',
    },
    preserve_mtime: { here: [`${CONTENT}.mtime`] },
    stamp: { here: ['sourceDateEpoch'], note: '`--stamp` takes the time from the workspace status' },
  },
  pkg_files: {
    srcs: {
      here: [`${CONTENT}.src`],
      note: 'a file beside the config, a `//label`, or `@name` for a source, which a flag can replace',
    },
    attributes: { here: [CONTENT], note: 'its keys, as those of `pkg_attributes` below' },
    prefix: { here: [`${CONTENT}.dst`], note: 'the whole path' },
    strip_prefix: {
      here: [`${CONTENT}.dst`],
      note: 'for a `tree` from a label, paths are relative to the package of the target',
    },
    excludes: { here: [`${CONTENT}.exclude`], note: 'of a `tree`' },
    renames: { here: [`${CONTENT}.dst`] },
    include_runfiles: { not: RUNFILES },
    package_variables: { here: ['vars'], note: VARIABLES },
  },
  pkg_mkdirs: {
    dirs: { here: [`${CONTENT}.dst`, `${CONTENT}.type`], note: '`type: dir`' },
    attributes: { here: [CONTENT], note: 'its keys' },
  },
  pkg_mklink: {
    target: { here: [`${CONTENT}.src`], note: '`type: symlink`' },
    link_name: { here: [`${CONTENT}.dst`] },
    attributes: { here: [CONTENT], note: 'its keys; a link has no mode' },
  },
  pkg_filegroup: {
    srcs: {
      here: [`${P}.contents`],
      note: 'one list; for what several packages share, use another package or a YAML anchor',
    },
    prefix: { here: [`${CONTENT}.dst`] },
    package_variables: { here: ['vars'], note: VARIABLES },
  },
  filter_directory: {
    src: { here: [`${CONTENT}.src`], note: '`type: tree`' },
    outdir_name: { here: [`${CONTENT}.dst`] },
    strip_prefix: { here: [`${CONTENT}.include`, `${CONTENT}.dst`], note: 'or `@name/folder` of an extracted source' },
    prefix: { here: [`${CONTENT}.dst`] },
    renames: { here: [`${CONTENT}.dst`], note: 'an entry of its own for the file' },
    excludes: { here: [`${CONTENT}.exclude`] },
  },
  pkg_attributes: {
    mode: { here: [`${CONTENT}.mode`, `${CONTENT}.dirMode`], note: 'in quotes' },
    user: { here: [`${CONTENT}.owner`] },
    group: { here: [`${CONTENT}.group`] },
    uid: { not: NUMBERS },
    gid: { not: NUMBERS },
    rpm_filetag: {
      here: [`${CONTENT}.type`],
      note: '`config|noreplace`, `doc`, `license`, `ghost`, …, for both formats',
    },
  },
};
