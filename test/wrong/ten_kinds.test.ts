/** The program as people run it, on ten kinds of mistake at once. What it says is in ten-kinds.txt. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { execa } from 'execa';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'onepack-ten-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

it('tells ten kinds of mistake in one run of less than half a second', async () => {
  const program = join(folder, 'onepack.cjs');
  const clock = join(folder, 'clock.cjs');
  await execa('node', ['hack/bundle.mjs', `--out=${program}`]);
  // Of the processor, in microseconds: others may be using the machine.
  await writeFile(clock, "process.on('exit', () => { const t = process.cpuUsage(); console.log(t.user + t.system); });");

  const args = ['-r', clock, program, 'patch', '--config=ten-kinds.yaml', `--out=${folder}/patched.yaml`];
  const { stdout, stderr, exitCode } = await execa('node', args, { cwd: import.meta.dirname, reject: false });

  expect(`${stderr}\nexit ${exitCode}\n`).toBe(await readFile(join(import.meta.dirname, 'ten-kinds.txt'), 'utf8'));
  const found = [...stderr.matchAll(/^ten-kinds\.yaml:\d+:\d+: error: .* \[([a-z0-9-]+)\]$/gm)];
  expect(new Set(found.map(([, code]) => code)).size).toBeGreaterThanOrEqual(10);
  expect(Number(stdout)).toBeLessThan(500_000);
});
