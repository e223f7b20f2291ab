#!/usr/bin/env node
import './system/thread_pool.ts';
import { processIo } from './system/io.ts';
import { main, mainOfLines } from './main.ts';
import { paramFileOf, readLines } from './bazel/parameter_file.ts';
import { ToolError } from './problems/errors.ts';
import { work, WORKER_FLAG } from './bazel/worker.ts';

// Whoever reads has read enough, as `head` does: there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const argv = process.argv.slice(2);
if (argv.includes(WORKER_FLAG)) {
  const answer = (message: Uint8Array): unknown => process.stdout.write(message);
  work(process.stdin, answer, (lines, io) => mainOfLines(() => lines, io), process.cwd()).catch((error: unknown) => {
    if (!(error instanceof ToolError)) throw error;
    process.stderr.write(`error: ${error.message}\n`);
    process.exitCode = 1;
  });
} else {
  const file = paramFileOf(argv);
  const ended = file === undefined ? main(argv, processIo()) : mainOfLines(() => readLines(file), processIo());
  void ended.then((status) => {
    process.exitCode = status;
  });
}
