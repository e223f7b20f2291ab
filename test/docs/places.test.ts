/** The tables of docs/from-fpm.md against fpm, our schema and our command line. */
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { FPM_FLAGS } from '../../hack/docs/fpm_flags.ts';
import { shownBy } from '../../hack/docs/place.ts';
import { run } from '../command_line/running.ts';
import { isThere } from './paths.ts';

const { stdout: ours } = await run(['pack', '--help']);
const here = Object.entries(FPM_FLAGS).flatMap(([name, place]) =>
  ('here' in place ? place.here : []).map((path) => ({ name, path })),
);

describe("fpm's flags", () => {
  it('are all that fpm has for any input and for debs and rpms', async () => {
    const { stdout } = await execa('.tools/bin/fpm', ['--help']);
    const flags = [...stdout.matchAll(/^ {4}(?:-\w, )?--(?:\[no-\])?([\w-]+)(.*)$/gm)]
      .filter(([, , rest = '']) => !/\(\w+ only\)/.test(rest) || /\((dir|deb|rpm) only\)/.test(rest))
      .map(([, name = '']) => name);
    expect(flags.length).toBeGreaterThan(120);
    expect(flags.sort()).toEqual(Object.keys(FPM_FLAGS).sort());
  });

  it('are where the table says', () => {
    expect(
      here.filter(({ path }) =>
        path.startsWith('--') ? !ours.includes(` ${path} `) && path !== '--help' : !isThere(path),
      ),
    ).toEqual([]);
  });

  it('have keys that a golden case or a test has', () => {
    const keys = here.filter(({ path }) => !path.startsWith('--'));
    expect(keys.filter(({ path }) => shownBy(path) === undefined)).toEqual([]);
  });
});
