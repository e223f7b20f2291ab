/** Files with holes, of which only the rest is stored: https://www.gnu.org/software/tar/manual/html_section/Sparse-Formats.html */
import { ArchiveError, type Stretch } from '../unpacking.ts';
import { BLOCK, type TarBytes } from './bytes.ts';
import { readNumber, type TarHeader } from './header.ts';
import { decimal, lastOf, type PaxRecord } from './pax.ts';

export interface SparseMap {
  /** Of the whole file. */
  readonly size: number;
  readonly stretches: readonly Stretch[];
  /** How many of the bytes that are stored were read to know this. */
  readonly read: number;
}

const PREFIX = 'GNU.sparse.';

/** Of a member with such records. Undefined where it is no sparse file. */
export async function paxSparseMap(
  records: readonly PaxRecord[],
  stored: number,
  bytes: TarBytes,
  name: string,
): Promise<SparseMap | undefined> {
  if (!records.some(({ key }) => key.startsWith(PREFIX))) return undefined;
  const what = `the map of the sparse file "${name}"`;
  const [major, minor] = ['major', 'minor'].map((key) => lastOf(records, PREFIX + key)?.toString());
  const said = lastOf(records, `${PREFIX}realsize`) ?? lastOf(records, `${PREFIX}size`);
  if (said === undefined) throw new ArchiveError(`${what} does not say how large it is`);
  const size = decimal(said, `the size of "${name}"`);
  if (major === undefined) return checked({ size, stretches: mapInRecords(records, what), read: 0 }, stored, what);
  if (major !== '1' || minor !== '0') throw new ArchiveError(`${what} is of the unknown version ${major}.${minor}`);
  const { stretches, read } = await mapInFront(bytes, stored, what);
  return checked({ size, stretches, read }, stored, what);
}

// Versions 0.0, where each number has a record, and 0.1, where one record has all.
function mapInRecords(records: readonly PaxRecord[], what: string): Stretch[] {
  const map = lastOf(records, `${PREFIX}map`);
  if (map !== undefined) {
    return pairs(map.length === 0 ? [] : map.toString('latin1').split(','), what);
  }
  const keys = [`${PREFIX}offset`, `${PREFIX}numbytes`];
  const numbers = records.filter(({ key }) => keys.includes(key));
  if (numbers.some(({ key }, at) => key !== keys[at % 2])) throw new ArchiveError(`${what} is damaged`);
  return pairs(
    numbers.map(({ value }) => value),
    what,
  );
}

// Version 1.0: lines of decimal numbers in front of the bytes, in blocks of their own.
async function mapInFront(
  bytes: TarBytes,
  stored: number,
  what: string,
): Promise<{ stretches: Stretch[]; read: number }> {
  const numbers: string[] = [];
  let text = '';
  let read = 0;
  const isWhole = (): boolean => {
    const [count] = numbers;
    return count !== undefined && numbers.length > 2 * decimal(count, what);
  };
  while (!isWhole()) {
    if (read + BLOCK > stored) throw new ArchiveError(`${what} is cut short`);
    text += (await bytes.read(BLOCK)).toString('latin1');
    read += BLOCK;
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    if (text.length > BLOCK) throw new ArchiveError(`${what} is damaged`);
    for (const line of lines) if (!isWhole()) numbers.push(line);
  }
  return { stretches: pairs(numbers.slice(1), what), read };
}

/** How many stretches an old header has room for, and each block that follows it. */
const [IN_HEADER, IN_EXTENSION] = [4, 21];
const PAIR = 24;

/** Of a member of the type `S`, whose map stands in its header and in blocks behind that. */
export async function oldSparseMap(header: TarHeader, bytes: TarBytes, name: string): Promise<SparseMap> {
  const what = `the map of the sparse file "${name}"`;
  const stretches: Stretch[] = [];
  const add = (block: Buffer, start: number, count: number): void => {
    for (let at = start; at < start + count * PAIR; at += PAIR) {
      if (block[at] === 0) return;
      const offset = readNumber(block.subarray(at, at + 12), what);
      stretches.push({ offset, length: readNumber(block.subarray(at + 12, at + PAIR), what) });
    }
  };
  add(header.block, 386, IN_HEADER);
  for (let isExtended = header.block[482] !== 0; isExtended;) {
    const block = await bytes.read(BLOCK);
    add(block, 0, IN_EXTENSION);
    isExtended = block[504] !== 0;
  }
  const size = readNumber(header.block.subarray(483, 495), `the size of "${name}"`);
  return checked({ size, stretches, read: 0 }, header.size, what);
}

function pairs(numbers: readonly (Buffer | string)[], what: string): Stretch[] {
  if (numbers.length % 2 !== 0) throw new ArchiveError(`${what} is damaged`);
  const stretches: Stretch[] = [];
  for (let at = 0; at < numbers.length; at += 2) {
    stretches.push({ offset: decimal(numbers[at] ?? '', what), length: decimal(numbers[at + 1] ?? '', what) });
  }
  return stretches;
}

// In order, within the file, and as long as what is stored.
function checked(map: SparseMap, stored: number, what: string): SparseMap {
  let end = 0;
  let length = map.read;
  for (const stretch of map.stretches) {
    if (stretch.offset < end) throw new ArchiveError(`${what} is damaged`);
    end = stretch.offset + stretch.length;
    length += stretch.length;
  }
  if (end > map.size || length !== stored) throw new ArchiveError(`${what} does not fit its bytes`);
  return map;
}
