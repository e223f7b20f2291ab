/** Shapes that several parts of the schema have. */
import { z } from 'zod';
import { type KeyMeta, keys } from './key.ts';

/** A map whose keys are names of the user's; `title` is what an editor calls it. */
export function byName<T extends z.ZodType>(schema: T, title: string): z.ZodRecord<z.ZodString, T> {
  return z.record(z.string(), schema).meta({ title });
}

/** In an override `null` takes the key away. */
type Nullable<T> = { [K in keyof T]: T[K] extends z.ZodType ? z.ZodOptional<z.ZodNullable<T[K]>> : never };

export function nullable<T extends Record<string, z.ZodType>>(keys: T): Nullable<T> {
  const entries = Object.entries(keys).map(([key, schema]) => {
    const described = schema.nullable().optional();
    return [key, schema.description === undefined ? described : described.describe(schema.description)];
  });
  return Object.fromEntries(entries) as Nullable<T>;
}

/** `meta` is of the key of each format; in the other format it is nothing. */
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
