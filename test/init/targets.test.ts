import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { findPlatforms, platformsIn } from '../../src/init/targets.ts';
import { temporaryFolder, writeFiles } from '../support/packing.ts';

it("finds the platforms of a workspace, and none that is not Linux's", async () => {
  expect(await findPlatforms('e2e/bzlmod-7.7.1')).toEqual({
    amd64: '//platforms:linux_amd64',
    arm64: '//platforms:linux_arm64',
  });
  const text = `platform(
    name = "mac",
    constraint_values = ["@platforms//os:macos", "@platforms//cpu:aarch64"],
)

platform(
    name = "any",
    constraint_values = ["@platforms//cpu:s390x"],
)

platform(name = "odd", constraint_values = ["@platforms//cpu:z80"])
`;
  expect(platformsIn(text)).toEqual([{ name: 'any', architecture: 's390x' }]);
});

const top = temporaryFolder('onepack-init-');

it.each([
  ['everything', {}, ['//a/b:ours', '//c:theirs']],
  ['no folder of .bazelignore', { '.bazelignore': '# not ours\n\nc/\n' }, ['//a/b:ours']],
  ['none above either', { '.bazelignore': './a\r\n' }, ['//c:theirs']],
  ['lines that are folders alone', { '.bazelignore': '#a\n a\nb\nC\n' }, ['//a/b:ours', '//c:theirs']],
  ['no other module', { 'c/MODULE.bazel': '' }, ['//a/b:ours']],
  ['nothing below another workspace', { 'a/WORKSPACE': '' }, ['//c:theirs']],
  ['nor by its other name', { 'a/WORKSPACE.bazel': '' }, ['//c:theirs']],
])('sees what Bazel sees: %s', async (name, files, labels) => {
  const platform = (name: string, cpu: string): string =>
    `platform(\n    name = "${name}",\n    constraint_values = ["@platforms//cpu:${cpu}"],\n)\n`;
  const ours = { WORKSPACE: '', 'a/b/BUILD': platform('ours', 'x86_64'), 'c/BUILD': platform('theirs', 's390x') };
  const workspace = writeFiles(join(top, name), { ...ours, ...files });
  expect(Object.values(await findPlatforms(workspace))).toEqual(labels);
});
