/** The tables of docs/from-fpm.md and docs/from-rules_pkg.md against fpm, rules_pkg's attributes, our schema and our command line. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { FPM_FLAGS } from '../../docs/generate/fpm_flags.ts';
import { rulesPkgAttributes } from '../../docs/generate/from_rules_pkg.ts';
import type { Place } from '../../docs/generate/place.ts';
import { shownBy } from '../../docs/generate/shown.ts';
import { RULES_PKG } from '../../docs/generate/rules_pkg.ts';
import { run } from '../command_line/running.ts';
import { blocksOf } from './blocks.ts';
import { isThere } from './paths.ts';

const { stdout: ours } = await run(['pack', '--help']);
const attributes = Object.entries(RULES_PKG).flatMap(([rule, places]) =>
  Object.entries(places).map(([name, place]) => [`${rule}.${name}`, place] as const),
);

function wherever(places: readonly (readonly [string, Place])[]): { name: string; path: string }[] {
  return places.flatMap(([name, place]) => ('here' in place ? place.here : []).map((path) => ({ name, path })));
}

describe("fpm's flags", () => {
  it('are all that fpm has for any input and for debs and rpms', async () => {
    const { stdout } = await execa('.tools/bin/fpm', ['--help']);
    const flags = [...stdout.matchAll(/^ {4}(?:-\w, )?--(?:\[no-\])?([\w-]+)(.*)$/gm)]
      .filter(([, , rest = '']) => !/\(\w+ only\)/.test(rest) || /\((dir|deb|rpm) only\)/.test(rest))
      .map(([, name = '']) => name);
    expect(flags.length).toBeGreaterThan(120);
    expect(flags.sort()).toEqual(Object.keys(FPM_FLAGS).sort());
  });
});

describe("rules_pkg's attributes", () => {
  it('are all that it has', () => {
    expect(rulesPkgAttributes()).toHaveLength(160);
    expect(attributes.map(([name]) => name)).toEqual(rulesPkgAttributes());
  });

  const [example = ''] = blocksOf(readFileSync('docs/from-rules_pkg.md', 'utf8')).flatMap(({ language, text }) =>
    language === 'python' ? [text] : [],
  );

  it('are those of the example', () => {
    const calls = [...example.matchAll(/^(pkg_\w+)\(\n([^]*?)^\)/gm)];
    expect(calls).toHaveLength(5);
    const used = calls.flatMap(([, rule, body = '']) =>
      [...body.matchAll(/^ {4}(\w+) = /gm)].map(([, name]) => `${rule}.${name}`),
    );
    const inCalls = [...example.matchAll(/pkg_attributes\((\w+) = /g)].map(([, name]) => `pkg_attributes.${name}`);
    expect(used.length + inCalls.length).toBeGreaterThan(30);
    expect(
      [...used, ...inCalls].filter((name) => !name.endsWith('.name') && !rulesPkgAttributes().includes(name)),
    ).toEqual([]);
  });

  it('stand in the example as buildifier would have them', async () => {
    const args = ['-mode=check', '-lint=warn', '-type=build'];
    const { all, exitCode } = await execa('buildifier', args, {
      input: `${example}\n`,
      preferLocal: true,
      all: true,
      reject: false,
    });
    expect({ exitCode, all: exitCode === 0 ? '' : all }).toEqual({ exitCode: 0, all: '' });
  });
});

describe.each([
  ['fpm', wherever(Object.entries(FPM_FLAGS))],
  ['rules_pkg', wherever(attributes)],
])('what %s has', (_, here) => {
  it('is where the table says', () => {
    const isKnown = (path: string): boolean => (path.startsWith('--') ? ours.includes(` ${path} `) : isThere(path));
    expect(here.filter(({ path }) => !isKnown(path))).toEqual([]);
  });

  it('is shown by a golden case or a test', () => {
    const keys = here.filter(({ path }) => !path.startsWith('--'));
    expect(keys.filter(({ path }) => shownBy(path) === undefined)).toEqual([]);
  });
});
