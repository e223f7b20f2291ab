/** Dependencies run one way. A file may import from its own layer or from one below it. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** From the top down. A folder or file of src/ that is not here fails the test, so that its place is decided once. */
const LAYERS: readonly (readonly string[])[] = [
  ['cli.ts'],
  ['main.ts', 'worker.ts'],
  ['command_line'],
  ['commands'],
  ['init', 'engine', 'stage', 'fetch', 'manifest.ts'],
  ['render', 'lint'],
  ['plan'],
  ['config'],
  ['format'],
  [
    'codecs',
    'turns.ts',
    'output.ts',
    'param_file.ts',
    'chunks.ts',
    'digest.ts',
    'folders.ts',
    'in_parallel.ts',
    'threads.ts',
    'elf.ts',
    'io.ts',
    'look_up.ts',
    'file_name.ts',
    'json_file.ts',
    'errors.ts',
    'diagnostics.ts',
    'paint.ts',
    'problem_codes',
  ],
];

/** Effects live at the edge; these layers are functions from values to values. */
const PURE = ['lint', 'plan', 'format', 'config'];
const EFFECTS = /^node:(fs|child_process|os|net|http|https|worker_threads)/;
/** The one file of a pure layer that reads. */
const READERS = ['config/files.ts'];

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

function importsOf(file: string): string[] {
  const text = readFileSync(join('src', file), 'utf8');
  const early = text.matchAll(/^(?:import|export)\s[^;]*?from '([^']+)'/gm);
  const late = text.matchAll(/\bimport\('([^']+)'\)/g);
  return [...early, ...late].map((match) => match[1] ?? '');
}

function layerOf(file: string): number {
  const top = file.split('/')[0] ?? file;
  return LAYERS.findIndex((layer) => layer.includes(top));
}

/** Types cross layers freely upwards only where the contract itself is the table (engine.ts, format.ts). */
describe('src', () => {
  it.each(files)('%s has a layer', (file) => {
    expect(layerOf(file)).toBeGreaterThanOrEqual(0);
  });

  it.each(files)('%s imports nothing from a layer above it', (file) => {
    const above = importsOf(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => normalize(join(dirname(file), name)))
      .filter((target) => !target.startsWith('..') && layerOf(target) < layerOf(file));
    expect(above).toEqual([]);
  });

  it.each(files.filter((file) => PURE.includes(file.split('/')[0] ?? '') && !READERS.includes(file)))(
    '%s is pure',
    (file) => {
      expect(importsOf(file).filter((name) => EFFECTS.test(name))).toEqual([]);
    },
  );

  it.each(['config', 'plan', 'render', 'commands', 'command_line'])('%s/ imports nothing in a circle', (folder) => {
    const done = new Set<string>();
    const circles: string[] = [];
    const follow = (file: string, way: readonly string[]): void => {
      if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' -> '));
      if (done.has(file)) return;
      done.add(file);
      for (const name of importsOf(file).filter((name) => name.startsWith('.'))) {
        follow(normalize(join(dirname(file), name)), [...way, file]);
      }
    };
    for (const file of files.filter((name) => name.startsWith(`${folder}/`))) follow(file, []);
    // Others are format.ts and engine.ts, whose tables name what they describe.
    expect(circles.filter((circle) => circle.startsWith(`${folder}/`))).toEqual([]);
  });

  it('starts processes in one place', () => {
    const starters = files.filter((file) =>
      importsOf(file).some((name) => name === 'execa' || /child_process/.test(name)),
    );
    expect(starters).toEqual(['engine/execute.ts']);
  });
});
