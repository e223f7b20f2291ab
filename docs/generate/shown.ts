/** What shows a key of packages.yaml at work: a golden case, or where none can have it a test. */
import { RELATION_KINDS } from '../../src/format/relations.ts';
import { goldenCases, goldenConfig } from './golden.ts';

/** Of these keys no golden case says anything: they are of the run, or of what is refused. */
const BY_TEST: Readonly<Record<string, string>> = {
  base: 'test/config/patch.test.ts',
  engine: 'test/plan/resolve.test.ts',
  image: 'test/container/engine.test.ts',
  warnings: 'test/commands/check.test.ts',
  'packages.NAME.warnings': 'test/lint/sample/packages.yaml',
  'packages.NAME.contents[].machine': 'test/stage/stage.test.ts',
};

/** The cases that are about a part of the config whose name they do not have, the best first. */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
  contents: ['content-types', 'trees', 'times'],
  ...Object.fromEntries(RELATION_KINDS.map((kind) => [kind, ['relations']])),
};

/** A whole config of nfpm's, told again. */
const WHOLE = 'from-nfpm';

/** The golden case that is about the key, or the one with the least beside it, by its name; or the path of a test. */
export function shownBy(path: string): string | undefined {
  cases ??= goldenCases().map((name) => ({ name, config: goldenConfig(name) }));
  const steps = stepsOf(path);
  const about = steps.flatMap((step) => ABOUT[step] ?? [step]);
  const rank = ({ name, config }: Case): number => {
    const index = [...about, WHOLE].indexOf(name);
    return index === -1 ? about.length + sizeOf(config) : index;
  };
  const [best] = cases.filter(({ config }) => has(config, steps)).sort((left, right) => rank(left) - rank(right));
  return best?.name ?? BY_TEST[path];
}

interface Case {
  readonly name: string;
  readonly config: unknown;
}

let cases: Case[] | undefined;

/** `packages.NAME.contents[].mode` as steps; `[]` is any item and `NAME` any key. */
export function stepsOf(path: string): string[] {
  return path.replaceAll('[]', '.[]').split('.');
}

/** Whether a config has the key somewhere. */
export function has(value: unknown, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return value !== undefined;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value) !== (step === '[]')) return false;
  const isAny = step === '[]' || step === 'NAME';
  const inner = isAny ? Object.values(value) : [(value as Record<string, unknown>)[step]];
  return inner.some((one) => has(one, rest));
}

function sizeOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + sizeOf(inner), 1);
}
