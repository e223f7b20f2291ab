/** Parses the grammar of `--set`, `path=value,path=value`, into trees that are merged like overlays. */
import type { KeyPath, Place, Problem, SourceText } from '../problems/problem.ts';
import { accepts } from '../schema/allowed.ts';
import { readFlow } from './document.ts';
import { FORBIDDEN_KEY, makeMap, makePair, makeScalar, type Tree, type TreeMap } from './tree.ts';

/** One `path=value`. */
export interface Override {
  readonly path: KeyPath;
  /** The place of each step in the text of the flag. */
  readonly steps: readonly Place[];
  /** The value; null removes what is there. */
  readonly value: Tree;
}

/**
 * A step is a bare name, `["any text"]` or `[0]`; `\,` is a comma in a value. A value that begins with `[`, `{` or `"` is
 * YAML, `null` removes, `true` and `false` and numbers are such where the config takes no text, and all else is text.
 */
export function readOverrides(source: SourceText): { overrides: Override[]; problems: Problem[] } {
  const overrides: Override[] = [];
  const problems: Problem[] = [];
  const { text } = source;
  for (let at = 0; at < text.length;) {
    const path = readPath(source, at);
    if ('problem' in path) {
      // After this mistake nobody can tell where the next one begins.
      const unescaped = overrides.length > 0 ? { hint: 'a comma inside a value is written `\\,`' } : {};
      problems.push({ ...path.problem, ...unescaped });
      break;
    }
    const end = endOfValue(text, path.next);
    const value = readValue(source, path.next, end, path.path, problems);
    if (value !== undefined) overrides.push({ path: path.path, steps: path.steps, value });
    at = end + 1;
  }
  return { overrides, problems };
}

/** The override as a tree to merge: `a.b=1` becomes `{a: {b: 1}}`. An index becomes a key of digits. */
export function overrideTree(override: Override): TreeMap {
  const { path, steps, value } = override;
  let tree = value;
  for (let index = path.length - 1; index >= 0; index -= 1) {
    const place = steps[index] as Place;
    tree = makeMap(place, [makePair(makeScalar(String(path[index]), place), tree)]);
  }
  return tree as TreeMap;
}

const BARE = /[A-Za-z0-9_@|+~/-]+/y;
const QUOTED = /\["((?:[^"\\]|\\.)*)"\]/y;
const INDEX = /\[(\d+)\]/y;

/** Parses a path alone, as `explain` takes it. */
export function readKeyPath(source: SourceText): PathRead {
  return readPath(source, 0, true);
}

type PathRead = { path: (string | number)[]; steps: Place[]; next: number } | { problem: Problem };

// Parses a path from `start` up to the `=`, or up to the end of the text if there is no value.
function readPath(source: SourceText, start: number, isAlone = false): PathRead {
  const { text } = source;
  const path: (string | number)[] = [];
  const steps: Place[] = [];
  let at = start;
  const match = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text) ?? undefined;
  };
  const bad = (message: string): PathRead => {
    const place = { source, start: Math.min(at, text.length), end: Math.min(at + 1, text.length) };
    return { problem: { code: isAlone ? 'bad-path' : 'bad-set', message, place } };
  };
  for (;;) {
    const bare = match(BARE);
    const quoted = match(QUOTED);
    const index = match(INDEX);
    const step = bare ?? quoted ?? (path.length > 0 ? index : undefined);
    if (step === undefined) return bad(`expected ${isAlone ? 'a path' : '`path=value`'}, and here the name of a key`);
    const value = stepValue(bare, quoted, index);
    if (value === FORBIDDEN_KEY && !isAlone) return bad(`a key cannot be \`${FORBIDDEN_KEY}\``);
    path.push(value);
    steps.push({ source, start: at, end: at + step[0].length });
    at += step[0].length;
    if (isAlone ? at === text.length : text[at] === '=') return { path, steps, next: at + 1 };
    if (text[at] === '.') at += 1;
    else if (text[at] !== '[') {
      const found = text[at];
      if (!isAlone && (found === undefined || found === ','))
        return bad('expected `path=value`, but there is no `=` behind the path');
      return bad(
        `expected \`.\`${isAlone ? ' or' : ','} \`[\`${isAlone ? '' : ' or `=`'} after a key, not \`${found}\`; a key with such a character is ["written like this"]`,
      );
    }
  }
}

function stepValue(bare?: RegExpExecArray, quoted?: RegExpExecArray, index?: RegExpExecArray): string | number {
  if (bare !== undefined) return bare[0];
  if (quoted !== undefined) return (quoted[1] ?? '').replace(/\\(.)/g, '$1');
  return Number(index?.[1]);
}

// Finds the comma that ends the value. Escaped commas, and commas within brackets or quotes of a YAML value, do not.
function endOfValue(text: string, start: number): number {
  const isYaml = /[[{"]/.test(text.charAt(start));
  let depth = 0;
  let isQuoted = false;
  for (let at = start; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '\\' && (text[at + 1] === ',' || isQuoted)) at += 1;
    else if (isYaml && sign === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (isYaml && /[[{]/.test(sign)) depth += 1;
    else if (isYaml && /[\]}]/.test(sign)) depth -= 1;
    else if (sign === ',' && depth <= 0) return at;
  }
  return text.length;
}

function readValue(
  source: SourceText,
  start: number,
  end: number,
  path: KeyPath,
  problems: Problem[],
): Tree | undefined {
  const raw = source.text.slice(start, end);
  const place = { source, start, end };
  const text = raw.replaceAll('\\,', ',');
  if (/^[[{"]/.test(raw)) {
    const read = readFlow(text, (from, to) => ({
      source,
      start: start + rawOffset(raw, from),
      end: start + rawOffset(raw, to),
    }));
    problems.push(...read.problems);
    return read.tree;
  }
  return makeScalar(plainValue(text, path), place);
}

// Turns an offset in the text without backslashes into one in the text with them.
function rawOffset(raw: string, offset: number): number {
  let at = 0;
  for (let left = offset; left > 0 && at < raw.length; left -= 1) at += raw.startsWith('\\,', at) ? 2 : 1;
  return at;
}

function plainValue(text: string, path: KeyPath): string | number | boolean | null {
  if (text === 'null') return null;
  const isText = accepts(path, 'text');
  if (text === 'true' || text === 'false') {
    return isText && !accepts(path, 'boolean') ? text : text === 'true';
  }
  return numberOr(text, path);
}

/** A number where the config takes one and no string; else the text itself, of which the schema says what is wrong. */
export function numberOr(text: string, path: KeyPath): string | number {
  return /^-?\d+$/.test(text) && !accepts(path, 'text') && accepts(path, 'number') ? Number(text) : text;
}
