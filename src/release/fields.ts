/** Control fields and tags with the keys of a config that become them. */
import { FIELDS, TEXT_KEYS } from '../format/fields.ts';
import type { Format } from '../format/format.ts';
import type { FieldFacts } from './package_facts.ts';

export function fieldOf(format: Format, name: string, value: string): FieldFacts {
  const known = FIELDS.filter(({ key }) => (TEXT_KEYS as readonly string[]).includes(key));
  // A deb's Description is the summary and the description.
  const row = known.find((field) => field[format]?.toLowerCase() === name.toLowerCase());
  return row === undefined ? { name, value } : { name, key: row.key, value };
}
