/** What `onepack pack` is told and tells, of a config as of one plan. */
import { resolve } from 'node:path';
import type { Layers } from '../config/load.ts';
import type { Manifest } from '../engine/manifest.ts';
import { readTools, type Tools } from '../engine/tools.ts';
import type { Format } from '../format/format.ts';
import type { Io } from '../system/io.ts';
import type { Writing } from '../system/output.ts';
import type { WarnOptions } from './report_warnings.ts';

export interface PackOptions extends WarnOptions {
  readonly layers: Layers;
  /** Of the packages of a config: where they go, from the working directory. */
  readonly out: string;
  readonly keepWork?: string;
  readonly package?: readonly string[];
  readonly arch?: readonly string[];
  readonly format?: readonly Format[];
  readonly tools?: string;
  /** One plan instead of a config, with the two files that it becomes. */
  readonly plan?: string;
  readonly artifact?: string;
  readonly manifest?: string;
  /** With a plan: the links of its trees on disk, each path and target with a line break between them. */
  readonly link?: readonly string[];
  /** Folders of `onepack compress`, from the working directory. */
  readonly segments?: readonly string[];
}

/** What was written, for machines. */
export interface PackResults {
  readonly packages: readonly (Manifest & {
    /** Absolute, or from the working directory. */
    readonly path: string;
  })[];
}

/** What packing a plan needs to know beside where the package goes. */
export interface PackSettings {
  readonly sources: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly writing: Writing | undefined;
  readonly keepWork: string | undefined;
  readonly segments: readonly string[] | undefined;
  readonly tools: Tools | undefined;
}

export async function settingsOf(
  { layers, keepWork, tools, segments }: PackOptions,
  { cwd, writing }: Io,
): Promise<PackSettings> {
  return {
    sources: Object.fromEntries((layers.sources ?? []).map(({ name, path }) => [name, path])),
    cwd,
    writing,
    keepWork,
    segments: segments?.map((folder) => resolve(cwd, folder)),
    tools: tools === undefined ? undefined : await readTools(resolve(cwd, tools)),
  };
}
