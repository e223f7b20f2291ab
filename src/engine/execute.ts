/** The only place that starts a process. Nothing of our own environment goes along but what the caller says. */
import type { Readable } from 'node:stream';
import { execa } from 'execa';
import { ToolError } from '../errors.ts';
import { atSignal } from '../output.ts';

export interface Execution {
  readonly status: number;
  /** stdout and stderr as they came. */
  readonly output: string;
}

const OUTPUT_LIMIT = 64 * 1024 * 1024;

/** Runs to the end, whatever the exit status. Throws a ToolError where it could not start or a signal ended it. */
export async function execute(
  command: string,
  args: readonly string[],
  options: { readonly env: Readonly<Record<string, string>>; readonly cwd?: string },
): Promise<Execution> {
  // Before there is a process: a signal that comes while one starts would find nobody to end it.
  const started: { pid?: number | undefined } = {};
  const forget = atSignal(() => endGroup(started.pid));
  // A process group of its own, so that what the command started ends with it.
  const child = execa(command, args, {
    ...options,
    extendEnv: false,
    detached: true,
    reject: false,
    all: true,
    stdin: 'ignore',
    stripFinalNewline: false,
    maxBuffer: OUTPUT_LIMIT,
  });
  started.pid = child.pid;
  try {
    const result = await child;
    const output = result.all;
    if (result.exitCode !== undefined) return { status: result.exitCode, output };
    const reason =
      result.signal === undefined ? (result.originalMessage ?? 'could not start') : `ended by ${result.signal}`;
    throw new ToolError(`${command}: ${reason}`, { output });
  } finally {
    forget();
  }
}

/** What a filter such as `xz -dc` makes of `input`. `done` rejects with a ToolError where it fails. */
export function filter(
  command: string,
  args: readonly string[],
  options: { readonly env: Readonly<Record<string, string>>; readonly input: string },
): { output: Readable; done: Promise<void> } {
  const child = execa(command, args, {
    env: options.env,
    extendEnv: false,
    reject: false,
    stdin: { file: options.input },
    buffer: { stdout: false },
    encoding: 'utf8',
  });
  const done = child.then((result) => {
    if (result.exitCode === 0) return;
    throw new ToolError(`${command} could not read ${options.input}`, { output: result.stderr });
  });
  return { output: child.stdout, done };
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // It has ended already.
  }
}
