/** Control fields of a deb. https://www.debian.org/doc/debian-policy/ch-controlfields.html#syntax-of-control-files */
import { RELATION_KINDS, RELATIONS, type RelationKind } from '../format/relations.ts';
import { fieldOf } from './fields.ts';
import type { FieldFacts, RelationFacts } from './package_facts.ts';

export type Control = readonly { readonly name: string; readonly value: string }[];

/** The fields of the first paragraph. Lines that go on with a value stand in it without their first blank, and ` .` as an empty line. */
export function parseControl(text: string): Control {
  const fields: { name: string; value: string }[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      if (fields.length > 0) break;
    } else if (/^[ \t]/.test(line)) {
      const last = fields.at(-1);
      if (last !== undefined) last.value += `\n${/^[ \t]\.\s*$/.test(line) ? '' : line.slice(1)}`;
    } else {
      const colon = line.indexOf(':');
      if (colon > 0 && !line.startsWith('#'))
        fields.push({ name: line.slice(0, colon), value: line.slice(colon + 1).trim() });
    }
  }
  return fields;
}

/** Where they stand for the package itself, and not in a list. */
const TOP = ['package', 'version', 'architecture'];

// A kind that becomes several fields is in none of them by its own name.
const KINDS: ReadonlyMap<string, RelationKind> = new Map(
  RELATION_KINDS.flatMap((kind) => {
    const { deb } = RELATIONS[kind].fields;
    return deb.length === 1 ? deb.map((field) => [field.toLowerCase(), kind] as const) : [];
  }),
);

/** Those that are neither relations nor the name of the package. */
export function textFields(control: Control): FieldFacts[] {
  return control
    .filter(({ name }) => !TOP.includes(name.toLowerCase()) && !KINDS.has(name.toLowerCase()))
    .map(({ name, value }) => fieldOf('deb', name, value));
}

export function relationsOf(control: Control): RelationFacts[] {
  return control.flatMap(({ name, value }) => {
    const kind = KINDS.get(name.toLowerCase());
    const entries = value.split(',').map((entry) => entry.trim().replace(/\s+/g, ' '));
    return kind === undefined ? [] : entries.flatMap((text) => (text === '' ? [] : [{ kind, text }]));
  });
}
