/** What a rule of this folder gets and gives. Each looks at one plan, and knows of the set which paths are shipped and what was written. */
import type { Config } from '../config/schema.ts';
import type { KeyPath, Place, SourceText } from '../diagnostics.ts';
import type { Plan, PlanContent } from '../plan/plan.ts';
import type { WarningCode } from '../problem_codes/problem_codes.ts';
import type { Shipped } from './shipped.ts';

export interface LintInput {
  readonly plan: Plan;
  /** Of the plan's format: what somebody wrote, where a plan does not tell that from what follows. */
  readonly config: Config;
  readonly shipped: Shipped;
  readonly texts: PlanTexts;
}

/** The texts of a package that tell paths and commands, as far as they have been read. */
export interface PlanTexts {
  /** Units and drop-ins of systemd, by where they land. */
  readonly units: ReadonlyMap<string, SourceText>;
  /** By kind: `postinstall`. */
  readonly scripts: ReadonlyMap<string, SourceText>;
}

export const NO_TEXTS: PlanTexts = { units: new Map(), scripts: new Map() };

export interface Finding {
  readonly code: WarningCode;
  readonly message: string;
  readonly hint?: string | undefined;
  /** Where it is in a text that was read. Else `at` says where it is in the config. */
  readonly place?: Place;
  /**
   * A key of the package, `['summary']`, or what a key names: `['contents', dst, 'mode']`, `['depends', name]`. Empty for the
   * package as a whole.
   */
  readonly at: KeyPath;
}

export type Rule = (input: LintInput) => Finding[];

/** A rule that looks at each entry of contents for itself. */
export function eachContent(look: (content: PlanContent, plan: Plan) => readonly Finding[]): Rule {
  return ({ plan }) => plan.contents.flatMap((content) => look(content, plan));
}

/** At the key of an entry, or at its `dst` where it has no such key. */
export function atContent({ dst }: Pick<PlanContent, 'dst'>, key: 'dst' | 'src' | 'mode' | 'type' = 'dst'): KeyPath {
  return ['contents', dst, key];
}

/** Whether a path lies below a folder. */
export function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}
