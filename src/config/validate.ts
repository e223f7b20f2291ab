/** Validates a tree against the schema. zod's issues become problems with a place and what is allowed there. */
import type { z } from 'zod';
import type { KeyPath, Problem } from '../problems/problem.ts';
import { RELATION_KINDS } from '../format/relations.ts';
import { isWithin, TIME } from '../format/numbers.ts';
import { lookUp } from '../system/look_up.ts';
import type { ProblemCode } from '../problems/codes/codes.ts';
import { allowedAt, keysAllowedAt } from '../schema/allowed.ts';
import { metaAt } from '../schema/walk.ts';
import { keyPlace, valuePlace } from './locate.ts';
import { type Config, configSchema } from '../schema/schema.ts';
import { didYouMean, nearest, suggest } from '../problems/suggest.ts';
import { asMap, asSeq, nodeAt, toData, type Tree, type TreeMap } from './tree.ts';
import { isScalar } from 'yaml';
import { corrected, type Mistake } from './without_mistakes.ts';

export interface Validated {
  readonly problems: readonly Problem[];
  /** The tree without what is wrong, so that rules can check the rest. */
  readonly valid?: { readonly config: Config; readonly root: TreeMap };
}

export function validate(root: TreeMap): Validated {
  const first = check(root);
  let { found, config } = first;
  let rest = root;
  // Several rounds, because removing a value may leave its parent without a required key.
  for (let round = 0; config === undefined && round < 6; round += 1) {
    if (found.some((mistake) => mistake.prune.length === 0)) break;
    rest = corrected(rest, found);
    ({ found, config } = check(rest));
  }
  const problems = first.found.map((mistake) => mistake.problem);
  return { problems, ...(config === undefined ? {} : { valid: { config, root: rest } }) };
}

type Issue = z.core.$ZodIssue;

function check(root: TreeMap): { found: Mistake[]; config?: Config } {
  const result = configSchema.safeParse(toData(root));
  if (result.success) return { found: [], config: result.data };
  const issues = result.error.issues.flatMap((issue) => opened(issue, [], root));
  const counts = issues.map((issue) => (issue.code === 'unrecognized_keys' ? issue.keys.length : 1));
  const length = counts.reduce((sum, count) => sum + count, 0);
  if (length > MOST_MISTAKES) return { found: [notAConfig(root, length)] };
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [issue.path, key]) : [],
  );
  const atTop = unknown.flatMap(([path, key]) => ((path as KeyPath).length === 0 ? [String(key)] : []));
  if (isNfpm(atTop, root)) return { found: [nfpmConfig(root, atTop.length)] };
  const found = issues
    .flatMap((issue) => mistakesOf(issue, root))
    // A required key that is only misspelt is one mistake, not two.
    .filter(({ problem }) => {
      const { code, path = [] } = problem;
      const name = String(path.at(-1));
      return (
        code !== 'missing-key' ||
        !unknown.some(([at, key]) => isSamePath(at as KeyPath, path.slice(0, -1)) && nearest(key as string, [name]))
      );
    });
  return { found };
}

/** As many as a person would read. */
const MOST_MISTAKES = 200;

// nfpm's config is one package, whose keys stand at the top.
function isNfpm(unknown: readonly string[], root: TreeMap): boolean {
  return unknown.includes('name') && unknown.length >= 4 && nodeAt(root, ['packages']) === undefined;
}

function nfpmConfig(root: TreeMap, count: number): Mistake {
  const whole = keyPlace(root, []);
  const place = whole === undefined ? {} : { place: { ...whole, end: whole.start + 1 } };
  const message = `this looks like a config of nfpm: ${count} of its keys stand elsewhere here, or have other names`;
  const hint = 'docs/keys.md says what each key of nfpm is here';
  return { problem: { code: 'unknown-key', message, hint, path: [], ...place }, prune: [] };
}

function notAConfig(root: TreeMap, mistakes: number): Mistake {
  const whole = keyPlace(root, []);
  const place = whole === undefined ? {} : { place: { ...whole, end: whole.start + 1 } };
  const message = `this is not a config: ${mistakes} of its keys and values are wrong`;
  return { problem: { code: 'wrong-type', message, path: [], ...place }, prune: [] };
}

// The issue of a union is replaced by the issues of the branch that was probably meant.
function opened(issue: Issue, above: KeyPath, root: TreeMap): Issue[] {
  const path = [...above, ...(issue.path as KeyPath)];
  const here = { ...issue, path } as Issue;
  if (here.code !== 'invalid_union') return [here];
  const node = nodeAt(root, path);
  const branches = here.errors.filter((issues) => !issues.some((inner) => isOtherKind(inner, node)));
  const [meant] = branches.sort((a, b) => a.length - b.length);
  return meant === undefined ? [here] : meant.flatMap((inner) => opened(inner, path, root));
}

// Whether the value is of another kind than this branch wants.
function isOtherKind(issue: Issue, node: Tree | undefined): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code !== 'invalid_value') return issue.code === 'invalid_type';
  // A string that is none of the allowed strings is probably a typo.
  const isText = isScalar(node) && typeof node.value === 'string';
  return !isText || !issue.values.some((value) => typeof value === 'string');
}

function mistakesOf(issue: Issue, root: TreeMap): Mistake[] {
  const path = issue.path as KeyPath;
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], root));
  const node = nodeAt(root, path);
  if (node === undefined) return [missingKey(path, root)];
  const place = valuePlace(root, path);
  const problem = (code: ProblemCode, message: string, hint?: string): Mistake => ({
    problem: {
      code,
      message,
      path,
      ...(place === undefined ? {} : { place }),
      ...(hint === undefined ? {} : { hint }),
    },
    prune: path,
  });
  switch (issue.code) {
    case 'invalid_type':
    case 'invalid_union':
      return [problem(...wrongType(node, path))];
    case 'invalid_value': {
      const options = issue.values.map((option) => String(option));
      if (!isScalar(node) || typeof node.value !== 'string') {
        const [code, message, hint] = wrongType(node, path);
        return [problem(code, message, hint ?? meantByBoolean(node, options))];
      }
      const { value } = node;
      return [problem('not-allowed', `must be ${allowedAt(path)}, not "${value}"`, didYouMean(value, options))];
    }
    case 'too_small': {
      if (issue.origin === 'array') {
        return [
          problem('too-few', `needs at least ${Number(issue.minimum)} ${issue.minimum === 1 ? 'item' : 'items'}`),
        ];
      }
      const least = issue.inclusive === true ? 'at least' : 'more than';
      return [problem('not-allowed', `must be ${least} ${Number(issue.minimum)}`)];
    }
    case 'too_big':
      return [problem('not-allowed', `must be ${Number(issue.maximum)} at most`, meantInSeconds(node, issue.maximum))];
    default:
      return [problem('not-allowed', issue.message)];
  }
}

// As the clock of JavaScript has it, and nearly everything else that counts milliseconds.
function meantInSeconds(node: Tree, maximum: number | bigint): string | undefined {
  const seconds = isScalar(node) ? Math.floor(Number(node.value) / 1000) : Number.NaN;
  return maximum === TIME.max && isWithin(seconds, TIME) ? `in seconds it would be ${seconds}` : undefined;
}

/** The allowed word that means what `true` or `false` would. */
const BOOLEAN_WORDS: Readonly<Record<string, readonly string[]>> = { true: ['enable'], false: ['none', 'off'] };

function meantByBoolean(node: Tree, options: readonly string[]): string | undefined {
  const words = isScalar(node) ? lookUp(BOOLEAN_WORDS, String(node.value)) : undefined;
  const meant = words?.find((word) => options.includes(word));
  return meant === undefined ? undefined : suggest(meant);
}

function unknownKey(path: KeyPath, root: TreeMap): Mistake {
  const key = String(path.at(-1));
  const parent = path.slice(0, -1);
  const allowed = keysAllowedAt(parent) ?? [];
  // A long list would hide the name that was meant, so it is left out.
  const list = (hint?: string): string =>
    hint === undefined
      ? `allowed: ${allowed.join(', ')}`
      : allowed.length > 20
        ? hint
        : `${hint} allowed: ${allowed.join(', ')}`;
  const meant = otherName(key, path, allowed) ?? nearest(key, allowed);
  const place = keyPlace(root, path);
  return {
    problem: {
      code: 'unknown-key',
      message: `unknown key \`${key}\``,
      path,
      hint: list(hintFor(key, path, allowed)),
      ...(place === undefined ? {} : { place }),
    },
    prune: path,
    meant,
  };
}

// The key that other tools call by this name.
function otherName(key: string, path: KeyPath, allowed: readonly string[]): string | undefined {
  const called = key.toLowerCase();
  return allowed.find((name) => metaAt([...path.slice(0, -1), name]).otherNames?.includes(called));
}

function hintFor(key: string, path: KeyPath, allowed: readonly string[]): string | undefined {
  const other = otherName(key, path, allowed);
  if (other !== undefined) return suggest(other);
  if (key === 'file_info' && allowed.includes('mode')) return 'what nfpm has there stands in the entry itself.';
  if ((key === 'when' || key === 'none') && RELATION_KINDS.some((kind) => kind === path.at(-3))) {
    return 'ranges stand in a list: `- { when: ">=1.28.0", version: ">= 1.5" }`.';
  }
  const elsewhere = PLACES.find(([at]) => keysAllowedAt(at)?.includes(key) === true);
  if (elsewhere !== undefined) return `\`${key}\` is a key of ${elsewhere[1]}.`;
  return didYouMean(key, allowed);
}

/** Where a key that is not allowed here may belong. */
const PLACES: readonly (readonly [KeyPath, string])[] = [
  [[], 'the top of the config'],
  [['defaults'], '`defaults` or of a package'],
  [['packages', 'NAME'], 'a package: `packages.NAME`'],
  [['packages', 'NAME', 'contents', 0], 'an entry of `contents`'],
  [['packages', 'NAME', 'scripts'], 'the `scripts` of a package'],
  [['sources', 'NAME'], 'a source: `sources.NAME`'],
];

function missingKey(path: KeyPath, root: TreeMap): Mistake {
  const parent = path.slice(0, -1);
  const whole = keyPlace(root, parent);
  // The place of the whole config would be its first key, which is not the wrong one.
  const place = whole !== undefined && parent.length === 0 ? { ...whole, end: whole.start + 1 } : whole;
  const of =
    parent.length === 0 ? 'the config' : typeof parent.at(-1) === 'number' ? 'this entry' : `\`${parent.at(-1)}\``;
  const message = `${of} needs the key \`${path.at(-1)}\`: ${allowedAt(path)}`;
  return { problem: { code: 'missing-key', message, path, ...(place === undefined ? {} : { place }) }, prune: parent };
}

/** The message for a value of another kind than is allowed at the path. */
export function wrongType(node: Tree, path: KeyPath): [ProblemCode, string, string?] {
  const wanted = allowedAt(path);
  if (asMap(node) !== undefined) return ['wrong-type', `must be ${wanted}, not a map`];
  if (asSeq(node) !== undefined) {
    const isRelation = RELATION_KINDS.some((kind) => kind === path.at(-1));
    const message = `must be ${wanted}, not a list`;
    return isRelation ? ['wrong-type', message, 'each name is a key: `jq: ">= 1.5"`'] : ['wrong-type', message];
  }
  const { value, source } = node as { value: unknown; source?: string };
  const written = source ?? String(value);
  if (value === null) {
    const isRelation = RELATION_KINDS.some((kind) => kind === path.at(-2));
    const message = `must be ${wanted}, and is empty`;
    return isRelation ? ['wrong-type', message, '"*" is any version'] : ['wrong-type', message];
  }
  if (wanted.includes('a string') && typeof value !== 'string') {
    const kind = typeof value === 'boolean' ? typeof value : 'number';
    const code = kind === 'number' ? 'number-not-text' : 'boolean-not-text';
    const isRelation = kind === 'boolean' && RELATION_KINDS.some((other) => other === path.at(-2));
    if (isRelation) return [code, `must be ${wanted}, not ${written}`, '"*" is any version'];
    const quoted = written.replace(/^0o(?=[0-7]+$)/, '0');
    return [code, `must be ${wanted}, and YAML reads \`${written}\` as a ${kind}`, `put it in quotes: "${quoted}"`];
  }
  if (wanted === 'a whole number' && typeof value === 'string' && /^\d+$/.test(value)) {
    return ['wrong-type', `must be ${wanted}, not the string "${value}"`, `write it without quotes: ${value}`];
  }
  return ['wrong-type', `must be ${wanted}, not ${typeof value === 'string' ? JSON.stringify(value) : written}`];
}

function isSamePath(a: KeyPath, b: KeyPath): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}
