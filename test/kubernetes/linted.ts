/** Holds what lintian and rpmlint say of packages against the table. */
import { expect, it } from '@jest/globals';
import type { Format } from '../../src/format/format.ts';
import { LINTERS } from '../support/linters.ts';
import type { GenerationName } from './differences.ts';
import { type PackageName, PACKAGES } from './facts.ts';
import { SAID, SAID_OF_PROGRAMS } from './said.ts';

/** A test of the packages that `files` gives once it runs. `scratch` is a folder to write in. */
export function testSaid(format: Format, generation: GenerationName, scratch: string, files: () => readonly string[]) {
  test(format, expectedOf(format, generation, PACKAGES), scratch, files);
}

/** The same of packages of today with real programs, of which more is said. */
export function testSaidOfPrograms(
  format: Format,
  packages: readonly PackageName[],
  scratch: string,
  files: () => readonly string[],
) {
  const more = packages.flatMap((name) => SAID_OF_PROGRAMS[LINTERS[format].name].map((tag) => `${name}: ${tag}`));
  test(format, [...expectedOf(format, 'today', packages), ...more].sort(), scratch, files);
}

function test(format: Format, expected: readonly string[], scratch: string, files: () => readonly string[]): void {
  const { name, isHere, tagsOf } = LINTERS[format];
  (isHere ? it : it.skip)(
    `${name} says of ${format}s what the table has, and nothing else`,
    async () => {
      const said = [...(await tagsOf(files(), scratch))];
      expect(said.flatMap(([of, tags]) => [...tags].map((tag) => `${of}: ${tag}`)).sort()).toEqual(expected);
    },
    300_000,
  );
}

/** Each `PACKAGE: TAG`. */
function expectedOf(format: Format, generation: GenerationName, packages: readonly PackageName[]): string[] {
  return SAID[LINTERS[format].name]
    .flatMap(({ tag, of }) =>
      (of[generation] ?? []).filter((name) => packages.includes(name)).map((name) => `${name}: ${tag}`),
    )
    .sort();
}
