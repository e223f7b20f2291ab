/** Dependencies run one way, in no circle, and effects stay at the edge. Each rule looks at all of src/. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, matchesGlob, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** From the top down: a file imports from its own layer or from one below. Where two layers name a file, the lower one has it. */
const LAYERS: readonly (readonly string[])[] = [
  ['cli.ts'],
  ['main.ts', 'bazel/worker.ts'],
  ['command_line/*'],
  ['commands/*'],
  ['release/*'],
  ['init/*', 'engine/**'],
  ['stage/*', 'stanza/*/read.ts'],
  ['bazel/*', 'fetch/*'],
  ['lint/*'],
  ['plan/*', 'stanza/*', 'stanza/*/{plan,scripts}.ts'],
  ['config/*'],
  ['schema/*', 'stanza/*/schema.ts'],
  ['stanza/changelog/{date,lines,mistakes,parse,rpm}.ts', 'stanza/triggers/kinds.ts'],
  ['format/*'],
  ['archive/**'],
  ['system/*'],
  ['problems/**', 'bazel/label.ts', 'system/look_up.ts'],
];

/** Functions from values to values. */
const PURE = ['lint/*', 'plan/*', 'stanza/*', 'stanza/*/{schema,plan,scripts,kinds,date,lines,mistakes,parse,rpm}.ts', 'format/*', 'schema/*', 'config/*', 'problems/**']; // prettier-ignore
const EFFECTS = /^node:(fs|child_process|os|net|http|https|worker_threads)/;
/** The one file of a pure folder that reads. */
const READERS = ['config/files.ts'];

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const imports = new Map(files.map((file) => [file, importsOf(file)]));

function importsOf(file: string): string[] {
  const text = readFileSync(join('src', file), 'utf8');
  const early = text.matchAll(/^(?:import|export)\s[^;]*?from '([^']+)'/gm);
  const late = text.matchAll(/\bimport\('([^']+)'\)/g);
  return [...early, ...late].map((match) => match[1] ?? '');
}

function importedFiles(file: string): string[] {
  const relative = (imports.get(file) ?? []).filter((name) => name.startsWith('.'));
  return relative.map((name) => normalize(join(dirname(file), name))).filter((target) => !target.startsWith('..'));
}

function isIn(patterns: readonly string[], file: string): boolean {
  return patterns.some((pattern) => matchesGlob(file, pattern));
}

function layerOf(file: string): number {
  return LAYERS.findLastIndex((layer) => isIn(layer, file));
}

/** Each as the way round it. `below` are files from which all ways have been followed. */
function circles(): string[] {
  const below = new Set<string>();
  const found: string[] = [];
  const follow = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) found.push([...way.slice(way.indexOf(file)), file].join(' -> '));
    if (way.includes(file) || below.has(file)) return;
    for (const next of importedFiles(file)) follow(next, [...way, file]);
    below.add(file);
  };
  for (const file of files) follow(file, []);
  return found;
}

describe('src', () => {
  it('has a layer for each file', () => {
    expect(files.filter((file) => layerOf(file) === -1)).toEqual([]);
  });

  it('imports nothing from a layer above', () => {
    const upward = files.flatMap((file) =>
      importedFiles(file)
        .filter((target) => layerOf(target) < layerOf(file))
        .map((target) => `${file} -> ${target}`),
    );
    expect(upward).toEqual([]);
  });

  it('imports nothing in a circle', () => {
    expect(circles()).toEqual([]);
  });

  it('has no effects where it is pure', () => {
    const pure = files.filter((file) => isIn(PURE, file) && !READERS.includes(file));
    expect(pure.length).toBeGreaterThan(80);
    const effects = pure.flatMap((file) =>
      (imports.get(file) ?? []).filter((name) => EFFECTS.test(name)).map((name) => `${file}: ${name}`),
    );
    expect(effects).toEqual([]);
  });

  it('starts processes in one place', () => {
    const starters = files.filter((file) =>
      (imports.get(file) ?? []).some((name) => name === 'execa' || /child_process/.test(name)),
    );
    expect(starters).toEqual(['system/process.ts']);
  });

  it('has no file of more than 300 lines', () => {
    const long = files.filter((file) => readFileSync(join('src', file), 'utf8').split('\n').length > 301);
    expect(long).toEqual([]);
  });
});
