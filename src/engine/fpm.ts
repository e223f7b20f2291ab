/** The fpm engine: writes the wrapper of the plan into the work folder and runs that very file. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ToolError } from '../errors.ts';
import { lookUp } from '../look_up.ts';
import type { Plan } from '../plan/plan.ts';
import { sh } from '../render/render.ts';
import { wrapperOutput } from '../render/wrapper.ts';
import { type StagedTree, layOut } from '../stage/lay_out.ts';
import type { Opening, Provenance, Session } from './engine.ts';
import { execute } from './execute.ts';
import { readFpmLog } from './fpm_log.ts';
import { toolsOf } from './fpm_tools.ts';
import { type Tools, findTools, pathOf } from './tools.ts';
import { writeWrapper } from './wrapper_file.ts';

export async function openFpm({ plans, tools: given }: Opening): Promise<Session> {
  const found = await findTools([...new Set(plans.flatMap(toolsOf))], given);
  const toolsFor = (plan: Plan): Tools =>
    Object.fromEntries(
      toolsOf(plan).flatMap((name) => {
        const tool = lookUp(found, name);
        return tool === undefined ? [] : [[name, tool]];
      }),
    );
  return {
    atOnce: availableParallelism(),
    pack: async (plan, gathered, work) => pack(plan, await layOut(plan, gathered, work), toolsFor(plan)),
    provenance: async (plan) => ({ tools: await versions(toolsFor(plan)) }),
    close: () => Promise.resolve(),
  };
}

async function pack(plan: Plan, { work }: StagedTree, tools: Tools): Promise<string> {
  const wrapper = await writeWrapper(plan, work);
  const { status, output } = await execute('/bin/sh', [wrapper], { env: { PATH: pathOf(tools) }, cwd: work });
  if (status === 0) return join(work, wrapperOutput(plan));
  throw new ToolError(`fpm could not write ${plan.fileName} (exit status ${status})`, {
    output: readFpmLog(output),
    again: `sh ${sh(wrapper)}`,
  });
}

async function versions(tools: Tools): Promise<Provenance['tools']> {
  const entries = await Promise.all(
    Object.keys(tools)
      .sort()
      .map(async (name) => [name, lookUp(tools, name)?.version ?? (await askVersion(name, tools))] as const),
  );
  return Object.fromEntries(entries.map(([name, version]) => [name, version.trim()]));
}

const asked = new Map<string, Promise<string>>();

// Starting Ruby takes a third of a second, so each tool is asked once in a run.
function askVersion(name: string, tools: Tools): Promise<string> {
  const path = lookUp(tools, name)?.path ?? name;
  const answer = asked.get(path) ?? ask(path, { PATH: pathOf(tools), LC_ALL: 'C' });
  asked.set(path, answer);
  return answer;
}

async function ask(path: string, env: Record<string, string>): Promise<string> {
  const { output } = await execute(path, ['--version'], { env });
  return output.split('\n')[0] ?? '';
}
