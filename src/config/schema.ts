/**
 * The one list of what packages.yaml may say. Descriptions here are the documentation: docs/configuration.md and the JSON
 * Schema come from them. What zod cannot say (rules across keys) is in rules.ts.
 *
 * Everything here is what people write. Variables are not replaced yet, defaults not laid under, overrides not merged:
 * that is plan/resolve.ts.
 *
 * A map comes before a text that it may be instead: where nothing of a value is right, an editor says what is wrong with it as
 * the first of both. Every map has a title, by which an editor calls it.
 */
import { z } from 'zod';
import { FORMATS } from '../format/format.ts';
import { alternatives, alternativesOverride } from './alternatives_schema.ts';
import { content, contentKeys } from './content_schema.ts';
import { nullableRelationMap, relationMap, relationsOf } from './relation_schema.ts';
import { byName, inEachFormat, nullable } from './schema_shapes.ts';
import { scriptKeys } from './script_schema.ts';
import { systemdKeys } from './systemd_schema.ts';
import { sysusers, sysusersOverride } from './sysusers_schema.ts';
import { triggers } from './trigger_schema.ts';
import { warnings } from './warning_schema.ts';

export const ENGINES = ['fpm', 'fpm-container', 'native'] as const;
export const COMPRESSIONS = ['gzip', 'xz', 'zstd', 'none'] as const;
export const DEFAULT_COMPRESSION = 'gzip';
export const SCRIPT_KINDS = [
  'preinstall',
  'postinstall',
  'preremove',
  'postremove',
  'pretrans',
  'posttrans',
  'verify',
  'config',
  'templates',
] as const;

export const API_VERSION = 'onepack/v1';
/** 1980-01-01T00:00:00Z, the oldest time that every archive format can hold. */
export const DEFAULT_SOURCE_DATE_EPOCH = 315532800;

/** https://www.debian.org/doc/debian-policy/ch-controlfields.html#version; dpkg holds it in 31 bits. */
const epoch = z.int().min(0).max(2147483647);
const format = z.enum(FORMATS);
const compression = z.enum(COMPRESSIONS);
const text = z.string();

const commonKeys = {
  maintainer: text.optional().describe('deb Maintainer, rpm Packager: `Name <mail@example.com>`.'),
  vendor: text.optional().describe('deb Vendor, rpm Vendor.'),
  homepage: text.optional().describe('deb Homepage, rpm URL.'),
  license: text.optional().describe('deb License, rpm License: an SPDX expression.'),
  section: text.optional().describe('deb Section, rpm Group.'),
  priority: text.optional().describe('deb Priority; nothing in an rpm.'),
  changelog: text
    .optional()
    .describe(
      'A file, relative to the folder of this file: deb `/usr/share/doc/NAME/changelog.Debian.gz`, rpm %changelog. One file for both ' +
        'formats, as deb-changelog(5) has it: see [changelog.md](changelog.md).',
    ),
};

const formatKeys = {
  ...commonKeys,
  summary: text.optional().describe('deb Description, first line; rpm Summary.'),
  description: text.optional().describe('deb Description, the lines after the first; rpm %description.'),
  ...relationsOf(relationMap.optional()),
  contents: z.array(content).optional().describe('Which files are installed where.'),
  systemd: z
    .strictObject(systemdKeys)
    .meta({ title: 'systemd' })
    .optional()
    .describe('Units, and what installation, upgrade and removal do with them. nfpm has no such key.'),
  scripts: z
    .strictObject(scriptKeys)
    .meta({ title: 'scripts' })
    .optional()
    .describe(
      'Maintainer scripts (deb) and scriptlets (rpm), as files. nfpm also has `rules`, which builds a source package and has no place ' +
        'in a binary one. %preuntrans and %postuntrans are not supported: they came with rpm 4.19.',
    ),
  alternatives: alternatives
    .optional()
    .describe(
      'Links that several packages offer, such as `/usr/bin/editor`, by name: installation registers them with update-alternatives, and ' +
        'removal unregisters them. nfpm has no such key.',
    ),
  sysusers: sysusers
    .optional()
    .describe(
      'Users and groups that the package needs: /usr/lib/sysusers.d/NAME.conf, and scripts that create them, in a deb at the beginning ' +
        'of its postinst, in an rpm before its files are unpacked. Nothing removes them. nfpm has no such key.',
    ),
};

const overrideKeys = nullable({
  ...formatKeys,
  ...relationsOf(nullableRelationMap),
  scripts: z
    .strictObject(nullable(scriptKeys))
    .meta({ title: 'scripts' })
    .describe(formatKeys.scripts.description ?? ''),
  systemd: z
    .strictObject(nullable(systemdKeys))
    .meta({ title: 'systemd' })
    .describe(formatKeys.systemd.description ?? ''),
  alternatives: alternativesOverride.describe(formatKeys.alternatives.description ?? ''),
  sysusers: sysusersOverride.describe(formatKeys.sysusers.description ?? ''),
  contents: z
    .array(
      z
        .strictObject({ ...content.shape, ...nullable(contentKeys), dst: content.shape.dst })
        .meta({ title: 'entry of contents' }),
    )
    .describe('Merged by `dst` into the entries of the package.'),
});

const architectureName = text.describe('The name in this format.');

const packageSchema = z.strictObject({
  architectures: z
    .array(text)
    .min(1)
    .optional()
    .describe(
      'Which architectures of the set it is built for; `[all]` for one package that is for all of them: deb `all`, rpm `noarch`.',
    ),
  formats: z.array(format).min(1).optional().describe('Which formats of the set it is built in.'),
  fields: inEachFormat(byName(text, 'fields by name'), 'fields of each format')
    .optional()
    .describe(
      'Control fields and rpm tags that have no key here: `{deb: {Bugs: …}, rpm: {Distribution: …}}`. nfpm: `deb.fields`.',
    ),
  triggers: triggers
    .optional()
    .describe('What happens when other packages come and go, for each format in its own terms.'),
  warnings: warnings
    .optional()
    .describe('The level of warnings in this package, where it differs from that of the set.'),
  version: text.optional().describe('Its own version, instead of that of the set.'),
  epoch: epoch.optional().describe('Its own epoch, `0` for none, instead of that of the set.'),
  revision: text.optional().describe('Its own revision, the same in both formats, instead of that of the set.'),
  ...formatKeys,
  overrides: inEachFormat(z.strictObject(overrideKeys).meta({ title: 'overrides' }), 'overrides of each format')
    .optional()
    .describe('What is different in one format: any of the keys above; `null` removes one.'),
});

const urls = z.union([text, z.array(text).min(1)]);

const sourceSchema = z.strictObject({
  file: text.describe(
    'The file that is packed, relative to the folder of this file; usually with `${arch}` in it. `//label` is what Bazel builds for each architecture.',
  ),
  url: urls
    .optional()
    .describe(
      'Where `onepack fetch` gets the file if it is not there: an http or https URL, or a list of mirrors that are tried in ' +
        'their order. Each has an hour and 4 GiB at most, or what `--max-time` and `--max-filesize` say. ' +
        'Proxies come from the environment: `http_proxy`, `https_proxy`, `no_proxy`.',
    ),
  sha256: z
    .union([byName(text, 'sha256 by architecture'), text])
    .optional()
    .describe('The sha256 of the download, 64 hex digits; a map by architecture where it differs.'),
  sha256Url: urls
    .optional()
    .describe(
      'Where the sha256 of the download is published, alone or in a list as `sha256sum` writes it, under the last part of `url`. ' +
        'Where there is a `sha256` too, both must be equal.',
    ),
  extract: z
    .boolean()
    .optional()
    .describe(
      'Whether the file is an archive (tar, plain or compressed by gzip, xz, zstd or bzip2, or zip); then `@name` and `@name/path` are its members.',
    ),
});

export const configSchema = z.strictObject({
  apiVersion: z.literal(API_VERSION).describe('The version of this format.'),
  version: text.describe(
    'The version of the set: a git tag or semver. A leading `v` is dropped; `-alpha.1` becomes `~alpha.1` in both formats.',
  ),
  epoch: epoch
    .optional()
    .describe(
      'A number that is compared before the version, for a version that had to go backwards: deb `1:` before the Version, rpm Epoch. 0 is none.',
    ),
  revision: z
    .union([
      text,
      z
        .strictObject({
          deb: text.describe('The revision of a deb.'),
          rpm: text.describe('The Release of an rpm.'),
        })
        .meta({ title: 'revision of each format' }),
    ])
    .default('0')
    .describe('deb revision, rpm Release; a map where they differ: `{deb: "1.1", rpm: "150500.1.1"}`.'),
  architectures: z.array(text).min(1).describe('Go names: amd64, arm64, ppc64le, s390x, …'),
  architectureNames: byName(
    z
      .strictObject({
        deb: architectureName.optional().describe('Its name in a deb.'),
        rpm: architectureName.optional().describe('Its name in an rpm.'),
      })
      .meta({ title: 'names in each format' }),
    'architectures by name',
  )
    .optional()
    .describe(
      'Go name to the name in a format, where that is not the usual one: `arm: {deb: armel}`, or for an architecture that onepack ' +
        'does not know. nfpm: `deb.arch`, `rpm.arch`.',
    ),
  bazel: z
    .strictObject({
      platforms: byName(
        text.describe('The label of a `platform`: `//platforms:linux_amd64`.'),
        'platforms by architecture',
      )
        .optional()
        .describe(
          'Architecture to the platform that Bazel builds its sources for. Without it a source is built for the platform of the ' +
            'whole build, and only a `select` on `@onepack//bazel:arch` can tell architectures apart.',
        ),
    })
    .meta({ title: 'bazel' })
    .optional()
    .describe('What only Bazel needs to know.'),
  formats: z.array(format).min(1).default(['deb', 'rpm']).describe('Which formats are built.'),
  engine: z
    .enum(ENGINES)
    .default('native')
    .describe(
      'What writes the packages: onepack itself (`native`), fpm on this machine, or fpm in a container of a pinned image. The packages are the same.',
    ),
  image: text
    .regex(
      /^(?:[a-z0-9][a-z0-9._/:-]*@)?sha256:[0-9a-f]{64}$/,
      'expected `sha256:` and 64 hex digits, or `name@sha256:…`',
    )
    .optional()
    .describe(
      'The image that the engine `fpm-container` runs, by digest: `sha256:…` or `name@sha256:…`; without it, the one that `make image` recorded. No other image is run.',
    ),
  compression: z
    .union([compression, inEachFormat(compression, 'compression of each format')])
    .default(DEFAULT_COMPRESSION)
    .describe('How the payload is compressed, in every package or in those of a format: `{deb: xz, rpm: zstd}`.'),
  sourceDateEpoch: z
    .int()
    .positive()
    .default(DEFAULT_SOURCE_DATE_EPOCH)
    .describe(
      'The one time in every package, in seconds since the epoch (https://reproducible-builds.org/specs/source-date-epoch/).',
    ),
  extends: z
    .union([text, z.array(text).min(1)])
    .optional()
    .describe(
      'Another config file, or a list of them, over which this one is merged as an overlay is; paths are relative to the folder of this ' +
        'file. What they say need not be repeated; their own relative paths stay relative to them. Not in an overlay.',
    ),
  base: text
    .optional()
    .describe(
      'Where relative paths start, itself relative to the working directory; without it, the folder of this file. `onepack patch` writes it.',
    ),
  warnings: warnings
    .optional()
    .describe(
      'The level of each warning, by code: `off`, `warning` (it is shown and stops nothing) or `error`. [errors.md](errors.md) has the codes.',
    ),
  defaults: z
    .strictObject({
      ...commonKeys,
      overrides: inEachFormat(
        z.strictObject(nullable(commonKeys)).meta({ title: 'overrides of defaults' }),
        'overrides of defaults in each format',
      )
        .optional()
        .describe('What is different in one format; `null` removes a key.'),
    })
    .meta({ title: 'defaults' })
    .optional()
    .describe('What every package has, unless it says otherwise.'),
  vars: byName(text, 'variables by name').optional().describe('Variables of your own, used as `${name}`.'),
  sources: byName(sourceSchema.meta({ title: 'source' }), 'sources by name')
    .optional()
    .describe('Named inputs, which a flag or an overlay can replace.'),
  packages: byName(packageSchema.meta({ title: 'package' }), 'packages by name').describe('The packages, by name.'),
});

export type Config = z.infer<typeof configSchema>;
export type PackageConfig = z.infer<typeof packageSchema>;
export type EngineName = (typeof ENGINES)[number];
export type Compression = (typeof COMPRESSIONS)[number];
export type ScriptKind = (typeof SCRIPT_KINDS)[number];
