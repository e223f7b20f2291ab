/** One relation of an rpm, as its header has it. https://rpm-software-management.github.io/rpm/manual/dependencies.html */
import { lookUp } from '../../look_up.ts';
import { compareBytes } from '../../plan/paths.ts';

export interface RpmRelation {
  readonly name: string;
  readonly flags: number;
  readonly version: string;
}

export const LESS = 1 << 1;
const GREATER = 1 << 2;
export const EQUAL = 1 << 3;

const SENSES: Readonly<Record<string, number>> = {
  '<': LESS,
  '<=': LESS | EQUAL,
  '=': EQUAL,
  '>=': GREATER | EQUAL,
  '>': GREATER,
};

/** `jq >= 1.5`, `/bin/sh`, `(a or b)`. */
export function parseRelation(text: string, qualifier = 0): RpmRelation {
  const [, name = text, operator, version = ''] =
    (text.startsWith('(') ? undefined : /^(\S+) (<|<=|=|>=|>) (\S+)$/.exec(text)) ?? [];
  return { name, flags: qualifier | (operator === undefined ? 0 : (lookUp(SENSES, operator) ?? 0)), version };
}

/** The order of a header. */
export function compareRelations(left: RpmRelation, right: RpmRelation): number {
  return compareBytes(left.name, right.name) || compareBytes(left.version, right.version) || left.flags - right.flags;
}
