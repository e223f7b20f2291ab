/** What differs between deb and rpm and is not an engine's business: names, spelling. One interface, one table. */
import type { Format } from '../config/schema.ts';
import { deb } from './deb.ts';
import { rpm } from './rpm.ts';

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

export interface FormatRules {
  /** Go architecture to the format's own; an unknown name has no entry. */
  readonly architectures: Readonly<Record<string, string>>;
  /** `kubelet_1.36.3-0_amd64.deb`. `architecture` is the format's own name. */
  fileName(name: string, version: string, revision: string, architecture: string): string;
  /** One requirement as the format spells it, maybe several entries: deb needs a pair for `=`. */
  relation(requirement: Requirement): string[];
  /** Alternatives as one entry: `a | b`, `(a or b)`. */
  alternatives(requirements: readonly Requirement[]): string;
}

export const formats = { deb, rpm } satisfies Record<Format, FormatRules>;
