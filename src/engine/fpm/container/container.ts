/**
 * The engine fpm-container: runs the same wrapper in a pinned image that sees nothing but the staged trees. One container serves all plans
 * of a run. It runs as long as its standard input is open, so it ends however we end.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { ToolError } from '../../../problems/errors.ts';
import { lookUp } from '../../../system/look_up.ts';
import { atSignal } from '../../../system/output.ts';
import type { Plan } from '../../../plan/plan.ts';
import { wrapperOutput } from '../wrapper.ts';
import { type ContainerFolders, packArguments, repeatCommand, runArguments, versionArguments } from './arguments.ts';
import { acceptedImage } from './runtime.ts';
import { type Runtime, findRuntime } from './runtime.ts';
import { explainFailure, isDiskFull } from './failures.ts';
import { type StagedTree, layOut } from '../lay_out.ts';
import type { Opening, Session } from '../../engine.ts';
import { execute, executeNow, hold } from '../../../system/process.ts';
import { readFpmLog } from '../log.ts';
import { allTools, toolsOf } from '../fpm.ts';
import { writeWrapper } from '../fpm.ts';

export async function openContainer({ plans, tools, workFolder: workFolder }: Opening): Promise<Session> {
  const wanted = await acceptedImage(plans[0]?.image, tools);
  const { runtime, image } = await findRuntime(wanted, tools);
  const folders = { workFolder, packages: join(workFolder, 'packages') };
  await mkdir(folders.packages, { recursive: true });
  const name = `onepack-${randomBytes(6).toString('hex')}`;
  const { release } = await start(runtime, name, image, folders);
  let versions: Promise<Readonly<Record<string, string>>> | undefined;
  return {
    atOnce: availableParallelism(),
    pack: async (plan, gathered, work) =>
      pack(plan, await layOut(plan, gathered, work), { runtime, name, image, folders }),
    provenance: async (plan) => {
      versions ??= askVersions(runtime, name);
      const all = await versions;
      const own = toolsOf(plan)
        .sort()
        .map((tool) => [tool, lookUp(all, tool) ?? ''] as const);
      return { tools: Object.fromEntries(own), image };
    },
    close: release,
  };
}

interface Running {
  readonly runtime: Runtime;
  readonly name: string;
  readonly image: string;
  readonly folders: ContainerFolders;
}

async function start(runtime: Runtime, name: string, image: string, folders: ContainerFolders) {
  const { command, env } = runtime;
  // `rm` always removes the container. If we cannot run anything any more, the end of its input still stops it.
  const forget = atSignal(() => executeNow(command, ['rm', '--force', name], env));
  const held = hold(command, runArguments(runtime, name, image, folders), { env });
  const isReady = await held.firstLine;
  const release = async (): Promise<void> => {
    held.release();
    await held.ended;
    forget();
    await rm(folders.packages, { recursive: true, force: true });
  };
  if (isReady !== undefined) return { release };
  const { output } = await held.ended;
  forget();
  throw explainFailure(runtime, image, output);
}

async function pack(plan: Plan, { work }: StagedTree, running: Running): Promise<string> {
  const { runtime, name, image, folders } = running;
  await writeWrapper(plan, work);
  const id = basename(work);
  const written = join(folders.packages, `${id}.${plan.format}`);
  const { status, output } = await execute(
    runtime.command,
    packArguments(name, id, wrapperOutput(plan), basename(written)),
    {
      env: runtime.env,
    },
  );
  if (status === 0) return written;
  const full = isDiskFull(output) ? ': the disk is full' : '';
  throw new ToolError(`fpm in a container could not write ${plan.fileName} (exit status ${status})${full}`, {
    output: readFpmLog(output),
    again: repeatCommand(runtime, image, work),
  });
}

async function askVersions(runtime: Runtime, name: string): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await execute(runtime.command, versionArguments(name, allTools()), { env: runtime.env });
  const entries = stdout.split('\n').map((line) => line.split('\t'));
  return Object.fromEntries(entries.map(([tool = '', version = '']) => [tool, version.trim()]));
}
