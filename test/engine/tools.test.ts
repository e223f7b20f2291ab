import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findTools, pathOf, readTools } from '../../src/engine/tools.ts';
import { problemsOf, temporaryFolder, writeFiles } from '../support/packing.ts';

const folder = writeFiles(temporaryFolder(), {
  'tools.json': '{"fpm": {"path": "/opt/fpm/bin/fpm", "version": "1.18.0"}, "tar": {"path": "/usr/bin/tar"}}',
  'broken.json': '{',
  'wrong.json': '{"fpm": "/opt/fpm"}',
});

describe('tools', () => {
  it('are the repository’s own before those on PATH', async () => {
    const { fpm, tar } = await findTools(['fpm', 'tar']);
    expect(fpm?.path).toBe(join(process.cwd(), '.tools/bin/fpm'));
    expect(tar?.path).toMatch(/\/bin\/tar$/);
  });

  it('are those of the file and no others where there is one', async () => {
    const given = await readTools(join(folder, 'tools.json'));
    expect(await findTools(['fpm', 'tar'], given)).toEqual(given);
    await expect(findTools(['fpm', 'tar', 'ar', 'xz'], given)).rejects.toThrow(
      'ar, xz are missing; to install: apt-get install binutils xz-utils',
    );
  });

  it.each([
    ['broken.json', /JSON/],
    ['wrong.json', /^fpm: .*expected object/],
    ['absent.json', /absent\.json: there is no such file/],
  ])('are refused from %s', async (name, message) => {
    const [problem] = await problemsOf(readTools(join(folder, name)));
    expect(problem).toMatchObject({ code: 'tools-file', message: expect.stringMatching(message) as unknown });
  });

  it('come first in PATH, each folder once', () => {
    const path = pathOf({ fpm: { path: '/a/fpm' }, ruby: { path: '/b/ruby' }, tar: { path: '/b/tar' } }).split(':');
    expect(path.slice(0, 2)).toEqual(['/a', '/b']);
    expect(new Set(path).size).toBe(path.length);
  });
});
