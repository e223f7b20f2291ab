import { expect, it } from '@jest/globals';
import { parseMaxFilesize, parseMaxTime, sizeText } from '../../src/fetch/limits.ts';

it.each([
  ['1', 1, '1 bytes'],
  ['1000', 1000, '1000 bytes'],
  ['2048', 2048, '2K'],
  ['3m', 3 * 2 ** 20, '3M'],
  ['4G', 4 * 2 ** 30, '4G'],
  ['5T', 5 * 2 ** 40, '5T'],
])('%s is %d bytes, and is shown as %s', (flag, bytes, text) => {
  expect(parseMaxFilesize(flag)).toBe(bytes);
  expect(sizeText(bytes)).toBe(text);
});

it.each(['', '0', '-1', '1.5G', '4GB', 'G', '9007199254740992', '99999T', '__proto__'])('%j is no size', (flag) => {
  expect(() => parseMaxFilesize(flag)).toThrow(`\`--max-filesize=${flag}\` is not a number of bytes`);
});

it.each(['', '0', '-1', '1.5', '1h', '604801', 'Infinity', '1e3'])('%j is no time', (flag) => {
  expect(() => parseMaxTime(flag)).toThrow(`\`--max-time=${flag}\` is not a whole number of seconds from 1 to 604800`);
});

it('takes whole seconds', () => {
  expect(parseMaxTime('7200')).toBe(7200);
});
