/** The only place that starts a process. Nothing of our own environment goes along but what the caller says. */
import { createInterface } from 'node:readline';
import { execa, execaSync } from 'execa';
import { ToolError } from '../problems/errors.ts';
import { atSignal } from './output.ts';

export interface Execution {
  readonly status: number;
  /** stdout and stderr as they came: for people. */
  readonly output: string;
  /** stdout alone: for programs, which a warning would confuse. */
  readonly stdout: string;
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
    if (result.exitCode !== undefined) return { status: result.exitCode, output, stdout: result.stdout };
    const reason =
      result.signal === undefined ? (result.originalMessage ?? 'could not start') : `ended by ${result.signal}`;
    throw new ToolError(`${command}: ${reason}`, { output });
  } finally {
    forget();
  }
}

/** A process that goes on until it is released. */
export interface Held {
  /** What it says first; undefined where it ends without a word. */
  readonly firstLine: Promise<string | undefined>;
  readonly ended: Promise<Execution>;
  /** Closes its standard input. */
  release(): void;
}

/** Starts a process that lives as long as its standard input is open. */
export function hold(
  command: string,
  args: readonly string[],
  options: { readonly env: Readonly<Record<string, string>> },
): Held {
  const child = execa(command, args, {
    ...options,
    extendEnv: false,
    // Not of our group: a Ctrl-C is for us, and we end it.
    detached: true,
    reject: false,
    all: true,
    stdin: 'pipe',
    stripFinalNewline: false,
  });
  // Its end may come before ours.
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout });
  const firstLine = new Promise<string | undefined>((resolve) => {
    lines.once('line', resolve);
    lines.once('close', () => resolve(undefined));
  });
  const ended = child.then((result) => ({ status: result.exitCode ?? 1, output: result.all, stdout: result.stdout }));
  return { firstLine, ended, release: () => void child.stdin.end() };
}

/** Runs to the end while everything else waits: for the last thing that is done when a signal ends us. */
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
