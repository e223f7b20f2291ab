/** `fields`: what a package says in fields and tags that no key of the config sets. */
import type { PackageConfig } from '../schema/schema.ts';
import type { Format } from '../format/format.ts';
import { formats } from '../format/formats.ts';
import { mistakeInName, mistakeInValue } from '../format/custom_fields.ts';
import type { Resolver } from './resolver.ts';
import type { Scope } from './variables.ts';

/** Name to value, in the order of the config. A field with a problem, which is then reported, is left out. */
export function resolveCustomFields(
  own: PackageConfig,
  name: string,
  format: Format,
  formatArchitecture: string,
  scope: Scope,
  resolver: Resolver,
): Record<string, string> {
  const seen = new Map<string, string>();
  const entries = Object.entries(own.fields?.[format] ?? {}).flatMap(([field, written]): [string, string][] => {
    const path = ['packages', name, 'fields', format, field];
    const wrongName = mistakeInName(format, field) ?? mistakeInSecond(format, field, seen.get(field.toLowerCase()));
    seen.set(field.toLowerCase(), field);
    if (wrongName !== undefined) {
      resolver.report({ code: 'custom-field', path, atKey: true, ...wrongName });
      return [];
    }
    const value = resolver.resolve(written, path, scope)?.trim();
    if (value === undefined) return [];
    const mistake = mistakeInValue(format, field, value, formatArchitecture);
    if (mistake === undefined) return [[field, value]];
    resolver.report({ code: 'custom-field', path, ...mistake });
    return [];
  });
  return Object.fromEntries(entries);
}

function mistakeInSecond(format: Format, field: string, first: string | undefined) {
  if (first === undefined) return undefined;
  return { message: `"${field}" is "${first}" again: ${formats[format].called} ignores case there` };
}
