/**
 * Reads the header structure of an rpm, whoever wrote it. https://rpm-software-management.github.io/rpm/manual/format_header.html
 */
import { lookUp } from '../../../system/look_up.ts';

/** What is wrong with the file, as the end of a sentence about it. */
export class HeaderError extends Error {}

/** The values of a header by the numbers of their tags. A tag that is not there has no values. */
export interface Header {
  /** Bytes that the header takes, its magic included. */
  readonly length: number;
  readonly tags: readonly number[];
  /** Integers. Those of 64 bits that are beyond 2^53 - 1 are refused. */
  numbers(tag: number): readonly number[];
  /** Of several languages the first, which is that of the locale `C`. */
  strings(tag: number): readonly string[];
  bytes(tag: number): Buffer | undefined;
}

interface IndexEntry {
  readonly type: number;
  readonly offset: number;
  readonly count: number;
}

const MAGIC = Buffer.from('8eade801', 'hex');
const INTRO = 16;
const ENTRY = 16;
/** The limits that rpm itself has. */
const MOST_ENTRIES = 0xffff;
const MOST_BYTES = 256 * 1024 * 1024;

const TYPE = { char: 1, int8: 2, int16: 3, int32: 4, int64: 5, string: 6, bytes: 7, strings: 8, i18n: 9 } as const;
/** Bytes that a number takes. */
const WIDTHS: Readonly<Record<number, number>> = { [TYPE.char]: 1, [TYPE.int8]: 1, [TYPE.int16]: 2, [TYPE.int32]: 4, [TYPE.int64]: 8 }; // prettier-ignore

/** How many bytes a header takes, from its first 16. Throws a HeaderError. */
export function headerLength(intro: Buffer): number {
  if (intro.length < INTRO) throw new HeaderError('it ends within a header');
  if (!intro.subarray(0, 4).equals(MAGIC)) throw new HeaderError('it has no header where one should be');
  const entries = intro.readUInt32BE(8);
  const store = intro.readUInt32BE(12);
  if (entries > MOST_ENTRIES || store > MOST_BYTES) throw new HeaderError('it has a header that is too large');
  return INTRO + entries * ENTRY + store;
}

export { INTRO as HEADER_INTRO };

/** `bytes` is exactly one header. Throws a HeaderError where it, or later where a value of it, is damaged. */
export function readHeader(bytes: Buffer): Header {
  const length = headerLength(bytes);
  if (bytes.length < length) throw new HeaderError('it ends within a header');
  const count = bytes.readUInt32BE(8);
  const store = bytes.subarray(INTRO + count * ENTRY, length);
  const index = new Map<number, IndexEntry>();
  for (let at = 0; at < count; at += 1) {
    const start = INTRO + at * ENTRY;
    const [tag, type, offset, values] = [0, 4, 8, 12].map((field) => bytes.readInt32BE(start + field));
    if (tag === undefined || type === undefined || offset === undefined || values === undefined) continue;
    // The first counts: rpm lets nobody add another behind it.
    if (!index.has(tag)) index.set(tag, { type, offset, count: values });
  }
  return {
    length,
    tags: [...index.keys()].sort((left, right) => left - right),
    numbers: (tag) => numbersOf(tag, index.get(tag), store),
    strings: (tag) => stringsOf(tag, index.get(tag), store),
    bytes: (tag) => bytesOf(tag, index.get(tag), store),
  };
}

function numbersOf(tag: number, entry: IndexEntry | undefined, store: Buffer): number[] {
  if (entry === undefined) return [];
  const width = lookUp(WIDTHS, String(entry.type));
  if (width === undefined) throw wrongType(tag);
  const data = sliceOf(tag, store, entry.offset, entry.count, width);
  return Array.from({ length: entry.count }, (_, at) => {
    if (width !== 8) return data.readUIntBE(at * width, width);
    const value = data.readBigUInt64BE(at * width);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new HeaderError(`the value of tag ${tag} is too large`);
    return Number(value);
  });
}

function stringsOf(tag: number, entry: IndexEntry | undefined, store: Buffer): string[] {
  if (entry === undefined) return [];
  const { type, count, offset } = entry;
  if (type !== TYPE.string && type !== TYPE.strings && type !== TYPE.i18n) throw wrongType(tag);
  if (count < 0 || count > store.length) throw damaged(tag);
  const found: string[] = [];
  for (let at = offset, left = type === TYPE.string ? 1 : count; left > 0; left -= 1) {
    const end = at < 0 || at > store.length ? -1 : store.indexOf(0, at);
    if (end === -1) throw damaged(tag);
    found.push(textOf(store.subarray(at, end)));
    at = end + 1;
  }
  return found;
}

function bytesOf(tag: number, entry: IndexEntry | undefined, store: Buffer): Buffer | undefined {
  if (entry === undefined) return undefined;
  if (entry.type !== TYPE.bytes) throw wrongType(tag);
  return sliceOf(tag, store, entry.offset, entry.count, 1);
}

function sliceOf(tag: number, store: Buffer, offset: number, count: number, width: number): Buffer {
  const end = offset + count * width;
  if (offset < 0 || count < 0 || end > store.length) throw damaged(tag);
  return store.subarray(offset, end);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

// Old packages have other encodings, and do not say which.
function textOf(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

function wrongType(tag: number): HeaderError {
  return new HeaderError(`tag ${tag} has a value of the wrong type`);
}

function damaged(tag: number): HeaderError {
  return new HeaderError(`the value of tag ${tag} lies outside of the header`);
}
