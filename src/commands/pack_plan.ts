/** `onepack pack --plan`, as Bazel calls it: one plan becomes a package file and its manifest. */
import { resolve } from 'node:path';
import { keepCommand } from '../engine/fpm/wrapper.ts';
import { serializeManifest } from '../engine/manifest.ts';
import { packPlan } from '../engine/pack.ts';
import { parsePlan } from '../plan/plan.ts';
import { InputError, ToolError } from '../problems/errors.ts';
import type { Io } from '../system/io.ts';
import { readInput } from '../system/json_file.ts';
import { writeTextWhole } from '../system/output.ts';
import { type PackOptions, type PackResults, settingsOf } from './pack_options.ts';
import { withUpdateHint } from './update_hint.ts';

export async function packPlanFile(options: PackOptions, planFile: string, io: Io): Promise<PackResults> {
  const { artifact, manifest: manifestFile } = options;
  if (artifact === undefined || manifestFile === undefined) {
    throw flagError('`--plan` needs --artifact=FILE and --manifest=FILE too');
  }
  const plan = parsePlan(await readInput(resolve(io.cwd, planFile), planFile, 'plan-syntax'), planFile);
  const settings = { ...(await settingsOf(options, io)), out: { file: artifact }, links: linksOf(options, io) };
  const { manifest } = await packPlan(plan, settings).catch((error: unknown) => {
    // A sandbox takes the work folder with it: what can be run again is the same plan, outside.
    if (error instanceof ToolError && error.again !== undefined) throw withAgain(error, keepCommand(plan));
    throw withUpdateHint(error, plan.config);
  });
  await writeTextWhole(resolve(io.cwd, manifestFile), serializeManifest(manifest), io.writing);
  return { packages: [{ ...manifest, path: artifact }] };
}

// A control character is in no path that is packed.
function linksOf({ link = [] }: PackOptions, { cwd }: Io): Map<string, string> {
  return new Map(
    link.map((text) => {
      const [path = '', target = ''] = text.split('\n');
      return [resolve(cwd, path), target];
    }),
  );
}

function withAgain(error: ToolError, again: string): ToolError {
  return new ToolError(error.message, {
    ...(error.output === undefined ? {} : { output: error.output }),
    again,
    cause: error,
  });
}

function flagError(message: string): InputError {
  return new InputError([{ code: 'bad-flag', message }]);
}
