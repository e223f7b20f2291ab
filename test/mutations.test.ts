/**
 * Good configs with something changed at random: whatever it is, the answer is plans, or problems that have a place. The changes
 * follow from a seed, which the name of a failing test has; ONEPACK_SEED chooses another, ONEPACK_LONG=1 makes 5000 of them.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { lineAndColumn } from '../src/problems/problem.ts';
import { InputError } from '../src/problems/errors.ts';
import { lint } from '../src/lint/lint.ts';
import { planConfig } from '../src/plan/plan_config.ts';
import { planSchema } from '../src/plan/plan.ts';
import { mutate } from './support/mutate.ts';

const SEED = Number(process.env['ONEPACK_SEED'] ?? '20260701');
const COUNT = process.env['ONEPACK_LONG'] === '1' ? 5000 : 500;
/** Of the processor, in milliseconds; with what the first one loads. */
const LONGEST = 2000;

const golden = readdirSync('test/golden', { withFileTypes: true }).filter((entry) => entry.isDirectory());
const configs = [
  'build/pkgs/packages.yaml',
  ...golden.map(({ name }) => `test/golden/${name}/packages.yaml`).filter((file) => existsSync(file)),
].sort();

const folder = mkdtempSync(join(tmpdir(), 'onepack-mutations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe(`${COUNT} changes to good configs, seed ${SEED}`, () => {
  const share = Math.ceil(COUNT / configs.length);
  it.each(configs)('%s', async (file) => {
    const text = readFileSync(file, 'utf8');
    const beside = extendedBy(file);
    for (const name of beside) writeFileSync(join(folder, name), readFileSync(join(dirname(file), name)));
    const answers = { plans: 0, problems: 0 };
    for (let index = 0; index < share; index += 1) {
      const seed = SEED * 10_000 + index;
      const { bytes, changes } = mutate(text, seed);
      const what = `${file}, ${seed}: ${changes.join(', ')}`;
      answers[await answer(bytes, what)] += 1;
    }
    // Changes that nothing notices, or that nothing survives, would try little.
    expect(answers.problems).toBeGreaterThan(share / 4);
    expect(answers.plans).toBeGreaterThan(0);
    expect(readdirSync(folder).sort()).toEqual([...beside, 'packages.yaml'].sort());
    for (const name of beside) rmSync(join(folder, name));
  });
});

/** Files in the same folder, which stay as they are. */
function extendedBy(file: string): string[] {
  const { extends: extended = [] } = parse(readFileSync(file, 'utf8')) as { extends?: string | string[] };
  return [extended].flat();
}

async function answer(bytes: Uint8Array, what: string): Promise<'plans' | 'problems'> {
  writeFileSync(join(folder, 'packages.yaml'), bytes);
  const start = process.cpuUsage();
  const result = await plansOrProblems(what);
  const { user, system } = process.cpuUsage(start);
  expect({ what, milliseconds: (user + system) / 1000 > LONGEST ? (user + system) / 1000 : 0 }).toEqual({
    what,
    milliseconds: 0,
  });
  return result;
}

async function plansOrProblems(what: string): Promise<'plans' | 'problems'> {
  try {
    const planned = await planConfig({ config: 'packages.yaml', cwd: folder });
    const { loaded, plans } = planned;
    const placeless = lint({ ...planned, set: plans }).filter((problem) => !hasPlace(problem));
    expect({ what, placeless }).toEqual({ what, placeless: [] });
    const wrong = plans.flatMap((plan) => planSchema.safeParse(plan).error?.issues ?? []);
    expect({ what, wrong }).toEqual({ what, wrong: [] });
    // What Bazel packs is the patched config: it must mean the same.
    writeFileSync(join(folder, 'packages.yaml'), loaded.patchedText('.'));
    const patched = await planConfig({ config: 'packages.yaml', cwd: folder });
    expect({ what, plans: patched.plans }).toEqual({ what, plans });
    return 'plans';
  } catch (error) {
    if (!(error instanceof InputError)) throw new Error(what, { cause: error });
    const lost = error.problems.filter((problem) => !hasPlace(problem));
    expect({ what, count: error.problems.length > 0, lost }).toEqual({ what, count: true, lost: [] });
    expect({ what, text: error.message }).toEqual({ what, text: expect.not.stringMatching(/^\s+at .*:\d+:\d+\)?$/m) });
    return 'problems';
  }
}

/** A stretch of the text that is there; or of none, where the file is empty. */
function hasPlace({ place }: InputError['problems'][number]): boolean {
  if (place === undefined) return false;
  const { start, end, source } = place;
  const { line, column } = lineAndColumn(source.text, start);
  return (
    existsSync(join(folder, source.name)) && line > 0 && column > 0 && start <= end && end <= source.text.length + 1
  );
}
