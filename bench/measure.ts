/** One program, from start to end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Measure {
  /** Seconds of wall time. */
  readonly seconds: number;
  /** The most memory that the first process held, in MB; of its children nothing. */
  readonly peak: number;
}

export type Command = readonly [program: string, ...rest: string[]];

/** Throws where a command fails: what went wrong has no time. */
export async function measure(
  commands: readonly Command[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; atOnce?: number } = {},
): Promise<Measure> {
  const start = performance.now();
  let peak = 0;
  const queue = [...commands];
  const worker = async (): Promise<void> => {
    for (let command = queue.shift(); command !== undefined; command = queue.shift()) {
      peak = Math.max(peak, await finish(command, options));
    }
  };
  await Promise.all(Array.from({ length: options.atOnce ?? 1 }, worker));
  return { seconds: (performance.now() - start) / 1000, peak };
}

async function finish(
  [program, ...rest]: Command,
  { cwd, env }: { cwd?: string; env?: NodeJS.ProcessEnv },
): Promise<number> {
  const child = spawn(program, rest, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  let peak = 0;
  // It never falls while the process lives: the last look is the answer, but for its last moments.
  const watch = setInterval(() => (peak = Math.max(peak, highWater(child))), 20);
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearInterval(watch);
  if (status !== 0) throw new Error(`${[program, ...rest].join(' ')} ended with ${status}:\n${said}`);
  return peak;
}

function highWater({ pid }: ChildProcess): number {
  try {
    const [, kilobytes = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1000;
  } catch {
    return 0;
  }
}
