/** Flags as trees: what `--version`, `--source`, `--set` and a stamp say, ready to be merged over a config. */
import { formatKeyPath, type KeyPath, type Place, type Problem, type SourceText } from '../problems/problem.ts';
import { misplacedExtends } from './extends.ts';
import { isLabel } from '../bazel/label.ts';
import { mergeMaps } from './merge.ts';
import { type Override, overrideTree, readOverrides } from './override.ts';
import { didYouMean } from '../problems/suggest.ts';
import { asMap, asSeq, child, keyOf, makeScalar, textOf, type Tree, type TreeMap, valueOf, wholeText } from './tree.ts';

/** The config with one plain flag laid over it: `--version=v1.37.0` sets `version`. */
export function applyFlag(root: TreeMap, source: SourceText, key: string, problems: Problem[]): TreeMap {
  const place = wholeText(source);
  const override = { path: [key], steps: [place], value: makeScalar(source.text, place) };
  return mergeMaps(root, overrideTree(override), [], problems);
}

/** `text` of the source is `NAME=PATH`. The source must be there: a flag replaces its file. */
export function applySource(root: TreeMap, source: SourceText, name: string, problems: Problem[]): TreeMap {
  const step = { source, start: 0, end: name.length };
  // Where contents name what Bazel builds, the label is the name of a source that `sources` does not have.
  if (isLabel(name)) {
    if (!says(root, name)) problems.push(unknownLabel(name, step));
    return root;
  }
  const place = { source, start: name.length + 1, end: source.text.length };
  const unknown = unreachable(root, ['sources', name], 0, [step, step]);
  if (unknown !== undefined) {
    problems.push(unknown);
    return root;
  }
  const value = makeScalar(source.text.slice(place.start), place);
  const override = { path: ['sources', name, 'file'], steps: [step, step, place], value };
  return mergeMaps(root, overrideTree(override), [], problems);
}

// Variables have no values yet: each may be anything.
function says(node: Tree | undefined, text: string): boolean {
  const inside = [...(asMap(node)?.items.map(valueOf) ?? []), ...(asSeq(node)?.items ?? [])];
  const parts = textOf(node)?.split(/\$\{[^}]*\}/) ?? [];
  return isSpelled(text, parts) || inside.some((child) => says(child, text));
}

function isSpelled(text: string, parts: readonly string[]): boolean {
  const [first, ...more] = parts;
  if (first === undefined || !text.startsWith(first)) return false;
  let at = first.length;
  for (const part of more) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return more.length === 0 ? at === text.length : text.endsWith(more.at(-1) ?? '');
}

function unknownLabel(name: string, place: Place): Problem {
  const hint = 'the name of a source, or a label as `contents` has it: --source=//cmd/app:man_pages=PATH';
  return { code: 'unknown-source', message: `no entry of \`contents\` has the src \`${name}\``, place, hint };
}

/** Every `path=value` of one `--set`. */
export function applySet(root: TreeMap, source: SourceText, problems: Problem[]): TreeMap {
  const read = readOverrides(source);
  problems.push(...read.problems);
  let result = root;
  for (const override of read.overrides) {
    if (override.path[0] === 'extends') {
      problems.push(misplacedExtends('a flag', override.steps[0]));
      continue;
    }
    const unknown = unreachable(result, override.path, 1, override.steps);
    if (unknown === undefined) result = mergeMaps(result, overrideTree(override), [], problems);
    else problems.push(unknown);
  }
  return result;
}

/** The version that a workspace status file holds: lines `KEY value`. https://bazel.build/docs/user-manual#workspace-status */
export function applyStamp(root: TreeMap, source: SourceText, key: string, problems: Problem[]): TreeMap {
  let start = 0;
  const keys: string[] = [];
  for (const line of source.text.split('\n')) {
    const [, name = '', value = ''] = /^(\S+) ?(.*?)\r?$/.exec(line) ?? [];
    if (name === key && value !== '') {
      const from = start + name.length + 1;
      const place = { source, start: from, end: from + value.length };
      const override: Override = { path: ['version'], steps: [place], value: makeScalar(value, place) };
      return mergeMaps(root, overrideTree(override), [], problems);
    }
    if (name !== '') keys.push(name);
    start += line.length + 1;
  }
  const isEmpty = keys.includes(key);
  const message = `the workspace status file ${source.name} has no ${isEmpty ? 'value for the key' : 'key'} \`${key}\``;
  const hint = didYouMean(key, keys) ?? (keys.length === 0 ? 'it is empty' : `it has ${keys.join(', ')}`);
  problems.push({ code: 'stamp-key', message, hint, place: { source, start: 0, end: 0 } });
  return root;
}

// A typo in the name of a package would make a new one, of which only one key is known.
function unreachable(root: TreeMap, path: KeyPath, deeper: number, steps: Override['steps']): Problem | undefined {
  const [group, name] = path;
  if ((group !== 'packages' && group !== 'sources') || typeof name !== 'string' || path.length < 2 + deeper)
    return undefined;
  const node: Tree | undefined = child(root, group);
  const known = asMap(node)?.items.map(keyOf) ?? [];
  if (known.includes(name)) return undefined;
  const list = known.length === 0 ? 'there is none' : `there is ${known.join(', ')}`;
  const hint = didYouMean(name, known);
  const [, place] = steps;
  return {
    code: group === 'packages' ? 'unknown-package' : 'unknown-source',
    message: `there is no \`${formatKeyPath([group, name])}\`; ${list}`,
    path: [group, name],
    ...(place === undefined ? {} : { place }),
    ...(hint === undefined ? {} : { hint }),
  };
}
