/**
 * A plan: everything that one package in one format for one architecture consists of, resolved, as plain JSON. Nothing after
 * it knows YAML, and nothing before it knows an engine. It holds no line numbers and nothing of other packages, so that Bazel
 * re-packs only what a flag really changed.
 */
import { z } from 'zod';
import { InputError } from '../problems/errors.ts';
import type { Subject } from '../problems/problem.ts';
import { fileName } from '../system/file_name.ts';
import { checkJson, parseJson } from '../system/json_file.ts';
import { ENGINES } from '../schema/schema.ts';
import { FORMATS } from '../format/format.ts';
import { COMPRESSIONS } from '../format/compression.ts';
import { epoch, time } from '../schema/numbers.ts';
import { planRelation } from '../schema/relations.ts';
import { SCRIPT_KINDS } from '../schema/scripts.ts';
import { TEXT_KEYS, type TextKey } from '../format/fields.ts';
import { RELATION_KINDS } from '../format/relations.ts';
import { planAlternatives } from '../stanza/alternatives/schema.ts';
import { planChangelog } from '../stanza/changelog/schema.ts';
import { planContent } from './plan_content.ts';
import { planSystemd } from '../stanza/systemd/schema.ts';
import { planSysusers } from '../stanza/sysusers/schema.ts';
import { planTriggers } from '../stanza/triggers/schema.ts';

export const PLAN_VERSION = 'onepack/plan/v2';

const texts = Object.fromEntries(TEXT_KEYS.map((key) => [key, z.string().optional()])) as Record<
  TextKey,
  z.ZodOptional<z.ZodString>
>;

export const planSchema = z.strictObject({
  apiVersion: z.literal(PLAN_VERSION),
  /** The name of the config as the user gave it, for messages. */
  config: z.string(),
  package: fileName,
  /** Go's name of the architecture; `formatArchitecture` is the one in the package (`x86_64`). */
  architecture: fileName,
  formatArchitecture: z.string(),
  format: z.enum(FORMATS),
  /** The conventional name: `kubelet_1.36.3-0_amd64.deb`. */
  fileName,
  engine: z.enum(ENGINES),
  /** The container image that the config names; absent if it names none or the engine needs none. */
  image: z.string().optional(),
  compression: z.enum(COMPRESSIONS),
  /** Seconds since the epoch. */
  sourceDateEpoch: time,
  /** Absent if there is none, which means 0 in both formats. */
  epoch: epoch.positive().optional(),
  /** Upstream version with `~` for a pre-release; epoch and revision are apart. */
  version: z.string(),
  revision: z.string(),
  ...texts,
  maintainer: z.string(),
  summary: z.string(),
  description: z.string(),
  /** Control fields, or tags, that no key sets: name to value, one line each. Absent where there are none. */
  fields: z.record(z.string(), z.string()).optional(),
  /**
   * By kind, in the order of the config, with the names and versions that the format has for them; who writes a package spells
   * them. A kind without any is absent. format/relations.ts says in which field or tag a kind stands.
   */
  relations: z.partialRecord(z.enum(RELATION_KINDS), z.array(planRelation)),
  /** Sorted by `dst` bytewise; what the config says for this format, trees not yet opened. */
  contents: z.array(planContent),
  /** Paths of script files, from the working directory. */
  scripts: z.partialRecord(z.enum(SCRIPT_KINDS), z.string()),
  // The stanzas, each absent where it says nothing. The shell that they add to the scripts is no part of a plan.
  systemd: planSystemd.optional(),
  alternatives: planAlternatives.optional(),
  sysusers: planSysusers.optional(),
  triggers: planTriggers.optional(),
  changelog: planChangelog.optional(),
  /**
   * The sources that `contents` name, with the path (from the working directory) that a `--source` flag replaces. One that
   * `onepack fetch` brings has `isFetched`.
   */
  sources: z.record(
    z.string(),
    z.strictObject({ file: z.string(), extract: z.boolean(), isFetched: z.literal(true).optional() }),
  ),
});

export type Plan = z.infer<typeof planSchema>;
export type PlanContent = Plan['contents'][number];

/** `kubelet_amd64_deb`: the Bazel target, and the name of the plan and wrapper files. */
export function planName(plan: Pick<Plan, 'package' | 'architecture' | 'format'>): string {
  return `${plan.package}_${plan.architecture}_${plan.format}`;
}

/** The subject of problems that are found in its files. */
export function subjectOf(plan: Plan): Subject {
  return { config: plan.config, package: plan.package, architecture: plan.architecture, format: plan.format };
}

/** Epoch, version and revision as both formats write them: `1:1.36.3-0`, which is a deb's Version and an rpm's EVR. */
export function fullVersion({ epoch, version, revision }: Pick<Plan, 'epoch' | 'version' | 'revision'>): string {
  return `${epoch === undefined ? '' : `${epoch}:`}${version}-${revision}`;
}

/** Serializes a plan. The order in which its keys were set does not matter. */
export function serializePlan(plan: Plan): string {
  return `${JSON.stringify(sortKeys(plan), null, 2)}\n`;
}

/** Parses what `serializePlan` wrote. Throws an InputError that points at the mistake. */
export function parsePlan(text: string, name: string): Plan {
  const value = parseJson(text, name, 'plan-syntax');
  const { apiVersion } = (value ?? {}) as { apiVersion?: unknown };
  if (apiVersion !== PLAN_VERSION) {
    const found = typeof apiVersion === 'string' ? `"${apiVersion}"` : 'none';
    const message = `${name}: this is not a plan of version "${PLAN_VERSION}", but of ${found}`;
    const hint = 'write the plan again with this onepack: `onepack patch --plans=DIR`';
    throw new InputError([{ code: 'plan-version', message, hint }]);
  }
  return checkJson(value, { schema: planSchema, text, name, code: 'plan-shape' });
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}
