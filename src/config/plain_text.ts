/** Refuses strings that no package can hold: a line break would begin another field, and no tool accepts other control characters. */
import { isScalar } from 'yaml';
import type { KeyPath, Problem } from '../problems/problem.ts';
import { keyPlace, valuePlace } from './locate.ts';
import {
  asMap,
  asSeq,
  deepCopy,
  findPair,
  keyOf,
  nodeAt,
  noteOrigin,
  originOf,
  textOf,
  type Tree,
  type TreeMap,
  valueOf,
} from './tree.ts';

/** Returns the problems, and the tree in which such values are replaced by what was probably meant, and such keys are removed. */
export function plainText(root: TreeMap): { problems: Problem[]; root: TreeMap } {
  const found = mistakesBelow(root, []);
  if (found.length === 0) return { problems: [], root };
  const copy = deepCopy(root);
  for (const { path, isKey } of found) {
    const node = nodeAt(copy, path);
    const parent = nodeAt(copy, path.slice(0, -1));
    if (!isKey && isScalar(node)) {
      node.value = String(node.value)
        .trim()
        .replace(/\p{Cc}+/gu, ' ');
      noteOrigin(node, { isRefused: true });
    } else if (isKey && parent !== undefined) {
      const map = asMap(parent) as TreeMap;
      const pair = findPair(map, String(path.at(-1)));
      map.items = map.items.filter((other) => other !== pair);
      noteOrigin(map, { leftOut: [...(originOf(map).leftOut ?? []), String(path.at(-1))] });
    }
  }
  return { problems: found.map((mistake) => problemOf(mistake, root)), root: copy };
}

interface TextMistake extends Pick<Problem, 'code' | 'message'> {
  readonly path: KeyPath;
  readonly isKey: boolean;
  readonly hint?: string;
}

function problemOf({ path, isKey, code, message, hint }: TextMistake, root: TreeMap): Problem {
  const place = isKey ? keyPlace(root, path) : valuePlace(root, path);
  return { code, message, path, ...(place && { place }), ...(hint !== undefined && { hint }) };
}

function mistakesBelow(node: Tree, path: KeyPath): TextMistake[] {
  const text = textOf(node);
  if (text !== undefined) return mistakesIn(text, path, false);
  const items = asSeq(node)?.items ?? [];
  const pairs = asMap(node)?.items ?? [];
  return [
    ...items.flatMap((item, index) => mistakesBelow(item, [...path, index])),
    ...pairs.flatMap((pair) => {
      const at = [...path, keyOf(pair)];
      return [...mistakesIn(keyOf(pair), at, true), ...mistakesBelow(valueOf(pair), at)];
    }),
  ];
}

function mistakesIn(text: string, path: KeyPath, isKey: boolean): TextMistake[] {
  const isLong = !isKey && isDescription(path);
  if (!isLong && /[\r\n]/.test(text)) {
    const hint = 'a block string, `|` or `>`, ends in a line break: write it in quotes, or with `|-` or `>-`';
    const message = 'this must be one line, but has a line break';
    return [{ code: 'field-newline', message, path, isKey, ...(text.endsWith('\n') && { hint }) }];
  }
  if (!(isLong ? /[^\P{Cc}\n\t]/u : /\p{Cc}/u).test(text)) return [];
  return [{ code: 'field-control', message: 'this has a control character', path, isKey }];
}

// The only key whose value has several lines. A variable of that name is not exempt, because it can be used in any key.
function isDescription(path: KeyPath): boolean {
  const [group, , ...keys] = path;
  if (group !== 'packages' || keys.at(-1) !== 'description') return false;
  return keys.length === 1 || (keys.length === 3 && keys[0] === 'overrides');
}
