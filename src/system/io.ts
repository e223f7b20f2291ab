/** The outside world that a command may touch, handed in so that a test can hold it. */
import type { Problem } from '../problems/problem.ts';
import type { Writing } from './output.ts';

export interface Io {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Takes warnings; where it is absent they are text on stderr. */
  readonly warn?: (warnings: readonly Problem[]) => void;
  /** Whether stderr is a terminal: progress that overwrites itself goes nowhere else. */
  readonly isTTY: boolean;
  /** Whether stderr may have colours. */
  readonly hasColor?: boolean;
  /** Whether only mistakes and results are wanted, and no progress. */
  readonly isQuiet?: boolean;
  /** How what is written stays; flushed to disk if absent. */
  readonly writing?: Writing;
  /** The working directory that relative paths on the command line start at. */
  readonly cwd: string;
}

export function processIo(): Io {
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    isTTY: process.stderr.isTTY,
    hasColor: wantsColor(process.stderr.isTTY, process.env),
    cwd: process.cwd(),
  };
}

/** On a terminal that knows colours, unless somebody asks for none: https://no-color.org */
export function wantsColor(isTTY: boolean, environment: Readonly<Record<string, string | undefined>>): boolean {
  const { NO_COLOR = '', TERM = '' } = environment;
  return isTTY && NO_COLOR === '' && TERM !== 'dumb';
}
