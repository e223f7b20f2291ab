/** Every key of the schema in one list, as the documentation needs it. */
import { z } from 'zod';
import { configSchema } from '../../src/config/schema.ts';
import { type WarningCode, WARNINGS } from '../../src/problem_codes/problem_codes.ts';

export interface DocumentedKey {
  /** Of the map that the key stands in: `packages.NAME.contents[]`; empty for the top. */
  readonly section: string;
  readonly name: string;
  /** What the value is, in words. */
  readonly is: string;
  readonly fallback?: string;
  /** Empty where the schema has none. */
  readonly description: string;
}

/** Overrides are the package's own keys again and are not opened; a map that several keys share is opened at the first. */
export function documentedKeys(): DocumentedKey[] {
  const found: DocumentedKey[] = [];
  visit(configSchema, '', { found, opened: new Set() });
  return found;
}

interface Walk {
  readonly found: DocumentedKey[];
  readonly opened: Set<z.ZodObject>;
}

function visit(schema: z.ZodType, section: string, walk: Walk): void {
  for (const object of objectsIn(schema)) {
    if (walk.opened.has(object)) continue;
    walk.opened.add(object);
    const below: [z.ZodType, string][] = [];
    for (const [name, value] of Object.entries<z.ZodType>(object.shape)) {
      const path = section === '' ? name : `${section}.${name}`;
      const isThere = walk.found.some((key) => key.section === section && key.name === name);
      if (!isThere) walk.found.push(documented(section, name, value));
      if (name !== 'overrides') below.push(...mapsBelow(value, path));
    }
    for (const [inner, path] of below) visit(inner, path, walk);
  }
}

function documented(section: string, name: string, schema: z.ZodType): DocumentedKey {
  const fallback =
    fallbackOf(schema) ?? (section.endsWith('warnings') ? WARNINGS[name as WarningCode].level : undefined);
  const isNeeded = !schema.safeParse(undefined).success;
  const kinds = [...new Set(open(schema).map(inWords))].filter((word) => word !== '');
  const words = kinds.sort((left, right) => Number(right === 'string') - Number(left === 'string')).join(' or ');
  return {
    section,
    name,
    is: isNeeded ? `${words} (needed)` : words,
    ...(fallback === undefined ? {} : { fallback: `\`${fallback}\`` }),
    description: schema.description ?? '',
  };
}

function fallbackOf(schema: z.ZodType): string | undefined {
  if (!(schema instanceof z.ZodDefault)) return undefined;
  const { defaultValue } = schema.def;
  return typeof defaultValue === 'string' ? defaultValue : JSON.stringify(defaultValue);
}

/** The schemas that a value may fulfil: unions opened, wrappers taken off. */
function open(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => open(option as z.ZodType));
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return open(schema.unwrap() as z.ZodType);
  }
  return [schema];
}

function objectsIn(schema: z.ZodType): z.ZodObject[] {
  return open(schema).filter((one): one is z.ZodObject => one instanceof z.ZodObject);
}

// The maps in a value, each with its path: through lists and through maps by name.
function mapsBelow(schema: z.ZodType, path: string): [z.ZodType, string][] {
  return open(schema).flatMap((one): [z.ZodType, string][] => {
    if (one instanceof z.ZodObject) return [[one, path]];
    if (one instanceof z.ZodRecord) return mapsBelow(one.valueType as z.ZodType, `${path}.NAME`);
    return one instanceof z.ZodArray ? mapsBelow(one.element as z.ZodType, `${path}[]`) : [];
  });
}

function inWords(schema: z.ZodType): string {
  if (schema instanceof z.ZodEnum) return schema.options.map((option) => `\`${option}\``).join(', ');
  if (schema instanceof z.ZodLiteral) return [...schema.values].map((value) => `\`${String(value)}\``).join(', ');
  if (schema instanceof z.ZodString) return 'string';
  if (schema instanceof z.ZodNumber) return 'whole number';
  if (schema instanceof z.ZodBoolean) return '`true`, `false`';
  if (schema instanceof z.ZodArray) {
    const items = [...new Set(open(schema.element as z.ZodType).map(inWords))].join(' or ');
    return `list of ${items}`;
  }
  if (schema instanceof z.ZodRecord) return 'map by name';
  return schema instanceof z.ZodObject ? 'map' : '';
}
