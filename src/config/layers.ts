/** Turns flags into trees that are merged over a config: `--version`, `--source`, `--set` and the stamp. */
import { formatKeyPath, type KeyPath, type Place, type Problem, type SourceText } from '../problems/problem.ts';
import { misplacedExtends } from './extends.ts';
import { isLabel } from '../bazel/label.ts';
import { mergeMaps } from './merge.ts';
import { numberOr, type Override, overrideTree, readOverrides } from './override.ts';
import { didYouMean } from '../problems/suggest.ts';
import { asMap, asSeq, child, keyOf, makeScalar, textOf, type Tree, type TreeMap, valueOf, wholeText } from './tree.ts';

/** Merges a plain flag over the config: `--version=v1.37.0` sets `version`. */
export function applyFlag(root: TreeMap, source: SourceText, key: string, problems: Problem[]): TreeMap {
  return applyValue(root, key, numberOr(source.text, [key]), wholeText(source), problems);
}

/** The config with a key of the top, as `place` has it. */
export function applyValue(
  root: TreeMap,
  key: string,
  value: string | number,
  place: Place,
  problems: Problem[] = [],
): TreeMap {
  const override = { path: [key], steps: [place], value: makeScalar(value, place) };
  return mergeMaps(root, overrideTree(override), [], problems);
}

/** Merges `--source=NAME=PATH` over the config. The source must exist, because the flag only replaces its file. */
export function applySource(root: TreeMap, source: SourceText, name: string, problems: Problem[]): TreeMap {
  const step = { source, start: 0, end: name.length };
  // A label in `contents` is the name of a source that `sources` does not have.
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

// Variables have no values yet, so each may stand for anything.
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

/** Merges every `path=value` of one `--set` over the config. */
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

/** The key of a workspace status file that has the time of the release, in seconds since 1970. */
export const STAMPED_TIME = 'STABLE_SOURCE_DATE_EPOCH';

/** What a workspace status file holds: lines `KEY value`. https://bazel.build/docs/user-manual#workspace-status */
interface Status {
  readonly source: SourceText;
  readonly keys: readonly string[];
  /** Of the keys that have a value, where it is. */
  readonly values: ReadonlyMap<string, Place>;
}

export function readStatus(source: SourceText): Status {
  const keys: string[] = [];
  const values = new Map<string, Place>();
  let at = 0;
  for (const line of source.text.split('\n')) {
    const [, name = '', value = ''] = /^(\S+) ?(.*?)\r?$/.exec(line) ?? [];
    const start = at + name.length + 1;
    if (name !== '') keys.push(name);
    if (value !== '' && !values.has(name)) values.set(name, { source, start, end: start + value.length });
    at += line.length + 1;
  }
  return { source, keys, values };
}

/** The version, which must be there. */
export function applyStampedVersion(root: TreeMap, status: Status, key: string, problems: Problem[]): TreeMap {
  const { source, keys, values } = status;
  const place = values.get(key);
  if (place !== undefined) return stamped(root, 'version', place, problems);
  const isEmpty = keys.includes(key);
  const message = `the workspace status file ${source.name} has no ${isEmpty ? 'value for the key' : 'key'} \`${key}\``;
  const hint = didYouMean(key, keys) ?? (keys.length === 0 ? 'it is empty' : `it has ${keys.join(', ')}`);
  problems.push({ code: 'stamp-key', message, hint, place: { source, start: 0, end: 0 } });
  return root;
}

/** The time, where it is there. */
export function applyStampedTime(root: TreeMap, { values }: Status, problems: Problem[]): TreeMap {
  const place = values.get(STAMPED_TIME);
  return place === undefined ? root : stamped(root, 'sourceDateEpoch', place, problems);
}

function stamped(root: TreeMap, key: string, place: Place, problems: Problem[]): TreeMap {
  const text = place.source.text.slice(place.start, place.end);
  return applyValue(root, key, numberOr(text, [key]), place, problems);
}

// Otherwise a typo in the name of a package would make a new package with a single key.
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
