/** The native engine starts no other program: strace sees one execve for all golden cases, archives of each kind among them, with nothing on PATH. */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { execa } from 'execa';
import { copyCase, goldenCases } from '../support/golden.ts';
import { temporaryFolder } from '../support/packing.ts';
import { isThere } from '../support/roots/left_out.ts';

const folder = temporaryFolder('onepack-alone-');
const trace = isThere('strace') ? it : it.skip;
if (trace === it.skip) console.log('left out: what the native engine starts, which needs strace');

/** Packs each case as the command line does, in one process. Its arguments are the command line, and for each case a line of JSON. */
const RUNNER = `
import { readFileSync } from 'node:fs';
const [cli, cases] = process.argv.slice(2);
const { main } = await import(cli);
for (const { cwd, flags } of JSON.parse(readFileSync(cases, 'utf8'))) {
  process.chdir(cwd);
  const io = { cwd, stdout: () => {}, stderr: (text) => process.stderr.write(text), warn: () => {}, isQuiet: true };
  const status = await main(['pack', ...flags, '--engine=native', '--out=out'], io);
  if (status !== 0) throw new Error(cwd);
}
`;

trace('starts no other program', async () => {
  const names = await goldenCases();
  const cases = [];
  for (const name of names) {
    const cwd = join(folder, name);
    const flags = await copyCase(name, cwd);
    cases.push({ cwd, flags });
  }
  await writeFile(join(folder, 'runner.mjs'), RUNNER);
  await writeFile(join(folder, 'cases.json'), JSON.stringify(cases));
  const log = join(folder, 'trace');
  const node = [
    process.execPath,
    join(folder, 'runner.mjs'),
    join(process.cwd(), 'src/main.ts'),
    join(folder, 'cases.json'),
  ];
  await execa('/usr/bin/strace', ['--follow-forks', '--trace=execve,execveat,fork,vfork', `--output=${log}`, ...node], {
    env: { PATH: '', NODE_NO_WARNINGS: '1' },
    extendEnv: false,
  });
  const calls = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => /\b(execve|execveat|fork|vfork)\(/.test(line));
  expect(calls.map((line) => line.replace(/^\d+ +/, '').replace(/".*/, ''))).toEqual(['execve(']);
});
