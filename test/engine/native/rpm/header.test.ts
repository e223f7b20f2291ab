import { describe, expect, it } from '@jest/globals';
import {
  bytes,
  i18n,
  int16,
  int32,
  int64,
  string,
  strings,
  writeHeader,
} from '../../../../src/engine/native/rpm/header.ts';

describe('the header of an rpm', () => {
  const header = writeHeader(
    63,
    new Map([
      [1009, int32([1, 0xffffffff])],
      [1000, string('a')],
      [5009, int64([2n ** 40n])],
      [1030, int16([0o100644])],
      [1047, strings(['b', 'ü', Buffer.from([0xe4])])],
      [1004, i18n('c')],
      [1098, bytes(Buffer.from([1, 2, 3]))],
    ]),
  );
  const entries = Array.from({ length: header.readUInt32BE(8) }, (_, at) => {
    const start = 16 + 16 * at;
    return [0, 4, 8, 12].map((offset) => header.readInt32BE(start + offset));
  });
  const store = header.subarray(16 + 16 * entries.length);

  it('begins with its magic and its sizes', () => {
    expect(header.subarray(0, 8).toString('hex')).toBe('8eade80100000000');
    expect(header.readUInt32BE(12)).toBe(store.length);
  });

  it('lists its tags in order, each at a place that its type may have', () => {
    expect(entries.map(([tag, type, , count]) => [tag, type, count])).toEqual([
      [63, 7, 16],
      [1000, 6, 1],
      [1004, 9, 1],
      [1009, 4, 2],
      [1030, 3, 1],
      [1047, 8, 3],
      [1098, 7, 3],
      [5009, 5, 1],
    ]);
    const aligns: Readonly<Record<number, number>> = { 3: 2, 4: 4, 5: 8 };
    expect(entries.map(([, type = 0, offset = 0]) => offset % (aligns[type] ?? 1))).toEqual(entries.map(() => 0));
  });

  it('has the values in its store', () => {
    const at = (tag: number): Buffer => store.subarray(entries.find(([each]) => each === tag)?.[2]);
    expect(at(1000).subarray(0, 2).toString()).toBe('a\0');
    expect([at(1009).readUInt32BE(0), at(1009).readUInt32BE(4)]).toEqual([1, 0xffffffff]);
    expect(at(1047).subarray(0, 7).toString('latin1')).toBe('b\0\u00c3\u00bc\0\u00e4\0');
    expect(at(5009).readBigUInt64BE()).toBe(2n ** 40n);
  });

  it('ends with the entry of its region, which reaches back over its index', () => {
    const region = store.subarray(-16);
    expect([0, 4, 8, 12].map((offset) => region.readInt32BE(offset))).toEqual([63, 7, -16 * entries.length, 16]);
    expect(entries[0]?.[2]).toBe(store.length - 16);
  });
});
