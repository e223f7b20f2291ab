/** The only file that starts processes. A process gets the environment variables that the caller names, and no others. */
import { createInterface } from 'node:readline';
import { execa, execaSync } from 'execa';
import { ToolError } from '../problems/errors.ts';
import { atSignal } from './output.ts';

export interface Execution {
  readonly status: number;
  /** stdout and stderr, interleaved as they were written: for people. */
  readonly output: string;
  /** stdout alone: for programs, because warnings on stderr would confuse them. */
  readonly stdout: string;
}

const OUTPUT_LIMIT = 64 * 1024 * 1024;

/** Runs a process until it ends, whatever its exit status is. Throws a ToolError if it cannot be started or a signal ends it. */
export async function execute(
  command: string,
  args: readonly string[],
  options: { readonly env: Readonly<Record<string, string>>; readonly cwd?: string },
): Promise<Execution> {
  // Registered before the process starts. Otherwise a signal that arrives meanwhile would leave the process running.
  const started: { pid?: number | undefined } = {};
  const forget = atSignal(() => endGroup(started.pid));
  // In a process group of its own, so that everything the command started can be ended with it.
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
    if (result.exitCode !== undefined) return { status: result.exitCode, output, stdout: result.stdout };
    const reason =
      result.signal === undefined ? (result.originalMessage ?? 'could not start') : `ended by ${result.signal}`;
    throw new ToolError(`${command}: ${reason}`, { output });
  } finally {
    forget();
  }
}

/** A process that runs until it is released. */
export interface Held {
  /** The first line that it prints; undefined if it ends without one. */
  readonly firstLine: Promise<string | undefined>;
  readonly ended: Promise<Execution>;
  /** Closes its standard input, which ends it. */
  release(): void;
}

/** Starts a process that runs as long as its standard input is open. */
export function hold(
  command: string,
  args: readonly string[],
  options: { readonly env: Readonly<Record<string, string>> },
): Held {
  const child = execa(command, args, {
    ...options,
    extendEnv: false,
    // In another process group, so that Ctrl-C reaches only us; we then end the process.
    detached: true,
    reject: false,
    all: true,
    stdin: 'pipe',
    stripFinalNewline: false,
  });
  // Writing to a process that has already ended is no mistake here.
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout });
  const firstLine = new Promise<string | undefined>((resolve) => {
    lines.once('line', resolve);
    lines.once('close', () => resolve(undefined));
  });
  const ended = child.then((result) => ({ status: result.exitCode ?? 1, output: result.all, stdout: result.stdout }));
  return { firstLine, ended, release: () => void child.stdin.end() };
}

/** Runs a process and blocks until it ends: for clean-up when a signal ends us. */
export function executeNow(command: string, args: readonly string[], env: Readonly<Record<string, string>>): void {
  execaSync(command, args, { env, extendEnv: false, reject: false, stdio: 'ignore' });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // It has ended already.
  }
}
