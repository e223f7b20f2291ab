/** Every number of a config and of a plan has bounds, and what lies at them is read by dpkg, rpm, tar and cpio. */
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { formats } from '../../src/format/formats.ts';
import { EPOCH, epochHint, isWithin, TIME } from '../../src/format/numbers.ts';
import { digits } from '../../src/archive/digits.ts';
import { planSchema } from '../../src/plan/plan.ts';
import { configSchema } from '../../src/schema/schema.ts';

interface Node {
  readonly [key: string]: unknown;
}

/** Paths of the whole numbers in a JSON Schema that say no bounds but those of JavaScript. */
function unbounded(node: unknown, path: string): string[] {
  if (Array.isArray(node)) return node.flatMap((item, at) => unbounded(item, `${path}[${at}]`));
  if (typeof node !== 'object' || node === null) return [];
  const { type, minimum, exclusiveMinimum, maximum } = node as Node;
  const isNumber = type === 'integer' || type === 'number';
  const lower = minimum ?? exclusiveMinimum;
  const isFree = lower === undefined || lower === Number.MIN_SAFE_INTEGER || maximum === undefined || maximum === Number.MAX_SAFE_INTEGER; // prettier-ignore
  const own = isNumber && isFree ? [path] : [];
  return [...own, ...Object.entries(node).flatMap(([key, value]) => unbounded(value, `${path}.${key}`))];
}

describe('numbers', () => {
  it.each([
    ['packages.yaml', configSchema],
    ['a plan', planSchema],
  ] as const)('all have bounds in %s', (_, schema) => {
    const json = z.toJSONSchema(schema, { io: 'input' });
    expect(JSON.stringify(json)).toContain('"integer"');
    expect(unbounded(json, '$')).toEqual([]);
  });

  it.each(['deb', 'rpm'] as const)('of a relation has the epochs that a package can have, in %s', (format) => {
    const { pattern } = formats[format].texts.relationVersion;
    const isTaken = (epoch: string): boolean => pattern.test(`${epoch}:1.2`);
    for (const epoch of ['0', '1', '09', '999999999', '2147483639', '2147483647', '1999999999', '02147483647'])
      expect([epoch, isTaken(epoch)]).toEqual([epoch, true]);
    for (const epoch of ['2147483648', '2147483650', '2147490000', '3000000000', '10000000000'])
      expect([epoch, isTaken(epoch)]).toEqual([epoch, false]);
  });

  it('says which epoch is too large', () => {
    expect([epochHint('2147483647:1'), epochHint('x:1'), epochHint('1.2')]).toEqual([undefined, undefined, undefined]);
    expect(epochHint('2147483648:1')).toBe('an epoch is 2147483647 at most');
  });

  it('are never cut off in a header', () => {
    expect([digits(TIME.max, 16, 8), digits(TIME.max, 8, 11), digits(EPOCH.max, 16, 8)]).toEqual([
      'ffffffff',
      '37777777777',
      '7fffffff',
    ]);
    for (const value of [-1, 1.5, Number.NaN, TIME.max + 1]) {
      expect(isWithin(value, TIME) && Number.isInteger(value)).toBe(false);
      expect(() => digits(value, 16, 8)).toThrow('does not fit');
    }
  });
});
