/** Shapes that several parts of the schema share. */
import { z } from 'zod';
import { type KeyMeta, keys } from './key.ts';

/** A map whose keys are names that the user chooses. `title` is what an editor calls it. */
export function byName<T extends z.ZodType>(schema: T, title: string): z.ZodRecord<z.ZodString, T> {
  return z.record(z.string(), schema).meta({ title });
}

/** The same shape for an override, in which `null` removes the key. */
type Nullable<T> = { [K in keyof T]: T[K] extends z.ZodType ? z.ZodOptional<z.ZodNullable<T[K]>> : never };

export function nullable<T extends Record<string, z.ZodType>>(keys: T): Nullable<T> {
  const entries = Object.entries(keys).map(([key, schema]) => {
    const described = schema.nullable().optional();
    return [key, schema.description === undefined ? described : described.describe(schema.description)];
  });
  return Object.fromEntries(entries) as Nullable<T>;
}

/** A map with a key for each format. `meta` is the metadata of each of them. */
export function inEachFormat<T extends z.ZodType>(
  schema: T,
  title: string,
  meta: { readonly deb?: KeyMeta; readonly rpm?: KeyMeta } = {},
): z.ZodObject<{ deb: z.ZodOptional<T>; rpm: z.ZodOptional<T> }, z.core.$strict> {
  const deb = schema.optional().describe('What is different in a deb.');
  const rpm = schema.optional().describe('What is different in an rpm.');
  keys.add(deb, { rpm: 'nothing', ...meta.deb });
  keys.add(rpm, { deb: 'nothing', ...meta.rpm });
  return z.strictObject({ deb, rpm }).meta({ title });
}
