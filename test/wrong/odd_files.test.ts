/** Files that are not configs, or that are made to take a reader's time and memory. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { run } from '../command_line/running.ts';

let out: string;
beforeAll(async () => void (out = await mkdtemp(join(tmpdir(), 'onepack-odd-'))));
afterAll(() => rm(out, { recursive: true, force: true }));

describe('a file that no config is', () => {
  it('is refused after 2 MB of it, however large it is', async () => {
    const file = join(out, 'large.yaml');
    await writeFile(file, `# ${'x'.repeat(1_000_000)}\n`.repeat(50));
    const { milliseconds, said } = await timed(() => run(['patch', '--config=large.yaml', '--out=x'], { cwd: out }));
    expect(said).toMatchObject({ status: 2, stderr: 'error: large.yaml is larger than 2 MB [too-large]\n' });
    expect(milliseconds).toBeLessThan(5000);
  });

  it('is refused where it has no end', async () => {
    const { status, stderr } = await run(['patch', '--config=/dev/zero', '--out=x'], { cwd: out });
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'error: /dev/zero is larger than 2 MB [too-large]\n' });
  });

  // Those of the worst shape below the limit.
  it.each([
    ['a list of numbers', `a: [${'1, '.repeat(600_000)}1]\n`],
    ['a key for every line', Array.from({ length: 100_000 }, (_, at) => `key-${at}: ${at}\n`).join('')],
    ['a text', `a: "${'lorem ipsum '.repeat(160_000)}"\n`],
    ['open brackets', '['.repeat(1_900_000)],
    ['list in list', `${'- '.repeat(900_000)}a\n`],
    ['key in key', Array.from({ length: 1500 }, (_, at) => `${' '.repeat(at)}a:\n`).join('')],
    ['one long key', `${'k'.repeat(1_900_000)}: 1\n`],
    ['bytes', '\u0000\u0001'.repeat(900_000)],
  ])('is refused where it is %s', async (_name, text) => {
    await writeFile(join(out, 'odd.yaml'), text);
    const { milliseconds, said } = await timed(() => run(['patch', '--config=odd.yaml', '--out=x'], { cwd: out }));
    expect(said.status).toBe(2);
    expect(said.stderr).toMatch(/^odd\.yaml:1?\d*:\d+: error: /);
    expect(said.stderr.length).toBeLessThan(100_000);
    expect(milliseconds).toBeLessThan(20_000);
  });
});

// Of the processor.
async function timed<T>(act: () => Promise<T>): Promise<{ milliseconds: number; said: T }> {
  const start = process.cpuUsage();
  const said = await act();
  const { user, system } = process.cpuUsage(start);
  return { milliseconds: (user + system) / 1000, said };
}
