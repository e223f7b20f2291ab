/** `onepack fetch`: brings each source that has a url and whose file is not there. */
import { isAbsolute, join } from 'node:path';
import type { Layers, LoadedConfig } from '../config/load.ts';
import { loadConfig } from '../config/load.ts';
import { failOnProblems, ToolError } from '../errors.ts';
import type { Download } from '../download.ts';
import { DEFAULT_SETTINGS, fetchAll, missing, type Outcome } from '../fetch.ts';
import type { Format } from '../format/format.ts';
import type { Io } from '../io.ts';
import { resolvePlans } from '../plan/resolve.ts';
import { resolveSources } from '../plan/sources.ts';

export interface FetchOptions {
  readonly layers: Layers;
  readonly package?: readonly string[];
  readonly arch?: readonly string[];
  readonly format?: readonly Format[];
}

/** Throws a ToolError that counts the failures after a line for each. */
export async function fetchSources(options: FetchOptions, io: Io): Promise<void> {
  const loaded = await loadConfig(options.layers);
  const wanted = await missing(downloadsOf(loaded, options, io.cwd));
  const progress = progressOn(io, wanted.length);
  if (wanted.length === 0) io.stderr('nothing to fetch: each source is there, or has no url\n');
  const outcomes = await fetchAll(wanted, {
    ...DEFAULT_SETTINGS,
    onBytes: (count) => progress.add(count),
    onOutcome: (outcome) => {
      if (io.isQuiet !== true || 'failure' in outcome) progress.line(describe(outcome));
    },
  });
  progress.end();
  const failures = outcomes.filter((outcome) => 'failure' in outcome).length;
  if (failures > 0) {
    throw new ToolError(`${failures} of ${outcomes.length} ${outcomes.length === 1 ? 'file' : 'files'} not fetched`);
  }
}

/** What the selected packages are made of and a url is known for, each file once. Paths start at `cwd`. */
export function downloadsOf(loaded: LoadedConfig, options: Omit<FetchOptions, 'layers'>, cwd: string): Download[] {
  const { plans, problems } = resolvePlans(loaded, {
    ...(options.package === undefined ? {} : { packages: [...options.package] }),
    ...(options.arch === undefined ? {} : { architectures: [...options.arch] }),
    ...(options.format === undefined ? {} : { formats: [...options.format] }),
  });
  failOnProblems(problems);
  const byFile = new Map<string, Download>();
  for (const architecture of new Set(plans.map((plan) => plan.architecture))) {
    const used = new Set(
      plans.filter((plan) => plan.architecture === architecture).flatMap((plan) => Object.keys(plan.sources)),
    );
    const { sources, problems } = resolveSources(loaded.general, architecture, [...used]);
    failOnProblems(problems);
    for (const { name, url, sha256, file } of sources) {
      if (!used.has(name) || url === undefined) continue;
      const path = isAbsolute(file) ? file : join(cwd, file);
      if (!byFile.has(path)) byFile.set(path, { label: `${name} for ${architecture}`, url, file: path, sha256 });
    }
  }
  return [...byFile.values()];
}

function describe(outcome: Outcome): string {
  const { wanted } = outcome;
  if ('failure' in outcome) return `${wanted.label}: ${outcome.failure} (${wanted.url})`;
  const { bytes, sha256 } = outcome.downloaded;
  const trust = wanted.sha256 === undefined ? `, unverified: the config has no sha256 for it` : '';
  return `${wanted.label}: ${megabytes(bytes)}, sha256 ${sha256}${trust}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Finished lines for everybody; between them, on a terminal only, one line that overwrites itself. */
function progressOn(io: Io, files: number): { add(count: number): void; line(text: string): void; end(): void } {
  const ERASE = '\r\u001b[K';
  let bytes = 0;
  let done = 0;
  let shown = '';
  const show = (text: string): void => {
    if (!io.isTTY || text === shown) return;
    shown = text;
    io.stderr(`${ERASE}${text}`);
  };
  const state = (): string => `${done} of ${files} files, ${megabytes(bytes)}`;
  return {
    add(count) {
      bytes += count;
      show(state());
    },
    line(text) {
      done += 1;
      show('');
      io.stderr(`${text}\n`);
      if (done < files) show(state());
    },
    end: () => show(''),
  };
}
