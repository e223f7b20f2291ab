import { randomBytes, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { combineCrc32 } from '../../src/archive/crc32.ts';

describe('combineCrc32', () => {
  it('is the CRC-32 of both texts one after the other', () => {
    for (let round = 0; round < 300; round += 1) {
      const [one, two] = [randomBytes(randomInt(3000)), randomBytes(randomInt(70_000))];
      expect(combineCrc32(crc32(one), crc32(two), two.length)).toBe(crc32(Buffer.concat([one, two])));
    }
  });

  it.each([0, 1, 2, 255, 256, 65_535, 65_536])('takes a second text of %i bytes', (length) => {
    const [one, two] = [Buffer.from('123456789'), randomBytes(length)];
    expect(combineCrc32(crc32(one), crc32(two), length)).toBe(crc32(Buffer.concat([one, two])));
  });

  it('takes lengths beyond 32 bits', () => {
    // Zeros in five steps of 1 GiB, and at once.
    const step = 2 ** 30;
    const zeros = (length: number): number => crcOfZeros(length);
    const stepwise = Array.from({ length: 5 }).reduce<number>(
      (crc) => combineCrc32(crc, zeros(step), step),
      crc32('x'),
    );
    expect(combineCrc32(crc32('x'), zeros(5 * step), 5 * step)).toBe(stepwise);
  });
});

// By doubling.
function crcOfZeros(length: number): number {
  if (length === 0) return 0;
  if (length % 2 === 1) return combineCrc32(crcOfZeros(length - 1), crc32(Buffer.alloc(1)), 1);
  const half = crcOfZeros(length / 2);
  return combineCrc32(half, half, length / 2);
}
