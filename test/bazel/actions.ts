import { beforeAll, expect, it } from '@jest/globals';
import { type Workspace, count, program } from './workspace.ts';

const ALL = '//build/pkgs:all';

export function actions(workspace: Workspace): void {
  beforeAll(() => workspace.clean());

  it('each once in a first build, none in a second', async () => {
    const first = await workspace.bazel('build', ALL);
    expect(count(first)).toEqual({ BundlePacker: 1, PatchConfig: 1, CompressSource: 3, PackDeb: 3, PackRpm: 3 });
    expect((await workspace.bazel('build', ALL)).actions).toEqual([]);
  });

  it('patch and pack for another revision, and compress nothing again', async () => {
    const run = await workspace.bazel('build', ALL, '--//build/pkgs:revision=7');
    expect(count(run)).toEqual({ PatchConfig: 1, PackDeb: 3, PackRpm: 3 });
    await workspace.bazel('build', ALL);
  });

  it("one package's alone for a change of it", async () => {
    const run = await workspace.bazel('build', ALL, '--//build/pkgs:set=packages.hello.depends.jq=>= 1.5');
    expect(count(run)).toEqual({ PatchConfig: 1, PackDeb: 2, PackRpm: 2 });
    expect(run.actions.filter((action) => action.includes('tool'))).toEqual([]);
    await workspace.bazel('build', ALL);
  });

  it("one package's alone for a change of a file of it", async () => {
    await workspace.write('build/pkgs/files/hello.conf', 'greeting = hi\n');
    const run = await workspace.bazel('build', ALL);
    expect(count(run)).toEqual({ PackDeb: 2, PackRpm: 2 });
    expect(run.actions.every((action) => action.includes('hello'))).toBe(true);
  });

  it('one source compressed again where it changed, for both of its packages', async () => {
    await workspace.write('build/pkgs/bin/arm64/hello', program('arm64', 'hello again'));
    const run = await workspace.bazel('build', ALL);
    expect(count(run)).toEqual({ CompressSource: 1, PackDeb: 1, PackRpm: 1 });
  });

  it.each(['--//build/pkgs:engine=fpm', '--//build/pkgs:compression=zstd'])(
    'no source compressed for %s',
    async (flag) => {
      await workspace.write('build/pkgs/bin/arm64/hello', program('arm64', flag));
      const { CompressSource, PackDeb } = count(await workspace.bazel('build', ALL, flag));
      expect({ CompressSource, PackDeb }).toEqual({ CompressSource: undefined, PackDeb: 3 });
    },
  );
}
