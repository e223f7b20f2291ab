/** The triggers of a package, as the engine is to have them. */
import type { Problem } from '../diagnostics.ts';
import { DEB_TRIGGERS } from '../format/triggers.ts';
import type { Plan } from '../plan/plan.ts';
import { readScriptFile } from './script.ts';

/** The files, by name in the folder of scripts, and what is wrong with them. */
export async function readTriggers(
  plan: Plan,
  cwd: string,
): Promise<{ files: ReadonlyMap<string, string | Uint8Array>; problems: Problem[] }> {
  const files = new Map<string, string | Uint8Array>();
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  const lines: string[] = [];
  for (const [at, trigger] of (plan.triggers ?? []).entries()) {
    if (!('script' in trigger)) {
      lines.push(`${DEB_TRIGGERS[trigger.kind]} ${trigger.on}\n`);
      continue;
    }
    const { kind, script } = trigger;
    const inKind = seen.get(kind) ?? 0;
    seen.set(kind, inKind + 1);
    const path = ['packages', plan.package, 'triggers', 'rpm', kind, inKind, 'script'];
    const read = await readScriptFile(plan, script, path, cwd);
    problems.push(...read.problems);
    files.set(`trigger-${at}`, read.text);
  }
  if (lines.length > 0) files.set('triggers', lines.join(''));
  return { files, problems };
}
