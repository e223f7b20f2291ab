/** The fpm engine: writes the wrapper of the plan into the work folder and runs that very file. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Compression } from '../config/schema.ts';
import { ToolError } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';
import { sh } from '../render/render.ts';
import { renderWrapper, wrapperOutput } from '../render/wrapper.ts';
import type { Engine, StagedTree, ToolVersions } from './engine.ts';
import { execute } from './execute.ts';
import { fpmRefusals } from './fpm_refusals.ts';
import { readFpmLog } from './fpm_log.ts';
import { type Tools, findTools, pathOf } from './tools.ts';

export const fpm: Engine = {
  refuse: fpmRefusals,
  find: (plan, given) => findTools(needed(plan), given),
  pack,
  versions,
};

const NEEDED = { deb: ['fpm', 'ruby', 'ar', 'tar'], rpm: ['fpm', 'ruby', 'rpmbuild'] } as const;

/** In a deb, tar runs them; rpmbuild has its own. */
const COMPRESSORS: Readonly<Record<Compression, readonly string[]>> = {
  gzip: ['gzip'],
  xz: ['xz'],
  zstd: ['zstd'],
  none: [],
};

function needed({ format, compression }: Plan): string[] {
  return [...NEEDED[format], ...(format === 'deb' ? COMPRESSORS[compression] : [])];
}

async function pack(plan: Plan, { work }: StagedTree, tools: Tools): Promise<string> {
  const wrapper = join(work, 'wrapper.sh');
  await writeFile(wrapper, renderWrapper(plan), { mode: 0o755 });
  const { status, output } = await execute('/bin/sh', [wrapper], { env: { PATH: pathOf(tools) }, cwd: work });
  if (status === 0) return join(work, wrapperOutput(plan));
  throw new ToolError(`fpm could not write ${plan.fileName} (exit status ${status})`, {
    output: readFpmLog(output),
    again: `sh ${sh(wrapper)}`,
  });
}

async function versions(tools: Tools): Promise<ToolVersions> {
  const entries = await Promise.all(
    Object.keys(tools)
      .sort()
      .map(async (name) => [name, tools[name]?.version ?? (await askVersion(name, tools))] as const),
  );
  return Object.fromEntries(entries.map(([name, version]) => [name, version.trim()]));
}

const asked = new Map<string, Promise<string>>();

// Starting Ruby takes a third of a second, so each tool is asked once in a run.
function askVersion(name: string, tools: Tools): Promise<string> {
  const path = tools[name]?.path ?? name;
  const answer = asked.get(path) ?? ask(path, { PATH: pathOf(tools), LC_ALL: 'C' });
  asked.set(path, answer);
  return answer;
}

async function ask(path: string, env: Record<string, string>): Promise<string> {
  const { output } = await execute(path, ['--version'], { env });
  return output.split('\n')[0] ?? '';
}
