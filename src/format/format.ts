/** What differs between deb and rpm and is not an engine's business: names, spelling. formats.ts has the table. */

export const FORMATS = ['deb', 'rpm'] as const;
export type Format = (typeof FORMATS)[number];

/** One constraint: `{ op: '>=', version: '1.4.21' }`. `=` means this upstream version with any revision, `==` exactly this. */
export interface Constraint {
  readonly op: '<' | '<=' | '=' | '==' | '>=' | '>';
  readonly version: string;
}

/** A name with constraints that all hold; none means any version. */
export interface Requirement {
  readonly name: string;
  readonly constraints: readonly Constraint[];
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
  /** One requirement as the format spells it, maybe several entries that all hold: deb needs a pair for `=`. */
  relation(requirement: Requirement): string[];
  /** Alternatives, `a | b` or `(a or b)`; several entries that all hold where one of them needs more than one bound. */
  alternatives(requirements: readonly Requirement[]): string[];
}
