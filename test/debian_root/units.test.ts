/** The units of all packages of the machine that the tests run on, beside the paths of their packages. */
import { readFileSync, statSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { NO_TEXTS } from '../../src/lint/finding.ts';
import { shippedBy } from '../../src/lint/shipped.ts';
import { isUnit, unitPaths, unitRules } from '../../src/lint/units.ts';
import { file, planOf } from '../support/packing.ts';
import { counted, isDebian, pathsOfRoot } from './root.ts';

if (!isDebian) console.log('left out: units of this machine, which is no Debian');

(isDebian ? describe : describe.skip)('the units of this machine', () => {
  const findings: { readonly unit: string; readonly code: string; readonly message: string }[] = [];
  const misread: string[] = [];

  beforeAll(() => {
    let count = 0;
    let named = 0;
    for (const paths of pathsOfRoot().values()) {
      const units = paths.filter((path) => isUnit(path) && isFile(path));
      if (units.length === 0) continue;
      const plan = planOf({ format: 'deb', contents: paths.map((path) => file(path, 'any')) });
      const texts = new Map(units.map((name) => [name, { name, text: readFileSync(name, 'utf8') }]));
      const input = {
        plan,
        config: {} as never,
        shipped: shippedBy([plan], [plan.package]),
        texts: { ...NO_TEXTS, units: texts },
      };
      for (const { code, message, place } of unitRules.flatMap((rule) => rule(input))) {
        findings.push({ unit: place?.source.name ?? '', code, message });
      }
      for (const { name, text } of texts.values()) {
        const found = unitPaths(text);
        count++;
        named += found.length;
        misread.push(
          ...found.filter(({ path, start }) => text.slice(start, start + path.length) !== path).map(() => name),
        );
        // A command that is an absolute path, plainly written, is seen.
        const plain = [...text.matchAll(/^ExecStart=(\/[\w./-]+)(?=[ \n])/gm)].map(([, path = '']) => path);
        misread.push(
          ...plain.filter((path) => !found.some((one) => one.path === path)).map((path) => `${name} ${path}`),
        );
      }
    }
    console.log(`read ${count} units with ${named} paths; warned of: ${counted(findings.map(({ code }) => code))}`);
  }, 120_000);

  it('name programs where they are', () => {
    expect(misread).toEqual([]);
  });

  it('are not refused', () => {
    expect(findings.filter(({ code }) => code === 'unit-path')).toEqual([]);
  });
});

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
