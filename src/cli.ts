#!/usr/bin/env node
import './threads.ts';
import { readFileSync } from 'node:fs';
import { processIo } from './io.ts';
import { main } from './main.ts';
import { readArguments } from './param_file.ts';
import { work, WORKER_FLAG } from './worker.ts';

// Whoever reads has read enough, as `head` does: there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const argv = process.argv.slice(2);
if (argv.includes(WORKER_FLAG)) {
  void work(process.stdin, (message) => process.stdout.write(message), main, process.cwd());
} else {
  void main(
    readArguments(argv, (file) => readFileSync(file, 'utf8')),
    processIo(),
  ).then((status) => {
    process.exitCode = status;
  });
}
