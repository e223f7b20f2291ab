/** A text changed at random, the same for the same seed: its lines, its bytes, and, where it is YAML, its nodes. */
import { type Document, isMap, isSeq, parseDocument, Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { createRandom, type Random } from './random.ts';

export interface Mutated {
  readonly bytes: Uint8Array;
  /** The names of what was done, in order. */
  readonly changes: readonly string[];
}

export function mutate(text: string, seed: number): Mutated {
  const random = createRandom(seed);
  let bytes: Uint8Array = Buffer.from(text);
  const changes: string[] = [];
  // Mostly one change: two often hide each other.
  const count = 1 + (random.below(3) === 0 ? random.below(3) : 0);
  for (let left = count; left > 0; left -= 1) {
    const [name, change] = random.pick(CHANGES);
    bytes = change(bytes, random);
    changes.push(name);
  }
  return { bytes, changes };
}

/** What somebody may write where something else is wanted, and what somebody may try. */
const VALUES: readonly unknown[] = [
  null, true, false, 0, -1, 1.5, Infinity, '', ' ', '*', '>= 1', '<< 1', '>= 1, < 1', '= 1-1', 'yes', 'x', '@', '@hello', '@hello/../x',
  '/', '/etc/../x', '../x', '/usr/bin/hello', '${version}', '${nope}', '${', '${minor-99}', '$${', '%{name}', '%(id)', '$(id)',
  '`id`', "'", '"', '\\', '\n', 'a\nb: c', '\0', '\u001b[31m', '\u2028', 'ä', '🎁', '{{x}}', '#', '~', '<1.2', '>=0', 'deb', 'rpm',
  'config', 'tree', 'symlink', '0755', '9999', 'v1.2.3-alpha.1', '1:2-3', [], {}, [null], [[]], { a: {} }, ['x', 'x'],
  { when: '*' }, { only: 'deb' }, { any: ['a', 'b'] }, '__proto__', 'constructor', 'x'.repeat(5000),
]; // prettier-ignore

const SNIPPETS = [
  '\t', '- ', ': ', '#', '&a ', '*a', '<<: *a', '!x ', '---\n', '...\n', '{', '}', '[', ']', '"', "'", '|\n', '>\n', '?', '@', '`',
  '%', '\r', '\0', '\ufeff', '${', '}', ',', 'null', 'packages:\n', '  ',
]; // prettier-ignore

type Change = (bytes: Uint8Array, random: Random) => Uint8Array;

const CHANGES: readonly (readonly [string, Change])[] = [
  ['line removed', inLines((lines, { below }) => void lines.splice(below(lines.length), 1))],
  ['line doubled', inLines((lines, { below, pick }) => void lines.splice(below(lines.length), 0, pick(lines)))],
  ['lines swapped', inLines(swap)],
  ['line moved in or out', inLines(indent)],
  ['end removed', inLines((lines, { below }) => void lines.splice(below(lines.length)))],
  ['text put in', inText((text, at, { pick }) => text.slice(0, at) + pick(SNIPPETS) + text.slice(at))],
  ['text removed', inText((text, at, { below }) => text.slice(0, at) + text.slice(at + 1 + below(12)))],
  ['letter changed', inText((text, at, { below }) => text.slice(0, at) + letter(below) + text.slice(at + 1))],
  ['byte changed', inBytes((bytes, { below }) => void (bytes[below(bytes.length)] = below(256)))],
  ['node removed', inNodes((items, at) => void items.splice(at, 1))],
  ['node doubled', inNodes((items, at) => void items.splice(at, 0, items[at]))],
  ['nodes swapped', inNodes((items, at, random) => exchange(items, at, random.below(items.length)))],
  ['value replaced', inNodes(replaceValue)],
  ['value replaced', inNodes(replaceValue)],
  ['key replaced', inNodes(replaceKey)],
];

function letter(below: Random['below']): string {
  return String.fromCharCode(32 + below(95));
}

function inBytes(change: (bytes: Buffer, random: Random) => void): Change {
  return (bytes, random) => {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) change(copy, random);
    return copy;
  };
}

function inText(change: (text: string, at: number, random: Random) => string): Change {
  return (bytes, random) => {
    const text = Buffer.from(bytes).toString();
    return Buffer.from(change(text, random.below(text.length + 1), random));
  };
}

function inLines(change: (lines: string[], random: Random) => void): Change {
  return inText((text, _at, random) => {
    const lines = text.split('\n');
    change(lines, random);
    return lines.join('\n');
  });
}

function swap(lines: string[], { below }: Random): void {
  exchange(lines, below(lines.length), below(lines.length));
}

function indent(lines: string[], { below }: Random): void {
  const at = below(lines.length);
  const line = lines[at] ?? '';
  lines[at] = below(2) === 0 ? line.replace(/^ {1,2}/, '') : ' '.repeat(1 + below(4)) + line;
}

function exchange<T>(items: T[], one: number, other: number): void {
  const [a, b] = [items[one], items[other]];
  if (a === undefined || b === undefined) return;
  items[one] = b;
  items[other] = a;
}

type Items = unknown[];

function inNodes(change: (items: Items, at: number, random: Random) => void): Change {
  return (bytes, random) => {
    const document = parseDocument(Buffer.from(bytes).toString(), { merge: true, uniqueKeys: false });
    const lists = collections(document).filter(({ items }) => items.length > 0);
    // What an earlier change broke has no nodes.
    if (document.errors.length > 0 || lists.length === 0) return bytes;
    const { items } = random.pick(lists);
    change(items, random.below(items.length), random);
    try {
      return Buffer.from(document.toString());
    } catch {
      // An alias has lost its anchor, which yaml does not write.
      return bytes;
    }
  };
}

function collections(document: Document): (YAMLMap | YAMLSeq)[] {
  const found: (YAMLMap | YAMLSeq)[] = [];
  const pending: unknown[] = [document.contents];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (!isMap(node) && !isSeq(node)) continue;
    found.push(node);
    pending.push(...(isMap(node) ? node.items.map((pair) => pair.value) : node.items));
  }
  return found;
}

function replaceValue(items: Items, at: number, { pick }: Random): void {
  const item = items[at];
  const value = pick(VALUES);
  if (isPair(item)) item.value = value;
  else items[at] = value;
}

function replaceKey(items: Items, at: number, { pick, below }: Random): void {
  const item = items[at];
  if (!isPair(item)) return;
  const keys = items.filter(isPair).map(({ key }) => String(key));
  const text = String(item.key);
  const typo = text.slice(0, 1) + text.slice(2);
  item.key = new Scalar(below(2) === 0 ? typo : pick([...keys, ...VALUES.map(String)]));
}

function isPair(item: unknown): item is { key: unknown; value: unknown } {
  return typeof item === 'object' && item !== null && 'key' in item && 'value' in item;
}
