import { expect, it } from '@jest/globals';
import { findPlatforms, platformsIn } from '../../src/init/targets.ts';

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
