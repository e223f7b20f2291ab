/** Runs one command line and returns its exit status. */
import { declareProgram } from './command_line/program.ts';
import { DONE, reportError } from './command_line/report.ts';
import type { Problem } from './problems/problem.ts';
import type { Io } from './system/io.ts';
import { FOR_BAZEL } from './system/output.ts';
import { argumentsOf } from './bazel/parameter_file.ts';

export async function main(argv: readonly string[], io: Io): Promise<number> {
  const warned: Problem[] = [];
  let status = DONE;
  const program = declareProgram(io, warned, (exit) => void (status = exit));
  try {
    await program.parseAsync(withDefaultCommand(argv), { from: 'user' });
    return status;
  } catch (error) {
    // The line may be one that could not be read, so that its flags are nowhere but here.
    return reportError(error, io, { isJson: argv.includes('--json'), warned });
  }
}

/** As `main`, for a command line that Bazel wrote into a file. */
export async function mainOfLines(read: () => readonly string[], io: Io): Promise<number> {
  const ours = { ...io, writing: FOR_BAZEL, environment: {} };
  try {
    return await main(argumentsOf(read()), ours);
  } catch (error) {
    return reportError(error, ours, { isJson: false });
  }
}

// `onepack --config=F` is short for `onepack pack --config=F`.
function withDefaultCommand(argv: readonly string[]): string[] {
  const first = argv[0];
  const own = ['--help', '-h', ...(argv.length === 1 ? ['--version', '-V'] : [])];
  return first !== undefined && first.startsWith('-') && !own.includes(first) ? ['pack', ...argv] : [...argv];
}
