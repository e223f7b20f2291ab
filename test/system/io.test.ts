import { describe, expect, it } from '@jest/globals';
import { wantsColor } from '../../src/system/io.ts';

describe('wantsColor', () => {
  it.each([
    [true, {}, true],
    [true, { TERM: 'xterm-256color' }, true],
    [false, {}, false],
    [true, { TERM: 'dumb' }, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '0' }, false],
    // "when present and not an empty string": https://no-color.org
    [true, { NO_COLOR: '' }, true],
  ])('terminal %s, environment %j: %s', (isTTY, environment, wanted) => {
    expect(wantsColor(isTTY, environment)).toBe(wanted);
  });
});
