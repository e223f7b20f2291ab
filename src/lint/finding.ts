/** What a rule of this folder is given and gives. */
import type { Config } from '../schema/schema.ts';
import type { KeyPath, Place, SourceText } from '../problems/problem.ts';
import type { Plan, PlanContent } from '../plan/plan.ts';
import type { WarningCode } from '../problems/codes/codes.ts';
import type { Shipped } from './shipped.ts';

export interface LintInput {
  readonly plan: Plan;
  /** Of the plan's format: what somebody wrote, where a plan does not tell that from what follows. */
  readonly config: Config;
  readonly shipped: Shipped;
  readonly texts: PlanTexts;
  /** Where the version of the set is written, if nothing says the time of it. */
  readonly undated?: Place | undefined;
  readonly trees?: DiskTrees;
}

/** Something in a tree on disk; `path` is from its top. A link has no mode. */
export interface DiskItem {
  readonly path: string;
  readonly kind: 'folder' | 'file' | 'link';
  readonly mode?: number;
}

/** By entry of contents; a tree of an archive is not there. */
export type DiskTrees = ReadonlyMap<PlanContent, readonly DiskItem[]>;

/** The texts of a package that tell paths and commands, as far as they have been read. */
export interface PlanTexts {
  /** Units and drop-ins of systemd, by where they land. */
  readonly units: ReadonlyMap<string, SourceText>;
  /** By kind: `postinstall`. */
  readonly scripts: ReadonlyMap<string, SourceText>;
  readonly changelog?: SourceText;
  /** Desktop files and services of D-Bus, by where they land. */
  readonly launchers?: ReadonlyMap<string, SourceText>;
  /** Whether a file is one of gzip, by where it lands, for those whose name tells. */
  readonly gzip?: ReadonlyMap<string, boolean>;
}

export const NO_TEXTS: PlanTexts = { units: new Map(), scripts: new Map() };

export interface Finding {
  readonly code: WarningCode;
  readonly message: string;
  readonly hint?: string | undefined;
  /** Where it is in a text that was read. Else `at` says where it is in the config. */
  readonly place?: Place;
  /** As `placeOf` of plan/locate.ts reads it. */
  readonly at: KeyPath;
}

export type Rule = (input: LintInput) => Finding[];

/** A rule that looks at each entry of contents for itself. */
export function eachContent(look: (content: PlanContent, plan: Plan) => readonly Finding[]): Rule {
  return ({ plan }) => plan.contents.flatMap((content) => look(content, plan));
}

/** At the key of an entry, or at its `dst` where it has no such key. */
export function atContent(
  { dst }: Pick<PlanContent, 'dst'>,
  key: 'dst' | 'owner' | 'group' | 'src' | 'mode' | 'dirMode' | 'type' | 'fileType' = 'dst',
): KeyPath {
  return ['contents', dst, key];
}
