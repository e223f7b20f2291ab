/** Answers what the schema allows at a path. */
import { z } from 'zod';
import type { KeyPath } from '../problems/problem.ts';
import { lookUp } from '../system/look_up.ts';
import { schemasAt } from './walk.ts';

type Shape = Readonly<Record<string, z.ZodType>>;

/** The keys that a map at this path may have; undefined if it may have any key or is not a map. */
export function keysAllowedAt(path: KeyPath): string[] | undefined {
  const objects = schemasAt(path).filter((schema) => schema instanceof z.ZodObject);
  if (objects.length === 0) return undefined;
  return [...new Set(objects.flatMap((schema) => Object.keys(schema.shape)))];
}

/** The defaults of the keys of the map at this path. */
export function defaultsAt(path: KeyPath): Record<string, unknown> {
  const objects = schemasAt(path).filter((schema) => schema instanceof z.ZodObject);
  const entries = objects.flatMap((schema) =>
    Object.entries(schema.shape).flatMap(([key, inner]): [string, unknown][] =>
      inner instanceof z.ZodDefault ? [[key, inner.def.defaultValue]] : [],
    ),
  );
  return Object.fromEntries(entries);
}

/** Whether the schema has the path. */
export function isAllowed(path: KeyPath): boolean {
  return schemasAt(path).length > 0;
}

/** The description of the key. */
export function descriptionAt(path: KeyPath): string | undefined {
  const key = String(path.at(-1));
  const objects = schemasAt(path.slice(0, -1)).filter((schema) => schema instanceof z.ZodObject);
  return objects.flatMap((schema) => lookUp(schema.shape as Shape, key)?.description ?? [])[0];
}

/** The allowed kinds in words, for messages: `a string, a map or a list`. */
export function allowedAt(path: KeyPath): string {
  const found = [...new Set(schemasAt(path).map(inWords))].filter((word) => word !== 'nothing');
  // The simplest kind first, in whatever order the schema has them.
  const words = found.sort((left, right) => Number(right === 'a string') - Number(left === 'a string'));
  const last = words.pop();
  return words.length === 0 ? (last ?? 'nothing') : `${words.join(', ')} or ${last}`;
}

/** Whether a plain value of this kind is allowed at the path. */
export function accepts(path: KeyPath, kind: 'text' | 'number' | 'boolean'): boolean {
  return schemasAt(path).some((schema) => {
    if (schema instanceof z.ZodLiteral)
      return [...schema.values].some((value) => typeof value === (kind === 'text' ? 'string' : kind));
    if (kind === 'text') return schema instanceof z.ZodString || schema instanceof z.ZodEnum;
    return kind === 'number' ? schema instanceof z.ZodNumber : schema instanceof z.ZodBoolean;
  });
}

function inWords(schema: z.ZodType): string {
  if (schema instanceof z.ZodObject || schema instanceof z.ZodRecord) return 'a map';
  if (schema instanceof z.ZodArray) return 'a list';
  if (schema instanceof z.ZodString) return 'a string';
  if (schema instanceof z.ZodNumber) return 'a whole number';
  if (schema instanceof z.ZodBoolean) return 'true or false';
  if (schema instanceof z.ZodEnum) return schema.options.map((option) => JSON.stringify(option)).join(', ');
  if (schema instanceof z.ZodLiteral) return [...schema.values].map((value) => JSON.stringify(value)).join(', ');
  return 'nothing';
}
