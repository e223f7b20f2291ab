/** What a command may touch outside of itself. It is handed in, so that a test can put something else in its place. */
import type { Problem } from '../problems/problem.ts';
import type { Writing } from './output.ts';

export interface Io {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Gets each warning; if absent, warnings are printed on stderr. */
  readonly warn?: (warnings: readonly Problem[]) => void;
  /** Whether stderr is a terminal: only there may progress overwrite itself. */
  readonly isTTY: boolean;
  /** How wide the terminal is; 80 characters if absent. */
  readonly columns?: number | undefined;
  /** Whether stderr may have colours. */
  readonly hasColor?: boolean;
  /** Whether to print no progress, only mistakes and results. */
  readonly isQuiet?: boolean;
  /** How safely files are written; flushed to disk if absent. */
  readonly writing?: Writing;
  /** The variables of the environment; none if absent, as for what Bazel runs. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The working directory that relative paths on the command line start at. */
  readonly cwd: string;
}

export function processIo(): Io {
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    isTTY: process.stderr.isTTY,
    columns: process.stderr.columns,
    hasColor: wantsColor(process.stderr.isTTY, process.env),
    environment: process.env,
    cwd: process.cwd(),
  };
}

/** Whether to use colours: on a terminal that has them, unless the user asks for none. https://no-color.org */
export function wantsColor(isTTY: boolean, environment: Readonly<Record<string, string | undefined>>): boolean {
  const { NO_COLOR = '', TERM = '' } = environment;
  return isTTY && NO_COLOR === '' && TERM !== 'dumb';
}
