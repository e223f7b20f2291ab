/**
 * The one list of what packages.yaml may say. Descriptions here are the documentation: docs/configuration.md and the JSON
 * Schema come from them. What the program knows of a key beside that (how it is merged, whether it is a path, what it
 * becomes in each format, what nfpm calls it) is registered with the key: key.ts says what there is. What zod cannot say
 * (rules across keys) is in config/rules.ts.
 *
 * Everything here is what people write. Variables are not replaced yet, defaults not laid under, overrides not merged:
 * that is plan/resolve.ts.
 *
 * A map comes before a text that it may be instead: where nothing of a value is right, an editor says what is wrong with it as
 * the first of both. Every map has a title, by which an editor calls it.
 */
import { z } from 'zod';
import { COMPRESSIONS, DEFAULT_COMPRESSION } from '../format/compression.ts';
import { FORMATS } from '../format/format.ts';
import { both, field, keys } from './key.ts';
import { epoch, time } from './numbers.ts';
import { defaultsSchema, packageSchema } from './packages.ts';
import { byName, inEachFormat } from './shapes.ts';
import { sourceSchema } from './sources.ts';
import { warnings } from './warnings.ts';

export const ENGINES = ['fpm', 'fpm-container', 'native'] as const;

export const API_VERSION = 'onepack/v1';
/** 1980-01-01T00:00:00Z, the oldest time that every archive format can hold. */
export const DEFAULT_SOURCE_DATE_EPOCH = 315532800;

const format = z.enum(FORMATS);
const compression = z.enum(COMPRESSIONS);
const text = z.string();

/** For keys that only say how packages are made. */
const NOT_PACKED = { isNotPacked: true } as const;
const COMPRESSED = { deb: 'that of `data.tar` and `control.tar`', rpm: 'PAYLOADCOMPRESSOR' };

export const configSchema = z.strictObject({
  apiVersion: z.literal(API_VERSION).describe('The version of this format.').register(keys, NOT_PACKED),
  version: text
    .describe(
      'The version of the set: a git tag or semver. A leading `v` is dropped; `-alpha.1` becomes `~alpha.1` in both formats, `-0.3.7` becomes `~~0.3.7`.',
    )
    .register(keys, { ...field('version'), nfpm: ['version', 'prerelease', 'version_metadata'] }),
  epoch: epoch
    .optional()
    .describe(
      'A number that is compared before the version, for a version that had to go backwards: deb `1:` before the Version, rpm Epoch. 0 is none.',
    )
    .register(keys, { ...field('epoch'), nfpm: 'epoch', otherwise: '`0`' }),
  revision: z
    .union([
      text,
      z
        .strictObject({
          deb: text.describe('The revision of a deb.').register(keys, { ...field('revision'), rpm: 'nothing' }),
          rpm: text.describe('The Release of an rpm.').register(keys, { ...field('revision'), deb: 'nothing' }),
        })
        .meta({ title: 'revision of each format' }),
    ])
    .default('0')
    .describe('deb revision, rpm Release; a map where they differ: `{deb: "1.1", rpm: "150500.1.1"}`.')
    .register(keys, { ...field('revision'), nfpm: 'release', shortFor: FORMATS, otherNames: ['iteration', 'release'] }),
  architectures: z
    .array(text)
    .min(1)
    .describe('Go names: amd64, arm64, ppc64le, s390x, …')
    .register(keys, { ...field('formatArchitecture'), nfpm: 'arch', otherNames: ['arch'] }),
  architectureNames: byName(
    z
      .strictObject({
        deb: text
          .optional()
          .describe('Its name in a deb.')
          .register(keys, { ...field('formatArchitecture'), rpm: 'nothing', nfpm: 'deb.arch' }),
        rpm: text
          .optional()
          .describe('Its name in an rpm.')
          .register(keys, { ...field('formatArchitecture'), deb: 'nothing', nfpm: 'rpm.arch' }),
      })
      .meta({ title: 'names in each format' }),
    'architectures by name',
  )
    .optional()
    .describe(
      'Go name to the name in a format, where that is not the usual one: `arm: {deb: armel}`, or for an architecture that onepack ' +
        'does not know. nfpm: `deb.arch`, `rpm.arch`.',
    )
    .register(keys, field('formatArchitecture')),
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
    .describe('What only Bazel needs to know.')
    .register(keys, NOT_PACKED),
  formats: z
    .array(format)
    .min(1)
    .default(['deb', 'rpm'])
    .describe('Which formats are built.')
    .register(keys, NOT_PACKED),
  engine: z
    .enum(ENGINES)
    .default('native')
    .describe(
      'What writes the packages: onepack itself (`native`), fpm on this machine, or fpm in a container of a pinned image. The packages are the same.',
    )
    .register(keys, NOT_PACKED),
  image: text
    .regex(
      /^(?:[a-z0-9][a-z0-9._/:-]*@)?sha256:[0-9a-f]{64}$/,
      'expected `sha256:` and 64 hex digits, or `name@sha256:…`',
    )
    .optional()
    .describe(
      'The image that the engine `fpm-container` runs, by digest: `sha256:…` or `name@sha256:…`; without it, the one that `make image` recorded. No other image is run.',
    )
    .register(keys, { ...NOT_PACKED, otherwise: 'the one that `make image` recorded' }),
  compression: z
    .union([
      compression,
      inEachFormat(compression, 'compression of each format', {
        deb: { deb: COMPRESSED.deb, nfpm: 'deb.compression' },
        rpm: { rpm: COMPRESSED.rpm, nfpm: 'rpm.compression' },
      }),
    ])
    .default(DEFAULT_COMPRESSION)
    .describe(
      'How the payload is compressed, in every package or in those of a format: `{deb: xz, rpm: zstd}`. [engines.md](engines.md#compression) says what reads it.',
    )
    .register(keys, { ...COMPRESSED, nfpm: ['deb.compression', 'rpm.compression'], shortFor: FORMATS }),
  sourceDateEpoch: time
    .default(DEFAULT_SOURCE_DATE_EPOCH)
    .describe(
      'The one time in every package, in seconds since 1970. `--source-date-epoch` and, with `--stamp`, `STABLE_SOURCE_DATE_EPOCH` go before ' +
        'it. Without it, it is what the variable `SOURCE_DATE_EPOCH` of the environment says on the command line ' +
        '(https://reproducible-builds.org/specs/source-date-epoch/); else the date of the newest entry of all changelogs of the set; else ' +
        '1 January 1980, with the warning `no-time`.',
    )
    .register(keys, { deb: 'every time in it', rpm: 'BUILDTIME, and every time in it', nfpm: 'mtime' }),
  extends: z
    .union([text, z.array(text).min(1)])
    .optional()
    .describe(
      'Another config file, or a list of them, over which this one is merged as an overlay is; paths are relative to the folder of this ' +
        'file. What they say need not be repeated; their own relative paths stay relative to them. Not in an overlay.',
    )
    .register(keys, NOT_PACKED),
  base: text
    .optional()
    .describe(
      'Where relative paths start, itself relative to the working directory; without it, the folder of this file. `onepack patch` writes it.',
    )
    .register(keys, { ...NOT_PACKED, otherwise: 'the folder of the file' }),
  warnings: warnings
    .optional()
    .describe(
      'The level of each warning, by code: `off`, `warning` (it is shown and stops nothing) or `error`. [errors.md](errors.md) has the codes.',
    )
    .register(keys, NOT_PACKED),
  defaults: defaultsSchema
    .optional()
    .describe('What every package has, unless it says otherwise.')
    .register(keys, both('as in a package')),
  vars: byName(text, 'variables by name')
    .optional()
    .describe('Variables of your own, used as `${name}`.')
    .register(keys, { ...NOT_PACKED, nfpm: 'contents[].expand' }),
  sources: byName(sourceSchema.meta({ title: 'source' }), 'sources by name')
    .optional()
    .describe('Named inputs, which a flag or an overlay can replace.')
    .register(keys, NOT_PACKED),
  packages: byName(packageSchema.meta({ title: 'package' }), 'packages by name')
    .describe('The packages, by name.')
    .register(keys, field('package')),
});

export type Config = z.infer<typeof configSchema>;
export type PackageConfig = Config['packages'][string];
export type EngineName = (typeof ENGINES)[number];
