import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plan } from '../plan/plan.ts';
import { renderWrapper } from '../render/wrapper.ts';

/** Writes the wrapper of the plan into its work folder and returns its path. */
export async function writeWrapper(plan: Plan, work: string): Promise<string> {
  const wrapper = join(work, 'wrapper.sh');
  await writeFile(wrapper, renderWrapper(plan), { mode: 0o755 });
  return wrapper;
}
