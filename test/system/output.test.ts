import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { withTemporary, writeFileWhole, writeFolderWhole, writeTextWhole } from '../../src/system/output.ts';
import { temporaryFolder } from '../support/packing.ts';

const folder = temporaryFolder();

describe('a whole file', () => {
  it('appears under its name, with its folder, whatever the umask', async () => {
    const before = process.umask(0o077);
    try {
      await writeTextWhole(join(folder, 'deep/er/file'), 'text');
    } finally {
      process.umask(before);
    }
    expect(readFileSync(join(folder, 'deep/er/file'), 'utf8')).toBe('text');
    expect(statSync(join(folder, 'deep/er/file')).mode & 0o777).toBe(0o644);
    expect(readdirSync(join(folder, 'deep/er'))).toEqual(['file']);
  });

  it('leaves the old one where writing fails', async () => {
    const path = join(folder, 'old');
    writeFileSync(path, 'old');
    const failing = writeFileWhole(path, async (temporary) => {
      await writeFile(temporary, 'half');
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('can have as long a name as the file system takes', async () => {
    await writeTextWhole(join(folder, 'x'.repeat(255)), 'text');
    expect(existsSync(join(folder, 'x'.repeat(255)))).toBe(true);
  });
});

describe('a whole folder', () => {
  it.each(['absent', 'empty', 'full'])('takes the place of one that is %s', async (state) => {
    const path = join(folder, state);
    if (state !== 'absent') mkdirSync(path);
    if (state === 'full') writeFileSync(join(path, 'old'), 'old');
    await writeFolderWhole(path, (temporary) => writeFile(join(temporary, 'new'), 'new'));
    expect(readdirSync(path)).toEqual(['new']);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('leaves the old one where writing fails', async () => {
    const path = join(folder, 'kept');
    mkdirSync(path);
    writeFileSync(join(path, 'old'), 'old');
    await expect(writeFolderWhole(path, () => Promise.reject(new Error('stop')))).rejects.toThrow('stop');
    expect(readdirSync(path)).toEqual(['old']);
  });
});

describe('a temporary', () => {
  it('can be kept for one kind of failure', async () => {
    const keep = join(folder, 'for-later');
    const make = (path: string): Promise<never> => {
      mkdirSync(path);
      return Promise.reject(new RangeError('stop'));
    };
    await expect(withTemporary(keep, make, (error) => error instanceof RangeError)).rejects.toThrow('stop');
    expect(existsSync(keep)).toBe(true);
    await expect(withTemporary(join(folder, 'gone'), make)).rejects.toThrow('stop');
    expect(existsSync(join(folder, 'gone'))).toBe(false);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('goes with %s, which then ends the program', async (signal) => {
    const own = join(folder, signal);
    mkdirSync(own);
    const code = `
      import { writeFileSync } from 'node:fs';
      import { writeFileWhole } from '${process.cwd()}/src/system/output.ts';
      await writeFileWhole('${own}/file', async (temporary) => {
        writeFileSync(temporary, 'half');
        console.log('ready');
        await new Promise((resolve) => setTimeout(resolve, 30_000));
      });`;
    const child = execa(process.execPath, ['--input-type=module', '--eval', code], { reject: false });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(readdirSync(own)).toHaveLength(1);
    child.kill(signal);
    expect((await child).signal).toBe(signal);
    expect(readdirSync(own)).toEqual([]);
  });
});
