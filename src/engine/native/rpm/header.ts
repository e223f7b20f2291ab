/**
 * Writes the header structure of an rpm: an index of tags and a store of their values, in network byte order.
 * https://rpm-software-management.github.io/rpm/manual/format_header.html
 */
import { ToolError } from '../../../problems/errors.ts';

export type TagValue =
  | { readonly type: 'int16' | 'int32'; readonly values: readonly number[] }
  | { readonly type: 'int64'; readonly values: readonly (number | bigint)[] }
  | { readonly type: 'string'; readonly value: string | Buffer }
  | { readonly type: 'strings' | 'i18n'; readonly values: readonly (string | Buffer)[] }
  | { readonly type: 'bytes'; readonly value: Buffer };

export const int16 = (values: readonly number[]): TagValue => ({ type: 'int16', values });
export const int32 = (values: readonly number[]): TagValue => ({ type: 'int32', values });
export const int64 = (values: readonly (number | bigint)[]): TagValue => ({ type: 'int64', values });
/** A string is written as UTF-8; the bytes of a user's file are written as they are. */
export const string = (value: string | Buffer): TagValue => ({ type: 'string', value });
export const strings = (values: readonly (string | Buffer)[]): TagValue => ({ type: 'strings', values });
export const i18n = (value: string): TagValue => ({ type: 'i18n', values: [value] });
export const bytes = (value: Buffer): TagValue => ({ type: 'bytes', value });

/** The number of each type in the index, and the alignment of its values in bytes. */
const TYPES: Readonly<Record<TagValue['type'], { readonly number: number; readonly align: number }>> = {
  int16: { number: 3, align: 2 },
  int32: { number: 4, align: 4 },
  int64: { number: 5, align: 8 },
  string: { number: 6, align: 1 },
  bytes: { number: 7, align: 1 },
  strings: { number: 8, align: 1 },
  i18n: { number: 9, align: 1 },
};

const MAGIC = Buffer.from('8eade80100000000', 'hex');
const ENTRY = 16;
/** `hdrchkData` of rpm's lib/header.c. */
const LARGEST_STORE = 2 ** 28 - 1;

/** `region` is the tag that marks all others as unchanged since they were written: 62 in a signature, 63 in a header. */
export function writeHeader(region: 62 | 63, tags: ReadonlyMap<number, TagValue>): Buffer {
  const entries = [...tags].sort(([left], [right]) => left - right);
  const count = entries.length + 1;
  const index: Buffer[] = [];
  const store: Buffer[] = [];
  let offset = 0;
  for (const [tag, value] of entries) {
    const { number, align } = TYPES[value.type];
    const padding = (align - (offset % align)) % align;
    const data = encode(value);
    store.push(Buffer.alloc(padding), data);
    index.push(indexEntry(tag, number, offset + padding, countOf(value)));
    offset += padding + data.length;
  }
  // The region's own value is at the end of the store, and says how many index entries it covers.
  store.push(indexEntry(region, TYPES.bytes.number, -ENTRY * count, ENTRY));
  index.unshift(indexEntry(region, TYPES.bytes.number, offset, ENTRY));
  const intro = Buffer.alloc(8);
  if (offset + ENTRY > LARGEST_STORE) {
    const message = `what the header of an rpm says has ${offset + ENTRY} bytes, and rpm reads ${LARGEST_STORE} at most`;
    throw new ToolError(`${message}: it has too many files, or their names are too long`);
  }
  intro.writeUInt32BE(count, 0);
  intro.writeUInt32BE(offset + ENTRY, 4);
  return Buffer.concat([MAGIC, intro, ...index, ...store]);
}

function indexEntry(tag: number, type: number, offset: number, count: number): Buffer {
  const entry = Buffer.alloc(ENTRY);
  entry.writeInt32BE(tag, 0);
  entry.writeInt32BE(type, 4);
  entry.writeInt32BE(offset, 8);
  entry.writeInt32BE(count, 12);
  return entry;
}

function countOf(value: TagValue): number {
  if (value.type === 'bytes') return value.value.length;
  return value.type === 'string' ? 1 : value.values.length;
}

function encode(value: TagValue): Buffer {
  switch (value.type) {
    case 'bytes':
      return value.value;
    case 'string':
      return terminated(value.value);
    case 'strings':
    case 'i18n':
      return Buffer.concat(value.values.map(terminated));
    case 'int16':
      return numbers(value.values, 2, (buffer, number, at) => buffer.writeUInt16BE(number, at));
    case 'int32':
      return numbers(value.values, 4, (buffer, number, at) => buffer.writeUInt32BE(number, at));
    case 'int64':
      return numbers(value.values, 8, (buffer, number, at) => buffer.writeBigUInt64BE(BigInt(number), at));
  }
}

function terminated(text: string | Buffer): Buffer {
  return Buffer.concat([typeof text === 'string' ? Buffer.from(text) : text, Buffer.alloc(1)]);
}

function numbers<T>(
  values: readonly T[],
  width: number,
  write: (buffer: Buffer, value: T, at: number) => void,
): Buffer {
  const buffer = Buffer.alloc(values.length * width);
  values.forEach((value, at) => write(buffer, value, at * width));
  return buffer;
}
