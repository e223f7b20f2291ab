/** `onepack schema`: the JSON Schema of packages.yaml, for editors. https://json-schema.org/draft/2020-12 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { configSchema } from '../schema/schema.ts';
import { InputError } from '../problems/errors.ts';
import type { Io } from '../system/io.ts';
import { lookUp } from '../system/look_up.ts';
import { writeTextWhole } from '../system/output.ts';

export interface SchemaOptions {
  /** The file to write or to check; stdout if absent. */
  readonly out?: string;
  readonly check?: boolean;
}

/** Throws an InputError where `check` finds another text than it would write. */
export async function schema(options: SchemaOptions, io: Io): Promise<void> {
  const text = schemaText();
  if (options.out === undefined) {
    io.stdout(text);
    return;
  }
  const file = resolve(io.cwd, options.out);
  if (options.check !== true) {
    await writeTextWhole(file, text);
    return;
  }
  const found = await readFile(file, 'utf8').catch(() => '');
  if (found === text) return;
  const message = `${options.out} is out of date`;
  throw new InputError([{ code: 'schema-stale', message, hint: `run: npx onepack schema --out=${options.out}` }]);
}

/** What people write, so that keys with a default are optional. */
export function schemaText(): string {
  const body = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-2020-12', reused: 'ref' });
  // What a config needs may be in one that it extends.
  const { $defs = {}, required = [], ...rest } = body;
  const needed = { anyOf: [{ required }, { required: ['extends'] }] };
  const schema = { title: 'packages.yaml of onepack', ...rest, ...needed, $defs };
  return `${JSON.stringify(withoutSmallParts(schema, $defs), null, 2)}\n`;
}

type Json = Readonly<Record<string, unknown>>;

// A part that is no map stands where it is used: an editor shows the name of a part to people, and `__schema0` tells them nothing.
function withoutSmallParts(schema: Json, parts: Json): unknown {
  const isSmall = (part: unknown): part is Json => !('title' in (part as Json));
  const inlined = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inlined);
    if (typeof value !== 'object' || value === null) return value;
    const { $ref, ...beside } = value as Json;
    const part = typeof $ref === 'string' ? lookUp(parts, $ref.replace('#/$defs/', '')) : undefined;
    if (isSmall(part ?? { title: '' })) return inlined({ ...(part as Json), ...beside });
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inlined(inner)]));
  };
  const used = Object.fromEntries(Object.entries(parts).filter(([, part]) => !isSmall(part)));
  return inlined({ ...schema, $defs: used });
}
