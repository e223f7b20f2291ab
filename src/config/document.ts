/** Parses YAML into a tree without aliases and merge keys, in which every node has its place, and into problems. */
import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { lineAndColumn, type Place, type Problem, type SourceText } from '../problems/problem.ts';
import type { ProblemCode } from '../problems/codes/codes.ts';
import { tooDeepAt } from './syntax.ts';
import { lowerFirst, syntaxProblems } from './syntax.ts';
import {
  FORBIDDEN_KEY,
  keyOf,
  keyText,
  makePair,
  makeScalar,
  noteOrigin,
  originOf,
  shallowCopy,
  type Tree,
  type TreeMap,
  type TreePair,
  treeMap,
  treeSeq,
  withOrigin,
} from './tree.ts';

export interface YamlText {
  readonly source: SourceText;
  /** Absent if the text is not YAML, not a map, or empty. If there are problems, it is what is left without the mistakes. */
  readonly root?: TreeMap;
  /** Comments before and after the map. */
  readonly head?: string;
  readonly tail?: string;
  readonly problems: readonly Problem[];
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Decodes a file. Bytes that are not UTF-8 are a problem, and do not become replacement characters. */
export function decodeText(name: string, bytes: Uint8Array): { source: SourceText; problems: Problem[] } {
  try {
    return { source: { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }, problems: [] };
  } catch {
    if (isGzip(bytes)) {
      const source = { name, text: '' };
      const message = 'the file is compressed by gzip, where a text belongs';
      const place = { source, start: 0, end: 0 };
      return { source, problems: [{ code: 'not-utf8', message, hint: 'name the file as it was before', place }] };
    }
    const source = { name, text: new TextDecoder('utf-8').decode(bytes) };
    const start = Math.max(0, source.text.indexOf('\uFFFD'));
    const message = 'the file is not UTF-8 from here on';
    const hint = 'save it as UTF-8';
    return { source, problems: [{ code: 'not-utf8', message, hint, place: { source, start, end: start + 1 } }] };
  }
}

export function readYaml(source: SourceText): YamlText {
  const document = parse(source);
  if (document === undefined) {
    const message = 'the file is nested too deeply';
    const start = tooDeepAt(source.text) ?? 0;
    return { source, problems: [{ code: 'too-deep', message, place: { source, start, end: start + 1 } }] };
  }
  const found = [...document.errors, ...document.warnings];
  const problems: Problem[] = syntaxProblems(found, source, document);
  if (!problems.every(({ code }) => LEAVES_A_TREE.includes(code))) {
    return { source, problems: [...duplicatesBefore(problems, document.contents, source), ...problems] };
  }

  const head = commentOf(document.commentBefore);
  const tail = commentOf(document.comment);
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null))
    return { source, ...remarks(head, tail), problems };
  const root = treeFrom(contents, source, problems);
  if (problems.some(({ code }) => code === 'too-many-aliases')) return { source, problems };
  if (!isMap(root)) {
    const place = { source, start: contents.range?.[0] ?? 0, end: contents.range?.[1] ?? 1 };
    problems.push({ code: 'not-a-map', message: 'the file must be a map of keys and values', place });
    return { source, problems };
  }
  return { source, root: treeMap(root), ...remarks(head, tail), problems };
}

/** Mistakes after which the rest of the text can still be trusted. */
const LEAVES_A_TREE = ['unknown-tag'];

// The text up to the mistake is YAML, so a key that is there twice really is.
function duplicatesBefore(problems: readonly Problem[], contents: unknown, source: SourceText): Problem[] {
  const first = Math.min(...problems.map(({ place }) => place?.start ?? 0));
  const found: Problem[] = [];
  if (contents !== null) treeFrom(contents, source, found);
  return found.filter(({ code, place }) => code === 'duplicate-key' && (place?.start ?? first) < first);
}

/** Parses a value in flow style, as in a flag. `placeAt` turns offsets of the text into places. */
export function readFlow(
  text: string,
  placeAt: (start: number, end: number) => Place,
): { tree?: Tree; problems: Problem[] } {
  const source = { name: '', text };
  const document = parse(source);
  const found = document === undefined ? [] : [...document.errors, ...document.warnings];
  if (document?.contents == null || found.length > 0) {
    const message = `this is not YAML: ${lowerFirst(found[0]?.message ?? 'nested too deeply')}`;
    const [start, end] = found[0]?.pos ?? [0, text.length];
    return { problems: [{ code: 'yaml-syntax', message, place: placeAt(start, end) }] };
  }
  const problems: Problem[] = [];
  const tree = treeFrom(document.contents, source, problems, placeAt);
  return { tree, problems };
}

/** More nodes than any real config has. Aliases of aliases can reach it in a few lines. */
const MOST_NODES = 200_000;

// Deep nesting is refused before the parser, which is recursive, overflows the stack.
function parse(source: SourceText): Document.Parsed | undefined {
  if (tooDeepAt(source.text) !== undefined) return undefined;
  try {
    return parseDocument(source.text, { merge: true, prettyErrors: false, version: '1.2', uniqueKeys: false });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function commentOf(comment: string | null | undefined): string | undefined {
  return comment ?? undefined;
}

function remarks(head: string | undefined, tail: string | undefined): { head?: string; tail?: string } {
  return { ...(head === undefined ? {} : { head }), ...(tail === undefined ? {} : { tail }) };
}

/** Walks in the order of the text, because an alias means the last anchor of that name before it. */
function treeFrom(
  contents: unknown,
  source: SourceText,
  problems: Problem[],
  placeAt: (start: number, end: number) => Place = (start, end) => ({ source, start, end }),
): Tree {
  const anchors = new Map<string, { tree?: Tree; size: number }>();
  let size = 0;

  const placeOf = (node: { range?: readonly number[] | null | undefined }): Place => {
    const [start = 0, end = start] = node.range ?? [];
    return placeAt(start, end);
  };
  const report = (
    code: ProblemCode,
    message: string,
    node: { range?: readonly number[] | null },
    hint?: string,
  ): void => {
    // Reported once, even if aliases multiply the mistake.
    if (code === 'too-many-aliases' && problems.some((problem) => problem.code === code)) return;
    problems.push({ code, message, place: placeOf(node), ...(hint === undefined ? {} : { hint }) });
  };

  function walk(node: unknown, parent: Place): Tree {
    if (isAlias(node)) return aliased(node);
    size += 1;
    if (isMap(node)) {
      const { anchor } = node;
      if (anchor !== undefined) anchors.set(anchor, { size: 0 });
      const before = size;
      const map = withOrigin(treeMap(node), { place: placeOf(node) });
      map.items = pairsOf(node.items, map);
      return keep(map, before);
    }
    if (isSeq(node)) {
      const { anchor } = node;
      if (anchor !== undefined) anchors.set(anchor, { size: 0 });
      const before = size;
      const seq = withOrigin(treeSeq(node), { place: placeOf(node) });
      seq.items = node.items.map((item) => walk(item, originPlace(seq)));
      return keep(seq, before);
    }
    if (isScalar(node)) return keep(withOrigin(node, { place: placeOf(node) }), size);
    return makeScalar(null, parent);
  }

  function keep<T extends Tree>(tree: T, before: number): T {
    if (tree.anchor !== undefined) {
      anchors.set(tree.anchor, { tree, size: size - before + 1 });
      delete tree.anchor;
    }
    return tree;
  }

  function aliased(alias: Alias): Tree {
    const anchor = anchors.get(alias.source);
    const nothing = (): Tree => makeScalar(null, placeOf(alias));
    if (anchor === undefined) {
      report('unknown-anchor', `there is no anchor \`&${alias.source}\` above this`, alias);
      return nothing();
    }
    if (anchor.tree === undefined) {
      report('endless-alias', `\`*${alias.source}\` is inside what it stands for`, alias);
      return nothing();
    }
    size += anchor.size;
    if (size > MOST_NODES) {
      report('too-many-aliases', `aliases make this file larger than ${MOST_NODES} values`, alias);
      return nothing();
    }
    const copy = shallowCopy(anchor.tree);
    copy.comment = alias.comment ?? null;
    copy.commentBefore = alias.commentBefore ?? null;
    return copy;
  }

  function pairsOf(items: readonly { key: unknown; value: unknown }[], map: TreeMap): TreePair[] {
    const own: TreePair[] = [];
    const known = new Map<string, TreePair>();
    const merged: { at: number; pairs: TreePair[] }[] = [];
    for (const { key, value } of items) {
      if (isScalar(key) && typeof key.value === 'symbol') {
        merged.push({ at: own.length, pairs: mergedPairs(walk(value, placeOf(key))) });
        continue;
      }
      const isText = isScalar(key) && key.value !== null;
      if (!isText || keyText(key) === FORBIDDEN_KEY) {
        const node = (key ?? value ?? map) as { range?: readonly number[] | null };
        report('bad-key', isText ? `a key cannot be \`${FORBIDDEN_KEY}\`` : 'a key must be a string', node);
        noteOrigin(map, { leftOut: [''] });
        continue;
      }
      const pair = makePair(withOrigin(key, { place: placeOf(key) }), walk(value, placeOf(key)));
      // yaml compares every key with every other one, which takes minutes for 100 000 keys.
      const first = known.get(keyOf(pair));
      if (first === undefined) {
        known.set(keyOf(pair), pair);
        own.push(pair);
      } else {
        const { place } = originOf(first.key);
        const { line } = lineAndColumn(place.source.text, place.start);
        report('duplicate-key', `\`${keyOf(pair)}\` is here twice, first on line ${line}`, key);
      }
    }
    // The map's own key wins over a merged one, and an earlier merged map over a later one.
    const seen = new Set(own.map(keyOf));
    const result: TreePair[] = [];
    for (let at = 0; at <= own.length; at += 1) {
      for (const pair of merged.filter((group) => group.at === at).flatMap((group) => group.pairs)) {
        if (!seen.has(keyOf(pair))) result.push(pair);
        seen.add(keyOf(pair));
      }
      const pair = own[at];
      if (pair !== undefined) result.push(pair);
    }
    return result;
  }

  function mergedPairs(tree: Tree): TreePair[] {
    if (isMap(tree)) return treeMap(tree).items;
    if (isSeq(tree)) return treeSeq(tree).items.flatMap((item) => mergedPairs(item));
    problems.push({ code: 'bad-merge', message: 'only maps can be merged with `<<`', place: originPlace(tree) });
    return [];
  }

  const originPlace = (tree: Tree): Place => placeOf(tree);
  return walk(contents, placeAt(0, source.text.length));
}
