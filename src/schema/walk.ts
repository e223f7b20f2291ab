/** Walks through the schema: finds what is at a path, and which paths there are. */
import { lookUp } from '../system/look_up.ts';
import { z } from 'zod';
import type { KeyPath } from '../problems/problem.ts';
import { type KeyMeta, keys } from './key.ts';
import { configSchema } from './schema.ts';

/** All schemas that a value at the path may match, without unions and wrappers around them. */
export function schemasAt(path: KeyPath): z.ZodType[] {
  return writtenAt(path).flatMap(open);
}

/** The metadata of the key at the path; empty if the schema does not have the key. */
export function metaAt(path: KeyPath): KeyMeta {
  return Object.assign({}, ...writtenAt(path).map(metaOf)) as KeyMeta;
}

/** The metadata of a schema, or of the schema that it wraps. */
export function metaOf(schema: z.ZodType): KeyMeta {
  const own = keys.get(schema);
  const inner = unwrap(schema);
  return inner === undefined ? (own ?? {}) : { ...metaOf(inner), ...own };
}

export function open(schema: z.ZodType): z.ZodType[] {
  if (schema.type === 'union') return (schema as z.ZodUnion<z.ZodType[]>).options.flatMap(open);
  const inner = unwrap(schema);
  return inner === undefined ? [schema] : open(inner);
}

/** Stands for any name in a map of names, and for any item of a list. */
export const ANY = Symbol('any');
export type Pattern = readonly (string | typeof ANY)[];

export interface KnownKey {
  readonly at: Pattern;
  readonly meta: KeyMeta;
}

/** The patterns of all keys with this metadata, including those in overrides. */
export function keysWith(said: keyof KeyMeta): KnownKey[] {
  const done = new Map<z.ZodType, KnownKey[]>();
  const at = (step: Pattern[number], schema: z.ZodType): KnownKey[] => {
    const meta = metaOf(schema);
    const here: KnownKey[] = meta[said] === undefined ? [] : [{ at: [], meta }];
    return [...here, ...open(schema).flatMap(within)].map((key) => ({ ...key, at: [step, ...key.at] }));
  };
  // Many keys share a schema, so results are kept.
  const within = (schema: z.ZodType): KnownKey[] => {
    const found = done.get(schema) ?? inside(schema).flatMap(([step, inner]) => at(step, inner));
    done.set(schema, found);
    return found;
  };
  return within(configSchema);
}

function inside(schema: z.ZodType): [Pattern[number], z.ZodType][] {
  if (schema.type === 'object') return Object.entries((schema as z.ZodObject<Record<string, z.ZodType>>).shape);
  if (schema.type === 'record') return [[ANY, (schema as z.ZodRecord<z.ZodString, z.ZodType>).valueType]];
  return schema.type === 'array' ? [[ANY, (schema as z.ZodArray<z.ZodType>).element]] : [];
}

// Schemas as they are written, with their unions and wrappers.
function writtenAt(path: KeyPath): z.ZodType[] {
  return path.reduce<z.ZodType[]>(
    (found, step) => found.flatMap(open).flatMap((one) => below(one, step)),
    [configSchema],
  );
}

function below(schema: z.ZodType, step: string | number): z.ZodType[] {
  if (schema.type === 'object') {
    const inner = lookUp((schema as z.ZodObject<Record<string, z.ZodType>>).shape, String(step));
    return inner === undefined ? [] : [inner];
  }
  // An index from a flag is a string.
  if (schema.type === 'array' && !/^\d+$/.test(String(step))) return [];
  return inside(schema).map(([, inner]) => inner);
}

function unwrap(schema: z.ZodType): z.ZodType | undefined {
  const isWrapper = schema.type === 'optional' || schema.type === 'nullable' || schema.type === 'default';
  return isWrapper ? (schema as z.ZodOptional<z.ZodType>).unwrap() : undefined;
}
