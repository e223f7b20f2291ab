/** One command line run in this process, and what it said. */
import { main } from '../../src/main.ts';

export interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly hasColor?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

export async function run(
  argv: readonly string[],
  { cwd = process.cwd(), hasColor, environment = {} }: RunOptions = {},
): Promise<Said> {
  let stdout = '';
  let stderr = '';
  const status = await main(argv, {
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
    isTTY: false,
    environment,
    cwd,
    ...(hasColor === undefined ? {} : { hasColor }),
  });
  return { status, stdout, stderr };
}
