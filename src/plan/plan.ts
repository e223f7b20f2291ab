/**
 * A plan: everything that one package in one format for one architecture consists of, resolved, as plain JSON. Nothing after
 * it knows YAML, and nothing before it knows an engine. It holds no line numbers and nothing of other packages, so that Bazel
 * re-packs only what a flag really changed.
 */
import { z } from 'zod';
import { COMPRESSIONS, ENGINES, RELATION_KINDS, SCRIPT_KINDS } from '../config/schema.ts';
import { FORMATS } from '../format/format.ts';

export const PLAN_VERSION = 'onepack/plan/v1';

/** Where bytes come from: a named source (or a member of one that is extracted), or a file of the config's. */
const origin = z.union([
  z.strictObject({ source: z.string(), member: z.string().optional() }),
  z.strictObject({ file: z.string() }),
]);

const owned = { dst: z.string(), mode: z.string().optional(), owner: z.string(), group: z.string() };

const planContent = z.discriminatedUnion('type', [
  /** `config` is absent for a plain file. `anyMachine` lets an ELF file of another architecture in. */
  z.strictObject({
    type: z.literal('file'),
    src: origin,
    config: z.enum(['replace', 'noreplace']).optional(),
    anyMachine: z.boolean().optional(),
    ...owned,
    mode: z.string(),
  }),
  /** Everything below `src`, with the modes that it has there unless `mode` says otherwise for its files. */
  z.strictObject({ type: z.literal('tree'), src: origin, anyMachine: z.boolean().optional(), ...owned }),
  z.strictObject({ type: z.literal('dir'), ...owned, mode: z.string() }),
  z.strictObject({ type: z.literal('symlink'), target: z.string(), dst: z.string(), owner: z.string(), group: z.string() }),
]);

export const planSchema = z.strictObject({
  apiVersion: z.literal(PLAN_VERSION),
  /** The config file as the user names it, for messages. */
  config: z.string(),
  package: z.string(),
  /** The Go name; `formatArchitecture` is what the package says (`x86_64`). */
  architecture: z.string(),
  formatArchitecture: z.string(),
  format: z.enum(FORMATS),
  /** The conventional name: `kubelet_1.36.3-0_amd64.deb`. */
  fileName: z.string(),
  engine: z.enum(ENGINES),
  compression: z.enum(COMPRESSIONS),
  /** Seconds since the epoch. */
  sourceDateEpoch: z.int().positive(),
  /** Upstream version with `~` for a pre-release; the revision is apart. */
  version: z.string(),
  revision: z.string(),
  maintainer: z.string(),
  vendor: z.string().optional(),
  homepage: z.string().optional(),
  license: z.string().optional(),
  section: z.string().optional(),
  priority: z.string().optional(),
  summary: z.string(),
  description: z.string(),
  /** In the order of the config, each a finished string in the spelling of the format: `iptables (>= 1.4.21)`. */
  relations: z.record(z.enum(RELATION_KINDS), z.array(z.string())),
  /** Sorted by `dst` bytewise; what the config says for this format, trees not yet opened. */
  contents: z.array(planContent),
  /** Paths of script files, from the working directory. */
  scripts: z.partialRecord(z.enum(SCRIPT_KINDS), z.string()),
  /** The sources that `contents` name, with the path (from the working directory) that a `--source` flag replaces. */
  sources: z.record(z.string(), z.strictObject({ file: z.string(), extract: z.boolean() })),
});

export type Plan = z.infer<typeof planSchema>;
export type PlanContent = z.infer<typeof planContent>;
export type PlanOrigin = z.infer<typeof origin>;

/** `kubelet_amd64_deb`: the Bazel target, and the name of the plan and wrapper files. */
export function planName(plan: Pick<Plan, 'package' | 'architecture' | 'format'>): string {
  return `${plan.package}_${plan.architecture}_${plan.format}`;
}
