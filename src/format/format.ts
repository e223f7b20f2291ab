/** What differs between deb and rpm and is not an engine's business: names, what bounds mean, spelling. formats.ts has the table. */

export const FORMATS = ['deb', 'rpm'] as const;
export type Format = (typeof FORMATS)[number];

export const OPERATORS = ['<', '<=', '=', '>=', '>'] as const;
export type Operator = (typeof OPERATORS)[number];

/** What a config says of a version: `=` means this upstream version with any revision, `==` exactly this. */
export interface Constraint {
  readonly op: Operator | '==';
  readonly version: string;
}

/** A name with constraints that all hold; none means any version. */
export interface Requirement {
  readonly name: string;
  readonly constraints: readonly Constraint[];
}

/** What a package says of a version, as the tools of its format compare versions: `{ op: '>=', version: '1.4.21' }`. */
export interface Bound {
  readonly op: Operator;
  readonly version: string;
}

/** The name of a package, or of what packages provide, and bounds that all hold; none means any version. */
export interface BoundedName {
  readonly name: string;
  readonly bounds: readonly Bound[];
}

/** One relation of a package, with the names and versions of its format; of several in `any`, one will do. */
export type Relation = BoundedName | { readonly any: readonly BoundedName[] };

/** Of which one will do; a relation without `any` is the only one. */
export function alternativesOf(relation: Relation): readonly BoundedName[] {
  return 'any' in relation ? relation.any : [relation];
}

/** What a format lets a text be. `allowed` ends the sentence "… must be". */
export interface TextRule {
  readonly pattern: RegExp;
  readonly allowed: string;
}

export interface FormatRules {
  /** With its article, for messages. */
  readonly called: string;
  /** Go architecture to the format's own; an unknown name has no entry. */
  readonly architectures: Readonly<Record<string, string>>;
  /** The texts that the format's own tools would refuse, or, worse, read as something else. */
  readonly texts: Readonly<
    Record<'architecture' | 'name' | 'version' | 'revision' | 'relationName' | 'relationVersion', TextRule>
  >;
  /** `kubelet_1.36.3-0_amd64.deb`. `architecture` is the format's own name. */
  fileName(name: string, version: string, revision: string, architecture: string): string;
  /** What a constraint is to the tools of the format; the bounds all hold: a deb needs a pair for `=`. */
  bounds(constraint: Constraint): Bound[];
  /** The relation as the format spells it, `a (>= 1)` or `a >= 1`; several entries, which all hold, where one cannot say it. */
  spell(relation: Relation): string[];
}
