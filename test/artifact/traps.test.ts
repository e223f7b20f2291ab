import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { TRAPS } from './traps.ts';

const folder = join(process.cwd(), 'test/artifact');

/** Every title of a test here, as `FILE: TITLE`. One that is left out on some machines counts. */
const titles = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts'))
  .flatMap((name) => {
    const code = readFileSync(join(folder, name), 'utf8');
    // `it(`, `it.each(…)(` and `(condition ? it.skip : it)(`, then the title.
    const calls = code.matchAll(/(?:\bit\(|\)\()\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"),\s*(?:async )?\(/g);
    return [...calls].map((call) => `${name.replace('.test.ts', '')}: ${call[1] ?? call[2] ?? ''}`);
  });

describe('traps of fpm', () => {
  it.each(TRAPS)('$trap', ({ test }) => {
    expect(titles).toContain(test);
  });

  it('are each told once', () => {
    expect(new Set(TRAPS.map(({ trap }) => trap)).size).toBe(TRAPS.length);
  });
});
