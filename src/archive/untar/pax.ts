/** Extended headers: records of `LENGTH KEY=VALUE`. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html */
import { ArchiveError } from '../unpacking.ts';
import { readText } from './header.ts';

export interface PaxRecord {
  readonly key: string;
  readonly value: Buffer;
}

/** In order; a key may be there more than once. Throws an ArchiveError. */
export function readPaxRecords(bytes: Buffer): PaxRecord[] {
  const records: PaxRecord[] = [];
  for (let at = 0; at < bytes.length;) {
    // Some programs fill up the last block of them.
    if (bytes[at] === 0) break;
    const space = bytes.indexOf(0x20, at);
    const digits = space === -1 ? '' : bytes.toString('latin1', at, Math.min(space, at + 20));
    const end = /^[0-9]+$/.test(digits) ? at + Number(digits) : Number.NaN;
    const equals = bytes.indexOf(0x3d, space);
    const isRecord = end <= bytes.length && bytes[end - 1] === 0x0a && equals > space && equals < end - 1;
    if (!isRecord) throw new ArchiveError('it has an extended header that is damaged');
    const key = readText(bytes.subarray(space + 1, equals), 'key of an extended header');
    records.push({ key, value: bytes.subarray(equals + 1, end - 1) });
    at = end;
  }
  return records;
}

/** Those of the one are replaced by those of the other, and taken away by one that is empty. */
export function mergeRecords(global: readonly PaxRecord[], own: readonly PaxRecord[]): PaxRecord[] {
  const said = new Set(own.map(({ key }) => key));
  return [...global.filter(({ key }) => !said.has(key)), ...own].filter(({ value }) => value.length > 0);
}

/** The last with the key. */
export function lastOf(records: readonly PaxRecord[], key: string): Buffer | undefined {
  return records.findLast((record) => record.key === key)?.value;
}

/** A size or place as a decimal number. `what` is for the message of an ArchiveError. */
export function decimal(value: Buffer | string, what: string): number {
  const text = value.toString('latin1');
  if (/^-/.test(text)) throw new ArchiveError(`${what} is negative`);
  const number = /^[0-9]{1,19}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(number)) return number;
  throw new ArchiveError(`${what} is ${Number.isNaN(number) ? 'not a number' : 'larger than any file'}`);
}
