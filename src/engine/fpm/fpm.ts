/** The engine fpm: writes the wrapper of a plan into the work folder and runs that very file. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ToolError } from '../../problems/errors.ts';
import { lookUp } from '../../system/look_up.ts';
import type { Plan } from '../../plan/plan.ts';
import { sh } from '../../system/template.ts';
import { wrapperOutput, renderWrapper } from './wrapper.ts';
import { type StagedTree, layOut } from './lay_out.ts';
import type { Opening, Provenance, Session } from '../engine.ts';
import { execute } from '../../system/process.ts';
import { readFpmLog } from './log.ts';
import { type Tools, findTools, pathOf } from '../tools.ts';
import { COMPRESSION_ROWS, COMPRESSION_TOOLS } from '../../format/compression.ts';
import { writeFile } from 'node:fs/promises';

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

// Starting Ruby takes a third of a second, so each tool is asked for its version only once in a run.
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

/* The programs that a wrapper calls. */

const NEEDED = { deb: ['fpm', 'ruby', 'ar', 'tar'], rpm: ['fpm', 'ruby', 'rpmbuild'] } as const;

export function toolsOf({ format, compression }: Pick<Plan, 'format' | 'compression'>): string[] {
  const { tool } = COMPRESSION_ROWS[compression];
  return [...NEEDED[format], ...(format === 'deb' && tool !== undefined ? [tool.name] : [])];
}

/** The tools that every plan needs. */
export function allTools(): string[] {
  return [...new Set([...NEEDED.deb, ...NEEDED.rpm, ...COMPRESSION_TOOLS.map(({ name }) => name)])];
}

/** Writes the wrapper of a plan into the work folder and returns its path. */
export async function writeWrapper(plan: Plan, work: string): Promise<string> {
  const wrapper = join(work, 'wrapper.sh');
  await writeFile(wrapper, renderWrapper(plan), { mode: 0o755 });
  return wrapper;
}
