#!/usr/bin/env node
import './threads.ts';
import { processIo } from './io.ts';
import { main, mainOfLines } from './main.ts';
import { paramFileOf, readLines } from './param_file.ts';
import { work, WORKER_FLAG } from './worker.ts';

// Whoever reads has read enough, as `head` does: there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const argv = process.argv.slice(2);
if (argv.includes(WORKER_FLAG)) {
  const answer = (message: Uint8Array): unknown => process.stdout.write(message);
  void work(process.stdin, answer, (lines, io) => mainOfLines(() => lines, io), process.cwd());
} else {
  const file = paramFileOf(argv);
  const ended = file === undefined ? main(argv, processIo()) : mainOfLines(() => readLines(file), processIo());
  void ended.then((status) => {
    process.exitCode = status;
  });
}
