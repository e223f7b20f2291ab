/** Every key of the schema in one list, as the documentation needs it. */
import { z } from 'zod';
import { configSchema } from '../../src/schema/schema.ts';
import type { KeyMeta } from '../../src/schema/key.ts';
import { keysAllowedAt } from '../../src/schema/allowed.ts';
import { metaOf, open } from '../../src/schema/walk.ts';

export interface DocumentedKey {
  /** Of the map that the key stands in: `packages.NAME.contents[]`; empty for the top. */
  readonly section: string;
  readonly name: string;
  /** Both: `packages.NAME.contents[].mode`. */
  readonly path: string;
  /** What the value is, in words. */
  readonly is: string;
  /** What holds where nobody says it, in Markdown. */
  readonly fallback?: string;
  /** Empty where the schema has none. */
  readonly description: string;
  readonly meta: KeyMeta;
}

/** Overrides are the package's own keys again and are not opened; a map that several keys share is opened at the first. */
export function documentedKeys(): DocumentedKey[] {
  if (all.length === 0) visit(configSchema, '', false, { found: all, opened: new Set() });
  return all;
}

const all: DocumentedKey[] = [];

interface Walk {
  readonly found: DocumentedKey[];
  readonly opened: Set<z.ZodObject>;
}

/** `isNotPacked`: the map says how packages are made, and so do its keys. */
function visit(schema: z.ZodType, section: string, isNotPacked: boolean, walk: Walk): void {
  for (const object of objectsIn(schema)) {
    if (walk.opened.has(object)) continue;
    walk.opened.add(object);
    const below: [z.ZodType, string, boolean][] = [];
    for (const [name, value] of Object.entries<z.ZodType>(object.shape)) {
      const key = documented(section, name, value, isNotPacked);
      if (!walk.found.some(({ path }) => path === key.path)) walk.found.push(key);
      if (key.meta.isOverrides === true) continue;
      const isIn = key.meta.isNotPacked === true;
      below.push(
        ...mapsBelow(value, key.path).map(([inner, path]): [z.ZodType, string, boolean] => [inner, path, isIn]),
      );
    }
    for (const [inner, path, isIn] of below) visit(inner, path, isIn, walk);
  }
}

function documented(section: string, name: string, schema: z.ZodType, isNotPacked: boolean): DocumentedKey {
  const meta = { ...metaOf(schema), ...(isNotPacked ? ({ isNotPacked } as const) : {}) };
  const isNeeded = !schema.safeParse(undefined).success;
  const kinds = [...new Set(open(schema).map(inWords))].filter((word) => word !== '');
  const words = kinds.sort((left, right) => Number(right === 'string') - Number(left === 'string')).join(' or ');
  const fallback = defaultOf(schema) ?? underPackage(section, name, schema, meta) ?? meta.otherwise;
  return {
    section,
    name,
    path: section === '' ? name : `${section}.${name}`,
    is: isNeeded ? `${words} (needed)` : words,
    ...(fallback === undefined ? {} : { fallback }),
    description: schema.description ?? '',
    meta,
  };
}

function defaultOf(schema: z.ZodType): string | undefined {
  if (!(schema instanceof z.ZodDefault)) return undefined;
  const { defaultValue } = schema.def;
  return `\`${typeof defaultValue === 'string' ? defaultValue : JSON.stringify(defaultValue)}\``;
}

/** What a package has from `defaults` or from the set. */
function underPackage(section: string, name: string, schema: z.ZodType, meta: KeyMeta): string | undefined {
  if (section !== 'packages.NAME') return undefined;
  if (meta.isOfSet === true)
    return open(schema).some((one) => one instanceof z.ZodArray) ? 'those of the set' : 'that of the set';
  return meta.isOverrides !== true && keysAllowedAt(['defaults'])?.includes(name) ? 'that of `defaults`' : undefined;
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
