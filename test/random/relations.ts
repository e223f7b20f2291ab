/** Relations of every kind in every shape. */
import { RELATION_KINDS, type RelationKind, RELATIONS } from '../../src/format/relations.ts';
import type { Random } from '../support/random.ts';

const NAMES = ['libc6', 'foo', 'foo-bar', 'g++', 'a.b', '0ad', 'python3', 'zz', 'rival', 'lib-1.0'];
const CAPABILITIES = [
  'pkgconfig(zlib)',
  '/usr/bin/env',
  'Foo_Bar',
  'perl(A::B)',
  'libz.so.1()(64bit)',
  '/bin/sh',
  'a-b(x86-64)',
];
const VERSIONS = ['1', '1.2', '0.0.1', '2:1.0', '1.0~rc.1', '1.2.3-4', '10.2+git5', '1.32.0~alpha.1', '3.4', '1:0~'];
const BOUNDS = ['<', '<=', '>=', '>', '='];
/** Where the set's version is 1 or more, one of these is always true. */
const WHEN = [
  [{ when: '>=0.0.0-0' }],
  [
    { when: '<0.0.1-0', none: true },
    { when: '>=0.0.1-0', version: '>= 3' },
  ],
  [
    { when: 'from 0.0.1-0', version: '>= 1' },
    { when: 'from 2.0.0', version: '>= 2' },
  ],
];

type Relation = string | object;

export function relations(random: Random): Record<string, Record<string, Relation>> {
  const kinds = random.some(RELATION_KINDS, 0, random.oneIn(5) ? RELATION_KINDS.length : 4);
  return Object.fromEntries(kinds.map((kind) => [kind, mapOf(kind, random)]));
}

function mapOf(kind: RelationKind, random: Random): Record<string, Relation> {
  const names = random.some(NAMES, 1, 4);
  const map: Record<string, Relation> = Object.fromEntries(names.map((name) => [name, relation(kind, name, random)]));
  const takesCapabilities = !RELATIONS[kind].fields.rpm.includes('Obsoletes') && RELATIONS[kind].fields.rpm.length > 0;
  if (takesCapabilities && random.oneIn(2)) map[random.pick(CAPABILITIES)] = { only: 'rpm' };
  return map;
}

function relation(kind: RelationKind, name: string, random: Random): Relation {
  const { bounds, alternatives } = RELATIONS[kind];
  const version = constraint(bounds, random);
  const any = alternatives ? [{ any: random.some([...NAMES, 'xx >= 1, < 2', 'yy = 1.2', 'zx == 1-1'], 2, 4) }] : [];
  const gated = bounds === 'many' ? [random.pick(WHEN)] : [];
  return random.pick<Relation>([
    '*',
    version,
    { version, rpm: { name: 'Other_Name' } },
    { version, deb: `${name}-deb`, rpm: { version: constraint(bounds, random) } },
    { version, only: 'deb' },
    { version, only: 'rpm' },
    { version, rpm: false },
    ...any,
    ...gated,
  ]);
}

function constraint(bounds: 'many' | 'one' | 'exact', random: Random): string {
  const plain = random.pick(VERSIONS);
  // `=` is any revision, which a single bound of a deb cannot say, and a revision contradicts.
  const isRevised = /-[0-9]/.test(plain);
  if (bounds === 'exact') return isRevised ? `== ${plain}` : random.pick([`= ${plain}`, '= ${version}', '== 1.2-3']);
  const operators = BOUNDS.filter((operator) => operator !== '=' || (bounds === 'many' && !isRevised));
  const one = `${random.pick(operators)} ${plain}`;
  if (bounds === 'one') return one;
  return random.pick([one, `${one}, < 9`, '== 1.2-3', '>= ${version}', '< ${major}.9', one]);
}
