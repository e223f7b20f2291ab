import type { ProblemEntry } from './entry.ts';

/** What a warning is taken for: not said, said, or said and the end of the run. */
export const LEVELS = ['off', 'warning', 'error'] as const;
export type Level = (typeof LEVELS)[number];

/** What a flag makes of all warnings. */
export const TREATMENTS = ['error', 'off'] as const satisfies Level[];
export type Treatment = (typeof TREATMENTS)[number];

export interface WarningEntry extends ProblemEntry {
  /** Unless the config says otherwise. */
  readonly level: Level;
  /** Who says the same of the finished package. test/lint/ asks them. */
  readonly says: {
    /** Tags of lintian 2.116: https://lintian.debian.org/tags */
    readonly lintian?: readonly string[];
    /** Those of a later one. */
    readonly laterLintian?: readonly string[];
    /** Checks of rpmlint 2.4: https://github.com/rpm-software-management/rpmlint/tree/main/rpmlint/descriptions */
    readonly rpmlint?: readonly string[];
  };
}
