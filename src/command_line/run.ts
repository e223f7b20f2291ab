/** Runs what a command line asks for, as quietly as it asks for it. */
import type { Command } from 'commander';
import type { Problem } from '../diagnostics.ts';
import type { Io } from '../io.ts';
import type { Flags } from './flags.ts';
import { jsonProblem, jsonText } from './report.ts';

/** What a command hands back for `--json`; it has told people already. */
export type Results = object;

export type Task = (flags: Flags, io: Io, names: readonly string[]) => Promise<Results | void>;

/**
 * Gives commander's actions: a task gets the flags, what it may say, and the arguments without a flag. For a machine, what it
 * warns of is put into `warned`.
 */
export function running(io: Io, warned: Problem[]): (task: Task) => (...args: unknown[]) => Promise<void> {
  return (task) =>
    async (...args) => {
      const command = args.at(-1) as Command;
      const flags = command.opts();
      const isJson = flags['json'] === true;
      const results = await task(flags, said(io, isJson ? warned : undefined, flags['quiet'] === true), command.args);
      if (isJson) io.stdout(jsonText({ problems: warned.map(jsonProblem), ...results }));
    };
}

// A machine's one JSON object is all that may stand on standard output.
function said(io: Io, warned: Problem[] | undefined, isQuiet: boolean): Io {
  if (warned === undefined) return isQuiet ? { ...io, isQuiet: true, isTTY: false } : io;
  const warn = (warnings: readonly Problem[]): void => void warned.push(...warnings);
  return { ...io, isQuiet: true, isTTY: false, stdout: () => undefined, warn };
}
