/** `onepack wrapper`: the fpm wrapper of one plan. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Io } from '../io.ts';
import { writeTextWhole } from '../output.ts';
import { parsePlan } from '../plan/plan.ts';
import { renderWrapper } from '../render/wrapper.ts';

export interface WrapperOptions {
  readonly plan: string;
  readonly out: string;
}

export async function wrapper({ plan, out }: WrapperOptions, io: Io): Promise<void> {
  const text = await readFile(resolve(io.cwd, plan), 'utf8');
  await writeTextWhole(resolve(io.cwd, out), renderWrapper(parsePlan(text, plan)));
}
