/** `onepack schema`: the JSON Schema of packages.yaml, for editors. https://json-schema.org/draft/2020-12 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { configSchema } from '../config/schema.ts';
import { InputError } from '../errors.ts';
import type { Io } from '../io.ts';
import { writeTextWhole } from '../output.ts';

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
  const message = `${options.out} is not what the schema says`;
  throw new InputError([{ code: 'schema-stale', message, hint: `run: npx onepack schema --out=${options.out}` }]);
}

/** What people write, so that keys with a default are optional. */
export function schemaText(): string {
  const body = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-2020-12', reused: 'ref' });
  // What a config needs may be in one that it extends.
  const { required = [], ...rest } = body;
  const needed = { anyOf: [{ required }, { required: ['extends'] }] };
  return `${JSON.stringify({ title: 'packages.yaml of onepack', ...rest, ...needed }, null, 2)}\n`;
}
