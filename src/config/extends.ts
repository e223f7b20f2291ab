/** `extends`: the config files that one is laid over, and who may say so. */
import { isScalar } from 'yaml';
import type { Place, Problem } from '../problems/problem.ts';
import { asSeq, child, findPair, originOf, textOf, type Tree, type TreeMap, withoutKey } from './tree.ts';
import { wrongType } from './validate.ts';

/** One file, as it is written and where. */
export interface Extends {
  readonly text: string;
  readonly place: Place;
}

/** In the order in which they are laid over each other. What is no text is a problem: later the key is gone. */
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

/** The map as it is laid over others: its `base` and `extends` are about the file alone. */
export function withoutOwnKeys(root: TreeMap): TreeMap {
  return withoutKey(withoutKey(root, 'base'), 'extends');
}

/** For an overlay, which lies over one config whatever that extends. */
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
