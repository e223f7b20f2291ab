/** The relations in the header of an rpm. https://rpm-software-management.github.io/rpm/manual/dependencies.html */
import type { Header } from '../engine/native/rpm/read_header.ts';
import { QUALIFIERS } from '../engine/native/rpm/relations.ts';
import { RELATION_TAGS, SENSE, TAG } from '../engine/native/rpm/tags.ts';
import { RELATIONS, type RelationKind, RELATION_KINDS } from '../format/relations.ts';
import type { RelationFacts } from './package_facts.ts';

export function rpmRelationFacts(header: Header, evr: string): RelationFacts[] {
  const [name = ''] = header.strings(TAG.NAME);
  const own = new Set([`${name} = ${evr}`, `config(${name}) = ${evr}`]);
  return Object.entries(RELATION_TAGS).flatMap(([field, tags]) => {
    const flags = header.numbers(tags.flags);
    const versions = header.strings(tags.version);
    return header.strings(tags.name).flatMap((what, at): RelationFacts[] => {
      const sense = flags[at] ?? 0;
      const text = spell(what, sense, versions[at] ?? '');
      const isImplied =
        (sense & (SENSE.interpreter | SENSE.rpmlib)) !== 0 || own.has(text) || isOwnWithIsa(text, name, evr);
      return kindsOf(field, sense).map((kind) => ({ kind, text, ...(isImplied ? { isImplied: true as const } : {}) }));
    });
  });
}

/** `a >= 1`, as rpm prints it. */
export function spell(name: string, sense: number, version: string): string {
  const operator = [
    (sense & SENSE.less) === 0 ? '' : '<',
    (sense & SENSE.greater) === 0 ? '' : '>',
    (sense & SENSE.equal) === 0 ? '' : '=',
  ].join('');
  return [name, operator, version].filter((part) => part !== '').join(' ');
}

function isOwnWithIsa(text: string, name: string, evr: string): boolean {
  return text.startsWith(`${name}(`) && text.endsWith(`) = ${evr}`);
}

function kindsOf(field: string, sense: number): RelationKind[] {
  const qualified = field === 'Requires' ? Object.entries(QUALIFIERS).filter(([, flag]) => (sense & flag) !== 0) : [];
  // A kind is called as its field, in small letters.
  if (qualified.length > 0) return qualified.map(([name]) => name.toLowerCase() as RelationKind);
  return [RELATION_KINDS.find((kind) => RELATIONS[kind].fields.rpm.includes(field)) ?? 'depends'];
}
