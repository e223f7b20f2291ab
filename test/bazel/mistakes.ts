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

export function wrongCalls(workspace: Workspace): void {
  it('of onepack_source, whose label gives two files, names both and the count', async () => {
    await workspace.write('acme/BUILD.bazel', SOURCE);
    const { exitCode, output } = await workspace.bazel('build', '--nobuild', '//acme:tool');
    expect(exitCode).toBe(1);
    expect(output).toContain('//acme:tool: //acme:two is 2 files; a source is one file for each architecture');
  });

  it.each([
    ['"srcs":', '"sorces":', 'fact of a package', 'sorces'],
    ['"flag":', '"flg":', 'fact of a source', 'flg'],
    ['"rpm": {', '"apk": {', 'format', 'apk'],
  ])(
    'of onepack_set says what it does not know, and how to write the file anew: %s',
    async (good, wrong, what, key) => {
      const text = await workspace.read('build/pkgs/BUILD.bazel');
      await workspace.write('build/pkgs/BUILD.bazel', text.replace(good, wrong));
      const { exitCode, output } = await workspace.bazel('build', '--nobuild', '//build/pkgs:wrappers');
      await workspace.write('build/pkgs/BUILD.bazel', text);
      expect(exitCode).toBe(1);
      expect(output)
        .toContain(`//build/pkgs: this onepack knows no ${what} "${key}"; the BUILD file is of another version.
Write it anew: npx onepack generate --config=build/pkgs/packages.yaml`);
    },
  );
}

const SOURCE = `load("//bazel:defs.bzl", "onepack_source")

filegroup(
    name = "two",
    srcs = ["a", "b"],
)

onepack_source(
    name = "tool",
    files = {"amd64": ":two"},
)
`;

function linesOf(output: string): string[] {
  return output.split('\n').filter((line) => /^build\/pkgs\/packages\.yaml:\d+:\d+: error: /.test(line));
}
