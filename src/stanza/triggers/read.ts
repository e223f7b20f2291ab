/** The triggers of a package. */
import type { Problem } from '../../problems/problem.ts';
import type { BoundedName } from '../../format/format.ts';
import { DEB_TRIGGERS, type RpmTrigger } from './kinds.ts';
import type { Plan } from '../../plan/plan.ts';
import { readTriggerScript } from '../../stage/script.ts';

/** Of a deb, or of an rpm: the other format's are empty. */
export interface Triggers {
  /** The file `DEBIAN/triggers`. */
  readonly directives: string;
  /** In the order of the plan. */
  readonly scripts: readonly { readonly kind: RpmTrigger; readonly on: BoundedName; readonly text: Buffer }[];
}

/** The triggers, and what is wrong with their scripts. */
export async function readTriggers(plan: Plan, cwd: string): Promise<{ triggers: Triggers; problems: Problem[] }> {
  const scripts: Triggers['scripts'][number][] = [];
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  const lines: string[] = [];
  for (const trigger of plan.triggers ?? []) {
    if (!('script' in trigger)) {
      lines.push(`${DEB_TRIGGERS[trigger.kind]} ${trigger.on}\n`);
      continue;
    }
    const { kind, on, script } = trigger;
    const inKind = seen.get(kind) ?? 0;
    seen.set(kind, inKind + 1);
    const path = ['packages', plan.package, 'triggers', 'rpm', kind, inKind, 'script'];
    const read = await readTriggerScript(plan, script, path, cwd);
    problems.push(...read.problems);
    scripts.push({ kind, on, text: read.text });
  }
  return { triggers: { directives: lines.join(''), scripts }, problems };
}
