/** The interface of engines, which turn plans and staged trees into package files. engines.ts has the table of them. */
import type { Problem } from '../problems/problem.ts';
import type { Plan } from '../plan/plan.ts';
import type { Gathered } from '../stage/stage.ts';
import type { Tools } from './tools.ts';

/** The tools that wrote a package, for the manifest. */
export interface Provenance {
  /** The version of each tool: `{ fpm: '1.18.0', rpmbuild: 'RPM version 4.18.0' }`. */
  readonly tools: Readonly<Record<string, string>>;
  /** The container image with the tools: `sha256:` and 64 hex digits. */
  readonly image?: string;
}

/** Called with how much of a file has been deflated, in bytes. `name` is what messages call the file. */
export type OnDeflated = (name: string, done: number, size: number) => void;

/** What an engine must know before it packs the first plan. */
export interface Opening {
  /** All plans that will be packed. */
  readonly plans: readonly Plan[];
  /** The tools that the file of `--tools` names; if present, no others are searched for. */
  readonly tools?: Tools | undefined;
  /** Absolute paths of folders that `onepack compress` wrote; only the native engine uses them. */
  readonly segments?: readonly string[] | undefined;
  /** The absolute path of the folder that will contain every work folder. */
  readonly workFolder: string;
  readonly onDeflated?: OnDeflated | undefined;
}

/** An engine that is ready to pack. */
export interface Session {
  /** How many plans may be packed at the same time. */
  readonly atOnce: number;
  /**
   * Writes the package and returns its path. `work` is the absolute path of a folder that is removed when the run ends well. Throws a
   * ToolError with the tool's own message.
   */
  pack(plan: Plan, gathered: Gathered, work: string): Promise<string>;
  provenance(plan: Plan): Promise<Provenance>;
  /** Called after the last plan, whether or not all went well. */
  close(): Promise<void>;
}

export interface Engine {
  /** Problems for what the plan rightly says, but this engine cannot put into a package of this format. */
  refuse(plan: Plan): Problem[];
  /** Throws a ToolError that says what is missing and how to get it. */
  open(opening: Opening): Promise<Session>;
}
