/** What a lint rule gets, and what it returns. */
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
  /** The place of the set's version, if nothing gives its time. */
  readonly undated?: Place | undefined;
  readonly trees?: DiskTrees;
}

/** An item of a tree on disk; `path` is from the top of the tree. A link has no mode. */
export interface DiskItem {
  readonly path: string;
  readonly kind: 'folder' | 'file' | 'link';
  readonly mode?: number;
}

/** Trees on disk by their entries of `contents`. Trees of archives are not included. */
export type DiskTrees = ReadonlyMap<PlanContent, readonly DiskItem[]>;

/** The texts of a package that contain paths and commands, as far as they have been read. */
export interface PlanTexts {
  /** Units and drop-ins of systemd, by the paths that they are installed at. */
  readonly units: ReadonlyMap<string, SourceText>;
  /** Scripts by kind: `postinstall`. */
  readonly scripts: ReadonlyMap<string, SourceText>;
  readonly changelog?: SourceText;
  /** Desktop files and services of D-Bus, by the paths that they are installed at. */
  readonly launchers?: ReadonlyMap<string, SourceText>;
  /** Whether a file is compressed by gzip, by its installed path, for files whose names suggest it. */
  readonly gzip?: ReadonlyMap<string, boolean>;
}

export const NO_TEXTS: PlanTexts = { units: new Map(), scripts: new Map() };

export interface Finding {
  readonly code: WarningCode;
  readonly message: string;
  readonly hint?: string | undefined;
  /** The place in a text that was read. If absent, `at` is the key in the config. */
  readonly place?: Place;
  /** A path as `placeOf` of plan/locate.ts takes it. */
  readonly at: KeyPath;
}

export type Rule = (input: LintInput) => Finding[];

/** Makes a rule that looks at each entry of `contents` by itself. */
export function eachContent(look: (content: PlanContent, plan: Plan) => readonly Finding[]): Rule {
  return ({ plan }) => plan.contents.flatMap((content) => look(content, plan));
}

/** The key of an entry; its `dst` if it does not have the key. */
export function atContent(
  { dst }: Pick<PlanContent, 'dst'>,
  key: 'dst' | 'owner' | 'group' | 'src' | 'mode' | 'dirMode' | 'type' | 'fileType' = 'dst',
): KeyPath {
  return ['contents', dst, key];
}
