/** The key `extends`: the config files that a config is laid over, and which files may have this key. */
import { isScalar } from 'yaml';
import type { Place, Problem } from '../problems/problem.ts';
import { asSeq, child, findPair, originOf, textOf, type Tree, type TreeMap, withoutKey } from './tree.ts';
import { wrongType } from './validate.ts';

/** The name of one file, and where it is written. */
export interface Extends {
  readonly text: string;
  readonly place: Place;
}

/**
 * The files, in the order in which they are merged. An entry that is not a string is reported here, because the key is removed before
 * validation.
 */
export function extendsOf(root: TreeMap | undefined, problems: Problem[]): Extends[] {
  const value = child(root, 'extends');
  if (value === undefined) return [];
  const items = asSeq(value)?.items;
  const report = (node: Tree, path: (string | number)[]): void => {
    const [code, message, hint] = wrongType(node, path);
    problems.push({ code, message, path, place: originOf(node).place, ...(hint === undefined ? {} : { hint }) });
  };
  if (items?.length === 0) {
    problems.push({ code: 'too-few', message: 'needs at least 1 item', place: originOf(value).place });
  }
  return (items ?? [value]).flatMap((node, index) => {
    const text = isScalar(node) ? textOf(node) : undefined;
    if (text !== undefined) return [{ text, place: originOf(node).place }];
    report(node, items === undefined ? ['extends'] : ['extends', index]);
    return [];
  });
}

/** The map as it is merged over others, without `base` and `extends`, which are only about the file itself. */
export function withoutOwnKeys(root: TreeMap): TreeMap {
  return withoutKey(withoutKey(root, 'base'), 'extends');
}

/** The problem for `extends` in an overlay, which is merged over a single config. */
export function extendsInOverlay(root: TreeMap | undefined): Problem[] {
  const pair = findPair(root, 'extends');
  return pair === undefined ? [] : [misplacedExtends('an overlay', originOf(pair.key).place)];
}

export function misplacedExtends(who: string, place: Place | undefined): Problem {
  return {
    code: 'extends-misplaced',
    message: `${who} cannot have \`extends\`; only the config itself can, and the files that it extends`,
    hint: 'to merge another file over the config, use `--overlay`',
    ...(place === undefined ? {} : { place }),
  };
}
