/** The keys of a package, and of `defaults` for all packages. Part of the one list of keys, schema.ts. */
import { z } from 'zod';
import type { FieldKey } from '../format/fields.ts';
import { FORMATS } from '../format/format.ts';
import { alternatives, alternativesOverride } from '../stanza/alternatives/schema.ts';
import { changelog } from '../stanza/changelog/schema.ts';
import { systemd, systemdOverride } from '../stanza/systemd/schema.ts';
import { sysusers, sysusersOverride } from '../stanza/sysusers/schema.ts';
import { triggers } from '../stanza/triggers/schema.ts';
import { content, contentKeys } from './contents.ts';
import { both, field, type KeyMeta, keys, OVERRIDES } from './key.ts';
import { epoch } from './numbers.ts';
import { nullableRelationMap, relationMap, relationsOf } from './relations.ts';
import { scriptKeys } from './scripts.ts';
import { byName, inEachFormat, nullable } from './shapes.ts';
import { warnings } from './warnings.ts';

const format = z.enum(FORMATS);
const text = z.string();

/** Keys that are strings, and become a field of a deb and a tag of an rpm. */
function fieldOf(key: FieldKey, description: string, meta: KeyMeta = {}): z.ZodOptional<z.ZodString> {
  return text
    .optional()
    .describe(description)
    .register(keys, { ...field(key), nfpm: key, ...meta });
}

const commonKeys = {
  maintainer: fieldOf('maintainer', 'deb Maintainer, rpm Packager: `Name <mail@example.com>`.'),
  vendor: fieldOf('vendor', 'deb Vendor, rpm Vendor.'),
  homepage: fieldOf('homepage', 'deb Homepage, rpm URL.', { otherNames: ['url'] }),
  license: fieldOf('license', 'deb License, rpm License: an SPDX expression.'),
  section: fieldOf('section', 'deb Section, rpm Group.', { otherNames: ['category'] }),
  priority: fieldOf('priority', 'deb Priority; nothing in an rpm.', { otherwise: '`optional` in a deb' }),
  changelog,
};

const CONTENTS: KeyMeta = {
  deb: '`data.tar`',
  rpm: 'the payload and %files',
  mergeBy: ['dst', 'only'],
  nfpm: 'contents',
  otherNames: ['config-files', 'files', 'inputs'],
};

const formatKeys = {
  ...commonKeys,
  summary: fieldOf('summary', 'deb Description, first line; rpm Summary.', { nfpm: 'description' }),
  description: fieldOf('description', 'deb Description, the lines after the first; rpm %description.', {
    otherwise: 'the summary',
  }),
  ...relationsOf(relationMap.optional()),
  contents: z.array(content).optional().describe('Which files are installed where.').register(keys, CONTENTS),
  systemd,
  scripts: z
    .strictObject(scriptKeys)
    .meta({ title: 'scripts' })
    .optional()
    .describe(
      'Maintainer scripts (deb) and scriptlets (rpm), as files. The first line says who runs one, with the same argument in both ' +
        'formats: `#!/bin/sh -e`, `#!/usr/bin/env python3`, in an rpm also `#!<lua>`; without it an rpm takes `/bin/sh`. nfpm also has `rules`, which builds a source package and has no place ' +
        'in a binary one. %preuntrans and %postuntrans are not supported: they came with rpm 4.19.',
    )
    .register(keys, { deb: 'maintainer scripts', rpm: 'scriptlets', nfpm: ['scripts', 'rpm.scripts', 'deb.scripts'] }),
  alternatives,
  sysusers,
};

const overrideKeys = nullable({
  ...formatKeys,
  ...relationsOf(nullableRelationMap),
  scripts: z
    .strictObject(nullable(scriptKeys))
    .meta({ title: 'scripts' })
    .describe(formatKeys.scripts.description ?? ''),
  systemd: systemdOverride,
  alternatives: alternativesOverride,
  sysusers: sysusersOverride,
  contents: z
    .array(
      z
        .strictObject({ ...content.shape, ...nullable(contentKeys), dst: content.shape.dst })
        .meta({ title: 'entry of contents' }),
    )
    .describe('Merged by `dst` into the entries of the package.')
    .register(keys, CONTENTS),
});

const CUSTOM = { deb: 'the field of that name', rpm: 'the tag of that name' };

export const packageSchema = z.strictObject({
  architectures: z
    .array(text)
    .min(1)
    .optional()
    .describe(
      'Which architectures of the set it is built for; `[all]` for one package that is for all of them: deb `all`, rpm `noarch`.',
    )
    .register(keys, { ...field('formatArchitecture'), isOfSet: true, nfpm: 'arch', otherNames: ['arch'] }),
  formats: z
    .array(format)
    .min(1)
    .optional()
    .describe('Which formats of the set it is built in.')
    .register(keys, { ...both('whether there is one'), isOfSet: true }),
  fields: inEachFormat(byName(text, 'fields by name'), 'fields of each format', {
    deb: { deb: CUSTOM.deb, nfpm: ['deb', 'deb.fields'] },
    rpm: { rpm: CUSTOM.rpm, nfpm: 'rpm' },
  })
    .optional()
    .describe(
      'Control fields and rpm tags that have no key here: `{deb: {Bugs: …}, rpm: {Distribution: …}}`. nfpm: `deb.fields`.',
    )
    .register(keys, CUSTOM),
  triggers,
  warnings: warnings
    .optional()
    .describe('The level of warnings in this package, where it differs from that of the set.')
    .register(keys, { isNotPacked: true }),
  version: text
    .optional()
    .describe('Its own version, instead of that of the set.')
    .register(keys, { ...field('version'), isOfSet: true }),
  epoch: epoch
    .optional()
    .describe('Its own epoch, `0` for none, instead of that of the set.')
    .register(keys, { ...field('epoch'), isOfSet: true, nfpm: 'epoch' }),
  revision: text
    .optional()
    .describe('Its own revision, the same in both formats, instead of that of the set.')
    .register(keys, { ...field('revision'), isOfSet: true, otherNames: ['iteration', 'release'] }),
  ...formatKeys,
  overrides: inEachFormat(z.strictObject(overrideKeys).meta({ title: 'overrides' }), 'overrides of each format')
    .optional()
    .describe('What is different in one format: any of the keys above; `null` removes one.')
    .register(keys, { ...OVERRIDES, nfpm: 'overrides' }),
});

export const defaultsSchema = z
  .strictObject({
    ...commonKeys,
    overrides: inEachFormat(
      z.strictObject(nullable(commonKeys)).meta({ title: 'overrides of defaults' }),
      'overrides of defaults in each format',
    )
      .optional()
      .describe('What is different in one format; `null` removes a key.')
      .register(keys, { ...OVERRIDES, nfpm: 'overrides' }),
  })
  .meta({ title: 'defaults' });
