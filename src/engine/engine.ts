/** An engine turns a plan and its staged tree into one package file. The axis beside Format: one interface, one table. */
import type { EngineName } from '../config/schema.ts';
import type { Problem } from '../diagnostics.ts';
import type { Plan } from '../plan/plan.ts';
import { fpm } from './fpm.ts';
import type { Tools } from './tools.ts';

/** What stage.ts leaves for an engine. Every path in it is absolute. */
export interface StagedTree {
  /** The folder that the engine may write in; it holds `root`, `scripts` and `changelog`, and goes when the run ends well. */
  readonly work: string;
  /** The tree as it is to be installed: modes set, every time `sourceDateEpoch`. */
  readonly root: string;
}

/** Which tools an engine used, for the manifest: `{ fpm: '1.18.0', rpmbuild: '4.18.0' }`. */
export type ToolVersions = Readonly<Record<string, string>>;

export interface Engine {
  /** What this engine cannot put into a package of this format, though the plan is right. */
  refuse(plan: Plan): Problem[];
  /** The tools for this plan; `given` is what the file of `--tools` names. Throws a ToolError that says what is missing. */
  find(plan: Plan, given?: Tools): Promise<Tools>;
  /** Writes the package inside `tree.work` and returns its path. Throws a ToolError with the tool's own message. */
  pack(plan: Plan, tree: StagedTree, tools: Tools): Promise<string>;
  versions(tools: Tools): Promise<ToolVersions>;
}

/** Add an engine here; `satisfies` says what is missing. */
export const engines = { fpm } satisfies Record<EngineName, Engine>;
