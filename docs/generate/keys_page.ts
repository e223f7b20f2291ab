/** docs/keys.md: nfpm's keys and ours, and what becomes of relations, contents and scripts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenCases } from './golden.ts';
import { code, escape, table } from './markdown.ts';
import { NFPM_FAMILIES, oursAlone, placeOf } from './nfpm_keys.ts';
import { shownBy } from './shown.ts';
import { contentRows, printedTable, relationRows, scriptRows } from './printed.ts';

/** Every key of nfpm's schema. */
export function nfpmKeys(): string[] {
  const text = readFileSync(join(import.meta.dirname, 'nfpm_schema.txt'), 'utf8');
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

export function keysPage(): string {
  const keys = nfpmKeys();
  const isOfFamily = (key: string): boolean =>
    Object.keys(NFPM_FAMILIES).some((name) => `${key}.`.startsWith(`${name}.`));
  const there = keys.filter((key) => !isOfFamily(key)).flatMap(rowsOf);
  const families = Object.entries(NFPM_FAMILIES).map(([name, reason]) => [
    keys
      .filter((key) => key === name || key.startsWith(`${name}.`))
      .map(code)
      .join(', '),
    escape(reason),
  ]);
  const alone = oursAlone().map((key) => [code(key), link(shownBy(key) ?? '')]);
  const scripts = scriptRows();
  const sections = [
    INTRODUCTION,
    '## From nfpm',
    `The ${keys.length} keys of the schema of nfpm 2.47, and where each is here. ${OVERRIDES}`,
    table(['nfpm', 'here', 'golden case', ''], there),
    'These are not here:',
    table(['nfpm', 'why'], families),
    '## Ours alone',
    'Keys without a counterpart in nfpm, and the case or the test that shows each of them.',
    table(['key', 'shown by'], alone),
    '## Relations',
    `From ${link('relations')}.`,
    printedTable('relation', relationRows()),
    '## Content types',
    `From ${link('content-types')}: without sizes, times and digests. ${FLAGS}`,
    printedTable('type', contentRows()),
    '## Scripts',
    `From ${[...new Set(scripts.map(({ from }) => from))].map(link).join(', ')}.`,
    printedTable('script', scripts),
  ];
  return `${sections.join('\n\n')}\n`;
}

const INTRODUCTION = `<!-- Generated from docs/generate/ and test/golden/ by \`npm run docs\`. Do not edit. -->

# From nfpm's keys, and to what dpkg and rpm print

[configuration.md](configuration.md) explains each key. This page says where to find the keys of [nfpm](https://nfpm.goreleaser.com), and
what dpkg-deb and rpm print for packages that have each relation, each type of content and each script. The packages are those of
the golden cases, which the tests pack and read each time. [fpm](from-fpm.md) and [rules_pkg](from-rules_pkg.md) have their own pages.`;

const OVERRIDES = 'What its `overrides` takes for one format are these keys again.';

const FLAGS =
  'Of the flags that rpm prints before a path, `c` is %config, `n` noreplace, `m` missingok, `d` %doc, `l` %license, `r` %readme, `g` %ghost.';

function rowsOf(key: string): string[][] {
  const place = placeOf(key);
  if (place === undefined) return [];
  if ('not' in place) return [[code(key), `not: ${escape(place.not)}`, '', '']];
  const { here, golden, note = '' } = place;
  const shown = golden === undefined ? new Set(here.map((path) => shownBy(path) ?? '')) : [golden];
  return [[code(key), here.map(code).join(', '), [...shown].map(link).join(', '), escape(note)]];
}

// A golden case by its name, or a test by its path.
function link(shown: string): string {
  return goldenCases().includes(shown)
    ? `[${shown}](../test/golden/${shown}/packages.yaml)`
    : `[${shown}](../${shown})`;
}
