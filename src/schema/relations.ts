/** The keys of a relation in a config, and the form that it has in a plan. Part of the one list of keys, schema.ts. */
import { z } from 'zod';
import {
  type BoundedName,
  FORMATS,
  OPERATORS,
  type Relation,
  RICH_OPERATORS,
  type RichOperand,
} from '../format/format.ts';
import { RELATION_KINDS, RELATIONS, type RelationKind } from '../format/relations.ts';
import { both, type KeyMeta, keys } from './key.ts';
import { byName } from './shapes.ts';

const format = z.enum(FORMATS);
const text = z.string();

const VERSION: KeyMeta = { deb: '`(>= 1.2)` after the name', rpm: '`>= 1.2` after the name' };

const relationInFormat = z.union([
  z
    .strictObject({
      name: text.optional().describe('The name in this format.').register(keys, both('the name in the relation')),
      version: text.optional().describe('The version constraint in this format.').register(keys, VERSION),
    })
    .meta({ title: 'name and version' }),
  text.describe('The name in this format, with no other change.'),
  z.literal(false).describe('Not in this format.'),
]);

const relationKeys = {
  version: text
    .optional()
    .describe(
      'Version constraint: `>= 1.2`, `>= 1.2, < 2`, `= 1.2` (any revision), `== 1.2-3`, `*`. A version of a package of the set is ' +
        'translated as the `version` is, and has its epoch; one of any other package stays as it is written.',
    )
    .register(keys, VERSION),
  deb: relationInFormat
    .optional()
    .describe('What is different in a deb: another name, another version, or `false` for no relation.')
    .register(keys, { deb: 'the relation', rpm: 'nothing', shortFor: ['name'] }),
  rpm: relationInFormat
    .optional()
    .describe('What is different in an rpm: another name, another version, or `false` for no relation.')
    .register(keys, { deb: 'nothing', rpm: 'the relation', shortFor: ['name'] }),
  only: format
    .optional()
    .describe('The one format that has this relation.')
    .register(keys, both('whether it is there')),
  any: z
    .array(text)
    .min(2)
    .optional()
    .describe('Alternatives, each `name` or `name OP version`; the name of the relation itself is then only a key.')
    .register(keys, { deb: '`a | b`', rpm: '`(a or b)`' }),
  rich: text
    .optional()
    .describe(
      'A relation that only an rpm has, in the words of rpm: `(a if b)`, `(a if b else c)`, `unless`, `with`, `without`, `and`, `or`; the ' +
        'name of the relation itself is then only a key. Write `only: rpm` beside it: a deb has nothing like it.',
    )
    .register(keys, { deb: 'nothing', rpm: '`(a if b)`' }),
};

const relation = z.strictObject(relationKeys).meta({ title: 'relation' });

const gatedRelation = z
  .strictObject({
    when: text
      .describe(
        'Versions of the set: a semver range, `>=1.28.0 <1.30.0`, or `from 1.28.0`, which ends where the next `from` of the list begins.',
      )
      .register(keys, both('whether it is there')),
    none: z
      .literal(true)
      .optional()
      .describe('No such relation in this range.')
      .register(keys, both('that it is not there')),
    ...relationKeys,
  })
  .meta({ title: 'relation in a range' });

const relationValue = z
  .union([relation, text, z.array(gatedRelation).min(1)])
  .register(keys, { mergeBy: ['when'], shortFor: ['version'] });
export const relationMap = byName(relationValue, 'relations by name');
export const nullableRelationMap = byName(relationValue.nullable(), 'relations by name');

/** The keys of all kinds of relations, each with the description of its kind. */
export function relationsOf<T extends z.ZodType>(schema: T): Record<RelationKind, T> {
  const entries = RELATION_KINDS.map((kind) => {
    const { description, fields, nfpm = [], otherNames = [] } = RELATIONS[kind];
    const meta = { deb: fields.deb.join(', ') || 'nothing', rpm: fields.rpm.join(', '), nfpm, otherNames };
    const described = schema.describe(description);
    keys.add(described, meta);
    return [kind, described];
  });
  return Object.fromEntries(entries) as Record<RelationKind, T>;
}

export type RelationValue = z.infer<typeof relationMap>[string];

export const planBoundedName: z.ZodType<BoundedName> = z.strictObject({
  name: text,
  bounds: z.array(z.strictObject({ op: z.enum(OPERATORS), version: text })),
});

const planRichOperand: z.ZodType<RichOperand> = z.union([
  planBoundedName,
  z.strictObject({ op: z.enum(RICH_OPERATORS), of: z.array(z.lazy(() => planRichOperand)).min(2) }),
]);

export const planRelation: z.ZodType<Relation> = z.union([
  planBoundedName,
  z.strictObject({ any: z.array(planBoundedName).min(1) }),
  z.strictObject({ rich: planRichOperand }),
]);
