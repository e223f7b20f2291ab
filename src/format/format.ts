/**
 * The interface of formats: the differences between deb and rpm that no engine decides, such as names and the meaning of bounds.
 * formats.ts has the table.
 */

export const FORMATS = ['deb', 'rpm'] as const;
export type Format = (typeof FORMATS)[number];

export const OPERATORS = ['<', '<=', '=', '>=', '>'] as const;
export type Operator = (typeof OPERATORS)[number];

/** A condition on a version as a config writes it: `=` means this upstream version with any revision, `==` exactly this version. */
export interface Constraint {
  readonly op: Operator | '==';
  readonly version: string;
}

/** A name with constraints that must all hold; without constraints any version will do. */
export interface Requirement {
  readonly name: string;
  readonly constraints: readonly Constraint[];
}

/** A condition on a version as a package has it, in the terms of the format's own tools: `{ op: '>=', version: '1.4.21' }`. */
export interface Bound {
  readonly op: Operator;
  readonly version: string;
}

/** The name of a package, or of something that packages provide, with bounds that must all hold; without bounds any version will do. */
export interface BoundedName {
  readonly name: string;
  readonly bounds: readonly Bound[];
}

export const RICH_OPERATORS = ['and', 'or', 'if', 'unless', 'with', 'without'] as const;
export type RichOperator = (typeof RICH_OPERATORS)[number];

/** An operand of an rpm's rich relation. `if` and `unless` have two operands, or three with `else`. */
export type RichOperand = BoundedName | { readonly op: RichOperator; readonly of: readonly RichOperand[] };

/**
 * One relation of a package, with the names and versions of its format. Of several in `any`, one is enough. Only an rpm has a `rich` one.
 */
export type Relation = BoundedName | { readonly any: readonly BoundedName[] } | { readonly rich: RichOperand };

/** The alternatives of a relation, of which one is enough; a relation without `any` is its own only one. A rich relation has none. */
export function alternativesOf(relation: Relation): readonly BoundedName[] {
  if ('rich' in relation) return [];
  return 'any' in relation ? relation.any : [relation];
}

/** Every name in a relation. */
export function namesOf(relation: Relation): readonly BoundedName[] {
  return 'rich' in relation ? namesOfOperand(relation.rich) : alternativesOf(relation);
}

function namesOfOperand(operand: RichOperand): readonly BoundedName[] {
  return 'op' in operand ? operand.of.flatMap(namesOfOperand) : [operand];
}

/** What a format allows a string to be. `allowed` ends the sentence "… must be". */
export interface TextRule {
  readonly pattern: RegExp;
  readonly allowed: string;
}

export interface FormatRules {
  /** The name with its article, for messages. */
  readonly called: string;
  /** The format's names of Go's architectures. */
  readonly architectures: Readonly<Record<string, string>>;
  /** Rules for strings that the format's own tools would refuse or, worse, misread. */
  readonly texts: Readonly<
    Record<'architecture' | 'name' | 'version' | 'revision' | 'relationName' | 'relationVersion', TextRule>
  >;
  /** The conventional name of a package file: `kubelet_1.36.3-0_amd64.deb`. `architecture` is the format's own name. */
  fileName(name: string, version: string, revision: string, architecture: string): string;
  /** Turns a constraint into bounds for the format's tools, which must all hold. For example, a deb needs two for `=`. */
  bounds(constraint: Constraint): Bound[];
  /** Spells a relation: `a (>= 1)` or `a >= 1`. It may take several entries, which must all hold. */
  spell(relation: Relation): string[];
}
