import { describe, expect, it } from '@jest/globals';
import { lineAndColumn } from '../../src/problems/problem.ts';
import { InputError } from '../../src/problems/errors.ts';
import { type Plan, parsePlan, serializePlan } from '../../src/plan/plan.ts';
import { resolvePlans } from '../../src/plan/resolve.ts';
import { loaded, withPackages } from './located.ts';

const config = withPackages(
  '  tool: {summary: A tool, depends: {b1: "*", a1: "*"}, contents: [{dst: /a, type: dir}]}\n',
);
const plan = resolvePlans(loaded(config)).plans[0] as Plan;

function codes(text: string): string[] {
  try {
    parsePlan(text, 'tool.json');
  } catch (error) {
    if (error instanceof InputError) {
      return error.problems.map(({ code, message, place }) => {
        const line =
          place === undefined ? '' : ` ${place.source.name}:${lineAndColumn(place.source.text, place.start).line}:`;
        return `${code}:${line} ${message}`;
      });
    }
    throw error;
  }
  return [];
}

describe('a plan as text', () => {
  it('reads back as it was', () => {
    expect(parsePlan(serializePlan(plan), 'tool.json')).toEqual(plan);
  });

  it('is the same text whatever order its keys were set in', () => {
    const turned = Object.fromEntries(Object.entries(plan).reverse()) as Plan;
    expect(serializePlan(turned)).toBe(serializePlan(plan));
    expect(serializePlan(plan)).toMatch(/^\{\n {2}"apiVersion": "onepack\/plan\/v2",\n/);
  });

  it.each([
    ['{', /^plan-syntax: tool\.json:1: this is not JSON: Expected/],
    ['packages: {}', /^plan-syntax: tool\.json is not JSON: Unexpected token/],
    ['[]', /^plan-version: .*but of none$/],
    ['null', /^plan-version: /],
    [serializePlan(plan).replace('"root"', '7'), /^plan-shape: tool\.json:\d\d?: contents\[0\]\./],
    [serializePlan(plan).replace('"engine"', '"motor"'), /^plan-shape: tool\.json:1: /],
    // What would be written, or laid out, somewhere else.
    [serializePlan({ ...plan, fileName: '../x' }), /^plan-shape: tool\.json:\d+: fileName: must be letters/],
    [serializePlan({ ...plan, package: '../x' }), /^plan-shape: tool\.json:\d+: package: must be letters/],
    [serializePlan({ ...plan, architecture: 'a/b' }), /^plan-shape: tool\.json:\d+: architecture: must be letters/],
    [serializePlan(plan).replace('"/a"', '"/../../a"'), /^plan-shape: tool\.json:\d+: contents\[0\]\.dst: .*"\.\."/],
    [serializePlan(plan).replace('"/a"', '"a"'), /^plan-shape: tool\.json:\d+: contents\[0\]\.dst: .*absolute/],
    [serializePlan(plan).replace('plan/v2', 'plan/v1'), /^plan-version: tool\.json: .* "onepack\/plan\/v1"$/],
    [serializePlan(plan).replace('plan/v2', 'plan/v9'), /^plan-version: tool\.json: .* "onepack\/plan\/v9"$/],
    [
      serializePlan(plan).replace('"bounds": []', '"bounds": [{"op": "<<", "version": "1"}]'),
      /^plan-shape: tool\.json:\d+: relations\.depends\[0\]/,
    ],
  ])('is refused: %#', (text, expected) => {
    expect(codes(text)).toEqual([expect.stringMatching(expected)]);
  });
});
