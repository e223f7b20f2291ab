/** Every code that src/ uses is explained, every one that is explained is used, and every example gives its code. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { InputError } from '../../src/problems/errors.ts';
import { lint } from '../../src/lint/lint.ts';
import { resolvePlans } from '../../src/plan/resolve.ts';
import { withTime } from '../../src/plan/time.ts';
import { GOOD_CONFIG, type ProblemExample } from '../../src/problems/codes/problem_entry.ts';
import { PROBLEM_CODES, WARNINGS } from '../../src/problems/codes/codes.ts';
import { load } from '../config/loading.ts';

const codes = Object.entries(PROBLEM_CODES);
const tried = codes.flatMap(([code, { example }]) =>
  example === undefined || 'shown' in example ? [] : [[code, example] as const],
);

async function codesOf(example: ProblemExample): Promise<string[]> {
  const whole = 'whole' in example ? example.whole : GOOD_CONFIG;
  const files = { 'packages.yaml': whole, ...('over' in example ? { 'over.yaml': example.over } : {}) };
  try {
    const layers = {
      ...('over' in example ? { overlays: ['over.yaml'] } : {}),
      set: 'set' in example ? [example.set] : [],
    };
    const loaded = await load(files, layers);
    const { plans, problems } = resolvePlans(loaded);
    const { from: timeFrom } = await withTime(loaded, plans, '/');
    const warnings = lint({ loaded, plans, set: plans, order: [], timeFrom });
    return [...problems, ...warnings].map(({ code }) => code);
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ code }) => code);
    throw error;
  }
}

describe('docs/errors.md', () => {
  it('lays its examples over a config that is right', async () => {
    const codes = await codesOf({ whole: GOOD_CONFIG });
    expect(codes.filter((code) => !(code in WARNINGS))).toEqual([]);
    expect(parse(GOOD_CONFIG)).toBeTruthy();
  });

  it.each(tried)('%s is what its example gives', async (code, example) => {
    expect(await codesOf(example)).toContain(code);
  });

  it('explains no code that nothing reports', () => {
    const files = ['src', 'hack', 'build/pkgs/tools'].flatMap((top) =>
      readdirSync(top, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.startsWith('problems/codes'))
        .map((file) => readFileSync(join(top, file), 'utf8')),
    );
    const text = files.join('\n');
    // `missing-${field}` stands for each code that it can become.
    const made = [...text.matchAll(/`([a-z-]*)\$\{\w+\}([a-z-]*)`/g)]
      .filter(([, before = '', after = '']) => before.endsWith('-') || after.startsWith('-'))
      .map(([, before = '', after = '']) => new RegExp(`^${before}[a-z]+${after}$`));
    const isUsed = (code: string): boolean => text.includes(`'${code}'`) || made.some((form) => form.test(code));
    expect(codes.map(([code]) => code).filter((code) => !isUsed(code))).toEqual([]);
  });
});
