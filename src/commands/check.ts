/** `onepack check`: reports everything that is wrong with a config and its files, without building a package. */
import type { Layers } from '../config/load.ts';
import type { Io } from '../system/io.ts';
import { lint } from '../lint/lint.ts';
import { planConfig } from '../plan/plan_config.ts';
import { type MissingSource, missingSources } from '../stage/inputs.ts';
import { readDiskTrees } from '../stage/disk_trees.ts';
import { readTexts } from '../stage/lint_texts.ts';
import { inputProblems } from './input_problems.ts';
import { counted } from './progress.ts';
import { report, type WarnOptions } from './report_warnings.ts';

export interface CheckOptions extends WarnOptions {
  readonly layers: Layers;
}

export interface CheckResults {
  /** How many packages and plans the config has. */
  readonly packages: number;
  readonly plans: number;
  /** Sources that are still to be fetched, built or named. */
  readonly missingSources: readonly MissingSource[];
}

/** Throws an InputError with all problems. */
export async function check({ layers, warnings: treatment }: CheckOptions, io: Io): Promise<CheckResults> {
  const planned = await planConfig(layers);
  const { loaded, plans } = planned;
  const sources = Object.fromEntries((layers.sources ?? []).map(({ name, path }) => [name, path]));
  const trees = await readDiskTrees(plans, { sources, cwd: io.cwd });
  const errors = await inputProblems(plans, loaded, { sources, cwd: io.cwd, trees });
  const texts = await readTexts(plans, { sources, cwd: io.cwd });
  const linted = lint({ ...planned, texts, trees, treatment });
  report([...errors, ...linted], io);
  const missing = await missingSources(plans, { sources, cwd: io.cwd });
  const packages = new Set(plans.map((plan) => plan.package)).size;
  if (io.isQuiet !== true) {
    const warned = linted.length === 0 ? '' : `, ${counted(linted.length, 'warning')}`;
    const said = `${counted(packages, 'package')}, ${counted(plans.length, 'plan')}: no mistakes${warned}`;
    io.stdout(`${said}${missing.length === 0 ? '' : `; missing so far: ${listed(missing)}`}\n`);
  }
  return { packages, plans: plans.length, missingSources: missing };
}

/** How many are listed, so that it stays one line; the others are counted. */
const MOST_LISTED = 3;

function listed(missing: readonly MissingSource[]): string {
  const shown = missing.slice(0, MOST_LISTED).map(({ name, file }) => `${name} (${file})`);
  const more = missing.length - shown.length;
  return [...shown, ...(more === 0 ? [] : [`${more} more`])].join(', ');
}
