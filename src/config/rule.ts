/** What a rule across keys is given, and what it gives. */
import type { KeyPath } from '../diagnostics.ts';
import type { Format } from '../format/format.ts';
import type { ProblemCode } from '../problem_codes/problem_codes.ts';
import type { LocatedConfig } from './located.ts';

export interface RuleInput {
  readonly general: LocatedConfig;
  /** The formats that are built, with overrides merged in. */
  readonly byFormat: ReadonlyMap<Format, LocatedConfig>;
  /** The names of all sources, those with a mistake in them too. */
  readonly sources: readonly string[];
}

export interface Finding {
  readonly code: ProblemCode;
  readonly message: string;
  readonly path: KeyPath;
  readonly hint?: string | undefined;
  /** The key is wrong, not its value. */
  readonly atKey?: boolean;
  /** As `problemAt` has it. */
  readonly missed?: string;
  /** The general config if absent. */
  readonly format?: Format;
}

export type Rule = (input: RuleInput) => Finding[];
