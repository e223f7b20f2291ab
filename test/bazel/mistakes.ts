import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import type { Workspace } from './workspace.ts';

export function mistakes(workspace: Workspace): void {
  it("is told by the lines of the user's own file, as the command line tells it", async () => {
    await workspace.write('build/pkgs/packages.yaml', await readFile('test/wrong/ten-kinds.yaml', 'utf8'));
    const alone = await workspace.onepack('patch', '--config=build/pkgs/packages.yaml', '--out=patched.yaml');
    const { exitCode, output } = await workspace.bazel('build', '//build/pkgs:all');
    expect([alone.exitCode, exitCode]).toEqual([2, 1]);
    expect(linesOf(alone.output).length).toBeGreaterThanOrEqual(10);
    expect(linesOf(output)).toEqual(linesOf(alone.output));
    // Line and caret, too, and nothing of the folder that the action runs in.
    expect(output).toContain(alone.output.trimEnd());
    expect(output).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  });
}

function linesOf(output: string): string[] {
  return output.split('\n').filter((line) => /^build\/pkgs\/packages\.yaml:\d+:\d+: error: /.test(line));
}
