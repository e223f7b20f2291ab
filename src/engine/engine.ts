/** An engine turns a plan and its staged tree into one package file. The axis beside Format: one interface, one table. */
import type { EngineName } from '../config/schema.ts';
import type { Plan } from '../plan/plan.ts';
import { fpm } from './fpm.ts';

/** What stage.ts leaves for an engine. Every path in it is absolute. */
export interface StagedTree {
  /** The folder that the engine may write in; it holds `root` and goes when the run ends well. */
  readonly work: string;
  /** The tree as it is to be installed: modes set, every time `sourceDateEpoch`. */
  readonly root: string;
}

/** Which tools an engine used, for the manifest: `{ fpm: '1.18.0', rpmbuild: '4.18.0' }`. */
export type ToolVersions = Readonly<Record<string, string>>;

export interface Engine {
  /** Writes the package inside `tree.work` and returns its path. Throws ToolError with the tool's own message. */
  pack(plan: Plan, tree: StagedTree): Promise<string>;
  /** Throws ToolError that names what is missing and how to install it. */
  versions(format: Plan['format']): Promise<ToolVersions>;
}

/** Add an engine here; `satisfies` says what is missing. */
export const engines = { fpm } satisfies Record<EngineName, Engine>;
