import { describe, expect, it } from '@jest/globals';
import { main } from '../src/main.ts';

async function run(...argv: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  let stdout = '';
  let stderr = '';
  const status = await main(argv, {
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
    isTTY: false,
    cwd: process.cwd(),
  });
  return { status, stdout, stderr };
}

describe('the command line', () => {
  it.each([
    [['--help'], 0],
    [['--version'], 0],
    [['pack', '--help'], 0],
    [['--config=no/such/file.yaml'], 2],
    [['--no-such-flag'], 2],
    [['pakc', '--config=x'], 2],
    [['pack', '--config=x', '--engine=fmp'], 2],
    [['pack', '--config=x', '--source=kubelet'], 2],
    [['dist', '--out=x'], 2],
  ])('%j exits %i', async (argv, status) => {
    expect(await run(...argv)).toMatchObject({ status });
  });

  it('names the command that was meant', async () => {
    expect((await run('pakc', '--config=x')).stderr).toContain('Did you mean pack?');
  });

  it('prints no stack trace for a mistake', async () => {
    const { stderr } = await run('--config=no/such/file.yaml');
    expect(stderr).toContain('no/such/file.yaml');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
