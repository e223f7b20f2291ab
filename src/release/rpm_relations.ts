/** The relations in the header of an rpm. https://rpm-software-management.github.io/rpm/manual/dependencies.html */
import type { Header } from '../engine/native/rpm/read_header.ts';
import { RELATION_TAGS, SCRIPT_TAGS, TAG } from '../engine/native/rpm/tags.ts';
import { RELATIONS, type RelationKind, RELATION_KINDS } from '../format/relations.ts';
import type { RelationFacts } from './package_facts.ts';

const COMPARISON = { less: 1 << 1, greater: 1 << 2, equal: 1 << 3 } as const;
const INTERPRETER = 1 << 8;
const RPMLIB = 1 << 24;

/** The kinds that are a requirement with a flag. */
const QUALIFIED: readonly (readonly [RelationKind, number])[] = [
  ['requires(pretrans)', SCRIPT_TAGS.pretrans.sense],
  ['requires(pre)', SCRIPT_TAGS.preinstall.sense],
  ['requires(post)', SCRIPT_TAGS.postinstall.sense],
  ['requires(preun)', SCRIPT_TAGS.preremove.sense],
  ['requires(postun)', SCRIPT_TAGS.postremove.sense],
  ['requires(posttrans)', SCRIPT_TAGS.posttrans.sense],
];

export function rpmRelationFacts(header: Header, evr: string): RelationFacts[] {
  const [name = ''] = header.strings(TAG.NAME);
  const own = new Set([`${name} = ${evr}`, `config(${name}) = ${evr}`]);
  return Object.entries(RELATION_TAGS).flatMap(([field, tags]) => {
    const flags = header.numbers(tags.flags);
    const versions = header.strings(tags.version);
    return header.strings(tags.name).flatMap((what, at): RelationFacts[] => {
      const sense = flags[at] ?? 0;
      const text = spell(what, sense, versions[at] ?? '');
      const isImplied = (sense & (INTERPRETER | RPMLIB)) !== 0 || own.has(text) || isOwnWithIsa(text, name, evr);
      return kindsOf(field, sense).map((kind) => ({ kind, text, ...(isImplied ? { isImplied: true as const } : {}) }));
    });
  });
}

/** `a >= 1`, as rpm prints it. */
export function spell(name: string, sense: number, version: string): string {
  const operator = [
    (sense & COMPARISON.less) === 0 ? '' : '<',
    (sense & COMPARISON.greater) === 0 ? '' : '>',
    (sense & COMPARISON.equal) === 0 ? '' : '=',
  ].join('');
  return [name, operator, version].filter((part) => part !== '').join(' ');
}

function isOwnWithIsa(text: string, name: string, evr: string): boolean {
  return text.startsWith(`${name}(`) && text.endsWith(`) = ${evr}`);
}

function kindsOf(field: string, sense: number): RelationKind[] {
  const qualified = field === 'Requires' ? QUALIFIED.filter(([, flag]) => (sense & flag) !== 0) : [];
  if (qualified.length > 0) return qualified.map(([kind]) => kind);
  return [RELATION_KINDS.find((kind) => RELATIONS[kind].fields.rpm.includes(field)) ?? 'depends'];
}
