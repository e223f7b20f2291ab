/** The outside world that a command may touch, handed in so that a test can hold it. */
export interface Io {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Whether stderr is a terminal: progress that overwrites itself goes nowhere else. */
  readonly isTTY: boolean;
  /** The working directory that relative paths on the command line start at. */
  readonly cwd: string;
}

export function processIo(): Io {
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    isTTY: process.stderr.isTTY,
    cwd: process.cwd(),
  };
}
