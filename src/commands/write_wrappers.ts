/** The fpm wrapper of each plan, as a file that can be run: what `generate --wrappers` and `patch --wrappers` write. */
import { chmod } from 'node:fs/promises';
import { pathIn } from '../file_name.ts';
import { type Writing, writeTextsWhole } from '../output.ts';
import { type Plan, planName } from '../plan/plan.ts';
import { renderWrapper } from '../render/wrapper.ts';

/** Writes `<planName>.sh` of each into `folder`, mode 0755. */
export async function writeWrappers(plans: readonly Plan[], folder: string, writing?: Writing): Promise<void> {
  const files = plans.map((plan): [string, string] => [pathIn(folder, `${planName(plan)}.sh`), renderWrapper(plan)]);
  await writeTextsWhole(files, writing);
  for (const [file] of files) await chmod(file, 0o755);
}
