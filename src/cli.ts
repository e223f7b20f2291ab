#!/usr/bin/env node
import './threads.ts';
import { processIo } from './io.ts';
import { main } from './main.ts';

// Whoever reads has read enough, as `head` does: there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

void main(process.argv.slice(2), processIo()).then((status) => {
  process.exitCode = status;
});
