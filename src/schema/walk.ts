/** Ways through the schema: what is at a path, and which paths there are. */
import { lookUp } from '../system/look_up.ts';
import { z } from 'zod';
import type { KeyPath } from '../problems/problem.ts';
import { type KeyMeta, keys } from './key.ts';
import { configSchema } from './schema.ts';

/** All schemas that a value at the path may fulfil: unions are opened, wrappers taken off. */
export function schemasAt(path: KeyPath): z.ZodType[] {
  return writtenAt(path).flatMap(open);
}

/** What is known of the key at the path; nothing of one that the schema does not have. */
export function metaAt(path: KeyPath): KeyMeta {
  return Object.assign({}, ...writtenAt(path).map(metaOf)) as KeyMeta;
}

/** What is said of a schema, or of what it wraps. */
export function metaOf(schema: z.ZodType): KeyMeta {
  const own = keys.get(schema);
  const inner = unwrap(schema);
  return inner === undefined ? (own ?? {}) : { ...metaOf(inner), ...own };
}

export function open(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => open(option as z.ZodType));
  const inner = unwrap(schema);
  return inner === undefined ? [schema] : open(inner);
}

/** Any name in a map by name, any item of a list. */
export const ANY = Symbol('any');
export type Pattern = readonly (string | typeof ANY)[];

/** Where the keys are of which this is true, those in overrides too. */
export function patternsOf(isWanted: (meta: KeyMeta) => boolean): Pattern[] {
  known ??= everyKey();
  return known.filter(({ meta }) => isWanted(meta)).map(({ at }) => at);
}

interface KnownKey {
  readonly at: Pattern;
  readonly meta: KeyMeta;
}

let known: KnownKey[] | undefined;

function everyKey(): KnownKey[] {
  const found: KnownKey[] = [];
  const visit = (schema: z.ZodType, at: Pattern): void => {
    found.push({ at, meta: metaOf(schema) });
    for (const one of open(schema)) {
      if (one instanceof z.ZodObject) {
        for (const [key, value] of Object.entries<z.ZodType>(one.shape)) visit(value, [...at, key]);
      } else if (one instanceof z.ZodRecord) visit(one.valueType as z.ZodType, [...at, ANY]);
      else if (one instanceof z.ZodArray) visit(one.element as z.ZodType, [...at, ANY]);
    }
  };
  visit(configSchema, []);
  return found;
}

// As they are written: a union is one, and a wrapper is on it.
function writtenAt(path: KeyPath): z.ZodType[] {
  return path.reduce<z.ZodType[]>(
    (found, step) => found.flatMap(open).flatMap((one) => below(one, step)),
    [configSchema],
  );
}

function below(schema: z.ZodType, step: string | number): z.ZodType[] {
  if (schema instanceof z.ZodObject) {
    const shape = schema.shape as Record<string, z.ZodType>;
    const inner = lookUp(shape, String(step));
    return inner === undefined ? [] : [inner];
  }
  if (schema instanceof z.ZodRecord) return [schema.valueType as z.ZodType];
  // An index may come as a string, from a flag.
  if (schema instanceof z.ZodArray) return /^\d+$/.test(String(step)) ? [schema.element as z.ZodType] : [];
  return [];
}

function unwrap(schema: z.ZodType): z.ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return schema.unwrap() as z.ZodType;
  }
  return undefined;
}
