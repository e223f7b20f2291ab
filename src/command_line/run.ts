/** Runs what a command line asks for, as quietly as it asks for it. */
import type { Command } from 'commander';
import type { Io } from '../io.ts';
import type { Flags } from './flags.ts';
import { jsonText } from './report.ts';

/** What a command hands back for `--json`; it has told people already. */
export type Results = object;

export type Task = (flags: Flags, io: Io, names: readonly string[]) => Promise<Results | void>;

/** Gives commander's actions: a task gets the flags, what it may say, and the arguments without a flag. */
export function running(io: Io): (task: Task) => (...args: unknown[]) => Promise<void> {
  return (task) =>
    async (...args) => {
      const command = args.at(-1) as Command;
      const flags = command.opts();
      const isJson = flags['json'] === true;
      const results = await task(flags, said(io, isJson, flags['quiet'] === true), command.args);
      if (isJson) io.stdout(jsonText({ problems: [], ...results }));
    };
}

// A machine's one JSON object is all that may stand on standard output.
function said(io: Io, isJson: boolean, isQuiet: boolean): Io {
  if (!isJson && !isQuiet) return io;
  return { ...io, isQuiet: true, isTTY: false, ...(isJson ? { stdout: () => undefined } : {}) };
}
