/** `onepack fetch`: brings each source that has a url and whose file is not there. */
import { isAbsolute, join } from 'node:path';
import type { Layers } from '../config/load.ts';
import { failOnProblems, ToolError } from '../problems/errors.ts';
import { DEFAULT_SETTINGS, fetchAll, type Outcome } from '../fetch/fetch.ts';
import { missing } from '../fetch/fetched.ts';
import { shown } from '../fetch/failure.ts';
import type { Limits } from '../fetch/limits.ts';
import { describeRefusal, type Download } from '../fetch/mirrors.ts';
import type { Format } from '../format/format.ts';
import type { Io } from '../system/io.ts';
import { type PlannedConfig, planConfig } from '../plan/plan_config.ts';
import { sourcesOf } from '../plan/sources.ts';
import { bytesText, counted, partText, type Progress, secondsText, withProgress } from './progress.ts';

export interface FetchOptions {
  readonly layers: Layers;
  readonly package?: readonly string[];
  readonly arch?: readonly string[];
  readonly format?: readonly Format[];
  readonly limits?: Limits;
}

/** What was fetched, for machines. */
export interface FetchResults {
  readonly files: readonly {
    /** `kubelet for amd64` */
    readonly source: string;
    /** Absolute. */
    readonly path: string;
    readonly url: string;
    /** Bytes. */
    readonly size: number;
    readonly sha256: string;
    /** `the config`, or the URL of what is published; absent where nobody vouches for it. */
    readonly vouchedBy?: string;
  }[];
}

/** Throws a ToolError that counts the failures after a line for each. */
export async function fetchSources(options: FetchOptions, io: Io): Promise<FetchResults> {
  const { layers, package: packages, arch: architectures, format: formats } = options;
  const planned = await planConfig(layers, { packages, architectures, formats });
  const wanted = await missing(downloadsOf(planned, io.cwd));
  const outcomes = await withProgress(io, (progress) => fetchSaying(wanted, options.limits, progress));
  const failed = outcomes.filter((outcome) => 'failure' in outcome);
  if (failed.length === 0) return { files: outcomes.flatMap(resultOf) };
  const message = `${failed.length} of ${outcomes.length} ${outcomes.length === 1 ? 'file' : 'files'} not fetched`;
  // Those who hear nothing on the way hear it at the end.
  throw new ToolError(message, io.isQuiet === true ? { output: failed.map(describe).join('\n') } : {});
}

async function fetchSaying(
  wanted: readonly Download[],
  limits: Limits | undefined,
  progress: Progress,
): Promise<Outcome[]> {
  if (wanted.length === 0) progress.line('nothing to fetch: each source exists or has no url');
  const start = performance.now();
  let done = 0;
  const show = (now = ''): void => progress.show(`${done} of ${counted(wanted.length, 'file')}${now}`);
  const outcomes = await fetchAll(wanted, {
    ...DEFAULT_SETTINGS,
    ...limits,
    environment: process.env,
    onReceived: ({ label }, received, total) => show(`, fetching ${label}: ${partText(received, total)}`),
    onOutcome: (outcome) => {
      done += 1;
      progress.line(describe(outcome));
      if (done < wanted.length) show();
    },
  });
  const sizes = outcomes.map((outcome) => ('failure' in outcome ? 0 : outcome.downloaded.bytes));
  if (wanted.length > 0 && !outcomes.some((outcome) => 'failure' in outcome)) {
    const size = bytesText(sizes.reduce((sum, one) => sum + one, 0));
    progress.line(`${counted(done, 'file')}, ${size}, ${secondsText(performance.now() - start)}`);
  }
  return outcomes;
}

function resultOf(outcome: Outcome): FetchResults['files'] {
  if ('failure' in outcome) return [];
  const { wanted, downloaded } = outcome;
  const { url, bytes, sha256, vouchedBy } = downloaded;
  const vouched = vouchedBy === undefined ? {} : { vouchedBy };
  return [{ source: wanted.label, path: wanted.file, url: shown(url), size: bytes, sha256, ...vouched }];
}

/** What the selected packages are made of and a url is known for, each file once. Paths start at `cwd`. */
export function downloadsOf({ loaded, plans }: Pick<PlannedConfig, 'loaded' | 'plans'>, cwd: string): Download[] {
  const byFile = new Map<string, Download>();
  for (const architecture of new Set(plans.map((plan) => plan.architecture))) {
    const used = new Set(
      plans.filter((plan) => plan.architecture === architecture).flatMap((plan) => Object.keys(plan.sources)),
    );
    const { sources, problems } = sourcesOf(loaded.general, architecture, [...used]);
    failOnProblems(problems);
    for (const { name, urls, sha256, sha256Urls, file } of sources) {
      if (!used.has(name) || urls.length === 0) continue;
      const path = isAbsolute(file) ? file : join(cwd, file);
      const label = `${name} for ${architecture}`;
      if (!byFile.has(path)) byFile.set(path, { label, urls, file: path, sha256, sha256Urls });
    }
  }
  return [...byFile.values()];
}

function describe(outcome: Outcome): string {
  const { wanted } = outcome;
  if ('failure' in outcome) return `${wanted.label}: ${outcome.failure}`;
  const { bytes, sha256, vouchedBy, url, refusals } = outcome.downloaded;
  const trust =
    vouchedBy === undefined
      ? `unverified, sha256 ${sha256}: the config has neither sha256 nor sha256Url for it`
      : `sha256 as ${vouchedBy} says`;
  const detour =
    refusals.length === 0 ? '' : `; from ${shown(url)}, after: ${refusals.map(describeRefusal).join('; ')}`;
  return `${wanted.label}: ${bytesText(bytes)}, ${trust}${detour}`;
}
