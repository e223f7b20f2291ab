/** An engine turns plans and their staged trees into package files. The axis beside Format; engines.ts has the table. */
import type { Problem } from '../problems/problem.ts';
import type { Plan } from '../plan/plan.ts';
import type { Gathered } from '../stage/stage.ts';
import type { Tools } from './tools.ts';

/** What wrote a package, for the manifest. */
export interface Provenance {
  /** Tool to version: `{ fpm: '1.18.0', rpmbuild: 'RPM version 4.18.0' }`. */
  readonly tools: Readonly<Record<string, string>>;
  /** The container image that the tools are in: `sha256:` and 64 hex digits. */
  readonly image?: string;
}

/** What an engine needs to know before the first plan is packed. */
export interface Opening {
  /** All that will be packed. */
  readonly plans: readonly Plan[];
  /** What the file of `--tools` names; then nothing else is looked up. */
  readonly tools?: Tools | undefined;
  /** Folders, absolute, that `onepack compress` wrote; only the native engine has a use for them. */
  readonly segments?: readonly string[] | undefined;
  /** The folder below which every work folder will lie; absolute. */
  readonly workFolder: string;
}

/** An engine that is ready. */
export interface Session {
  /** How many plans may be packed at a time. */
  readonly atOnce: number;
  /**
   * Writes the package and returns its path. `work` is a folder, absolute, that goes when the run ends well. Throws a ToolError
   * with the tool's own message.
   */
  pack(plan: Plan, gathered: Gathered, work: string): Promise<string>;
  provenance(plan: Plan): Promise<Provenance>;
  /** After the last plan, whether all went well or not. */
  close(): Promise<void>;
}

export interface Engine {
  /** What this engine cannot put into a package of this format, though the plan is right. */
  refuse(plan: Plan): Problem[];
  /** Throws a ToolError that says what is missing and how to have it. */
  open(opening: Opening): Promise<Session>;
}
