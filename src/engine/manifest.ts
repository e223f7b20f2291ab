/** The manifest of a package, for those who publish it: its name and sums, the sources it was made from, and the tools that made it. */
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { COMPRESSIONS } from '../format/compression.ts';
import { epoch, time } from '../schema/numbers.ts';
import { ENGINES } from '../schema/schema.ts';
import { digestOf, hashFile } from '../system/hash.ts';
import { fileName } from '../system/file_name.ts';
import { FORMATS } from '../format/format.ts';
import { checkJson, parseJson } from '../system/json_file.ts';
import type { Provenance } from './engine.ts';
import { lookUp } from '../system/look_up.ts';
import type { Plan } from '../plan/plan.ts';

export const MANIFEST_VERSION = 'onepack/manifest/v1';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const manifestSchema = z.strictObject({
  apiVersion: z.literal(MANIFEST_VERSION),
  package: z.string(),
  /** Go's name of the architecture. */
  architecture: z.string(),
  format: z.enum(FORMATS),
  /** The conventional name of the package file; the file itself may have another one. */
  fileName,
  /** Absent if there is none. */
  epoch: epoch.positive().optional(),
  version: z.string(),
  revision: z.string(),
  /** In bytes. */
  size: z.int(),
  sha256,
  /** Seconds since the epoch. */
  sourceDateEpoch: time,
  compression: z.enum(COMPRESSIONS),
  engine: z.strictObject({
    name: z.enum(ENGINES),
    tools: z.record(z.string(), z.string()),
    /** The container image with the tools. */
    image: z.string().optional(),
  }),
  /** Sorted by name. A folder has no sha256. */
  sources: z.array(z.strictObject({ name: z.string(), sha256: sha256.optional() })),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** Reads `artifact` for its size and sha256. `sources` are the paths of files, by name, from the working directory. */
export async function createManifest(
  plan: Plan,
  artifact: string,
  { tools, image }: Provenance,
  sources: Readonly<Record<string, string>>,
): Promise<Manifest> {
  const names = Object.keys(sources).sort();
  return {
    apiVersion: MANIFEST_VERSION,
    package: plan.package,
    architecture: plan.architecture,
    format: plan.format,
    fileName: plan.fileName,
    ...(plan.epoch === undefined ? {} : { epoch: plan.epoch }),
    version: plan.version,
    revision: plan.revision,
    size: (await stat(artifact)).size,
    sha256: await hashFile(artifact),
    sourceDateEpoch: plan.sourceDateEpoch,
    compression: plan.compression,
    engine: { name: plan.engine, tools: { ...tools }, ...(image === undefined ? {} : { image }) },
    sources: await Promise.all(names.map((name) => describeSource(name, lookUp(sources, name) ?? ''))),
  };
}

export function serializeManifest(manifest: Manifest | readonly Manifest[]): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Parses what `serializeManifest` wrote. Throws an InputError that points at the mistake. */
export function parseManifest(text: string, name: string): Manifest {
  const code = 'bad-manifest';
  return checkJson(parseJson(text, name, code), { schema: manifestSchema, text, name, code });
}

async function describeSource(name: string, path: string): Promise<Manifest['sources'][number]> {
  return (await stat(path)).isDirectory() ? { name } : { name, sha256: await digestOf(path) };
}
