/** The two lists of gems: bundler's, which knows what needs what, and ours, which knows the checksums. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

const FOLDER = join(import.meta.dirname, '../../container');

it('has a checksum for each gem of Gemfile.lock, and for no other', () => {
  const locked = [...readFileSync(join(FOLDER, 'Gemfile.lock'), 'utf8').matchAll(/^ {4}(\S+) \(([^)]+)\)$/gm)];
  const listed = readFileSync(join(FOLDER, 'gems.sha256'), 'utf8').trim().split('\n');
  expect(locked).not.toHaveLength(0);
  expect(listed.map((line) => line.replace(/^[0-9a-f]{64} {2}/, ''))).toEqual(
    locked.map(([, name = '', version = '']) => `${name}-${version}.gem`).sort(),
  );
});
