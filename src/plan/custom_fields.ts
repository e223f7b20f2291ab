/** `fields`: what a package says in fields and tags that no key of the config sets. */
import type { PackageConfig } from '../config/schema.ts';
import { type Format, formats } from '../format/format.ts';
import { mistakeInName, mistakeInValue } from '../format/custom_fields.ts';
import type { Reader } from './reader.ts';
import type { Scope } from './variables.ts';

/** Name to value, in the order of the config. A field with a problem, which is then reported, is left out. */
export function readCustomFields(
  own: PackageConfig,
  name: string,
  format: Format,
  formatArchitecture: string,
  scope: Scope,
  reader: Reader,
): Record<string, string> {
  const seen = new Map<string, string>();
  const entries = Object.entries(own.fields?.[format] ?? {}).flatMap(([field, written]): [string, string][] => {
    const path = ['packages', name, 'fields', format, field];
    const wrongName = mistakeInName(format, field) ?? mistakeInSecond(format, field, seen.get(field.toLowerCase()));
    seen.set(field.toLowerCase(), field);
    if (wrongName !== undefined) {
      reader.report({ code: 'custom-field', path, atKey: true, ...wrongName });
      return [];
    }
    const value = reader.read(written, path, scope)?.trim();
    if (value === undefined) return [];
    const mistake = mistakeInText(field, value) ?? mistakeInValue(format, field, value, formatArchitecture);
    if (mistake === undefined) return [[field, value]];
    reader.report({ code: 'custom-field', path, ...mistake });
    return [];
  });
  return Object.fromEntries(entries);
}

function mistakeInSecond(format: Format, field: string, first: string | undefined) {
  if (first === undefined) return undefined;
  return { message: `"${field}" is "${first}" again: ${formats[format].called} ignores case there` };
}

// A line break would begin another field.
function mistakeInText(field: string, value: string) {
  return /\p{Cc}/u.test(value) ? { message: `"${field}" must be one line without control characters` } : undefined;
}
