import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { execute } from '../../src/system/process.ts';
import { temporaryFolder, writeFiles } from '../support/packing.ts';

const folder = writeFiles(temporaryFolder(), { input: 'some text' });
const env = { PATH: process.env['PATH'] ?? '' };

describe('execute', () => {
  it('gives no environment but what is said, and no input', async () => {
    const { output } = await execute('/usr/bin/env', [], { env: { A: 'b c' } });
    expect(output).toBe('A=b c\n');
    expect((await execute('cat', [], { env })).output).toBe('');
  });

  it('keeps arguments as they are', async () => {
    const odd = ['a b', '', '$HOME', "'", '*', '\n'];
    const { output } = await execute('printf', ['<%s>', ...odd], { env, cwd: folder });
    expect(output).toBe(odd.map((word) => `<${word}>`).join(''));
  });

  it('returns the status and what was printed on either stream', async () => {
    expect(await execute('sh', ['-c', 'echo out; echo err >&2; exit 3'], { env })).toEqual({
      status: 3,
      output: 'out\nerr\n',
      stdout: 'out\n',
    });
  });

  it.each([
    ['not-a-program', [], /^not-a-program: .*ENOENT/],
    ['sh', ['-c', 'kill -9 $$'], /^sh: ended by SIGKILL$/],
  ])('fails where there is no status: %s %j', async (command, args, message) => {
    await expect(execute(command, args, { env })).rejects.toThrow(message);
  });

  it('ends everything that it started when it is told to end', async () => {
    const pid = join(folder, 'pid');
    const code = `
      import { execute } from '${process.cwd()}/src/system/process.ts';
      const script = 'sh -c "echo \\\\$\\\\$ >${pid}; exec sleep 60"; :';
      await execute('sh', ['-c', script], { env: process.env });`;
    const child = execa(process.execPath, ['--input-type=module', '--eval', code], { reject: false });
    while (!existsSync(pid) || readFileSync(pid, 'utf8') === '')
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGTERM');
    expect((await child).signal).toBe('SIGTERM');
    const sleeper = Number(readFileSync(pid, 'utf8'));
    expect(await hasEnded(sleeper)).toBe(true);
  });
});

async function hasEnded(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    if (!isRunning(pid)) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

// A process that nobody has reaped yet has ended all the same: state Z of proc_pid_stat(5).
function isRunning(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return false;
  return !/^\d+ \(.*\) Z /.test(readFileSync(stat, 'utf8'));
}
