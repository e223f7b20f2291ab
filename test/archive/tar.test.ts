/** Headers of tar as GNU tar and dpkg read them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { tarEnd, tarHeader, tarPadding } from '../../src/archive/tar.ts';
import { run, temporaryFolder } from '../support/packing.ts';

const folder = temporaryFolder();
const OWNED = { mtime: 315532800, owner: 'root', group: 'root' };

describe('tar', () => {
  it.each([1, 99, 100, 101, 511, 512, 513, 2000])('keeps names and targets of %i bytes', async (length) => {
    const name = `./${'n'.repeat(length - 2 > 0 ? length - 2 : 1)}`;
    const target = 'ü'.repeat(Math.ceil(length / 2));
    const parts = [
      tarHeader({ ...OWNED, name, type: 'file', mode: 0o4755, size: 3 }),
      Buffer.from('abc'),
      tarPadding(3),
      tarHeader({ ...OWNED, name: `${name}-link`, type: 'symlink', mode: 0o777, target }),
      tarHeader({ ...OWNED, name: `${name}-hard`, type: 'hardlink', mode: 0o755, target: name }),
    ];
    const bytes = Buffer.concat(parts);
    const path = join(folder, `${length}.tar`);
    writeFileSync(path, Buffer.concat([bytes, tarEnd(bytes.length)]));
    const listed = await run('tar', ['--quoting-style=literal', '--full-time', '-tvf', path]);
    expect(listed.split('\n')).toEqual([
      `-rwsr-xr-x root/root         3 1980-01-01 00:00:00 ${name}`,
      `lrwxrwxrwx root/root         0 1980-01-01 00:00:00 ${name}-link -> ${target}`,
      `hrwxr-xr-x root/root         0 1980-01-01 00:00:00 ${name}-hard link to ${name}`,
    ]);
  });

  it('ends in a whole record', () => {
    for (const before of [0, 512, 9 * 1024, 10 * 1024, 10 * 1024 + 512]) {
      expect((before + tarEnd(before).length) % 10_240).toBe(0);
      expect(tarEnd(before).length).toBeGreaterThanOrEqual(1024);
    }
  });
});
