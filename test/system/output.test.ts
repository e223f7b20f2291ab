import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { KEPT, removeLeftovers } from '../../src/system/leftovers.ts';
import {
  makeOutputFolder,
  withTemporary,
  writeFileWhole,
  writeFolderWhole,
  writeTextWhole,
} from '../../src/system/output.ts';
import { ownerTag } from '../../src/system/owner.ts';
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

describe('a run that was killed', () => {
  /** A tag as a process of this machine makes it. No process has the largest number. */
  const tagOf = (id: number): string => ownerTag().replace(/-\d+-/, `-${id}-`);
  const DEAD = 2 ** 22 + 1;

  it('lost no folder: the next one puts it back where only the second rename is missing, whatever becomes of it', async () => {
    const path = join(folder, 'between');
    const old = `.between.${tagOf(DEAD)}.old`;
    mkdirSync(join(folder, old));
    writeFileSync(join(folder, old, 'release'), 'old');
    await expect(writeFolderWhole(path, () => Promise.reject(new Error('stop')))).rejects.toThrow('stop');
    expect(readdirSync(path)).toEqual(['release']);
    expect(readdirSync(folder).filter((name) => name.startsWith('.between.'))).toEqual([]);
  });

  it('leaves to the next what that takes away, but nothing that a living one has', async () => {
    const own = join(folder, 'shared');
    mkdirSync(own);
    const [left, alive, elsewhere, other] = [
      `.a.deb.${tagOf(DEAD)}.part`,
      `.a.deb.${tagOf(process.ppid)}.part`,
      `.a.deb.00000000-${DEAD}-00000000.part`,
      '.a.deb.part',
    ];
    for (const name of [left, alive, elsewhere, other]) mkdirSync(join(own, name));
    await writeTextWhole(join(own, 'b.deb'), 'text');
    expect(readdirSync(own).sort()).toEqual([alive, elsewhere, other, 'b.deb'].sort());
  });

  it('leaves a work folder for as long as it is kept for a person', async () => {
    const own = join(folder, 'tmp');
    const [left, kept] = [`onepack-${tagOf(DEAD)}`, `onepack-${tagOf(DEAD)}`];
    for (const name of [left, kept]) mkdirSync(join(own, name), { recursive: true });
    writeFileSync(join(own, kept, KEPT), '');
    await removeLeftovers(own);
    expect(readdirSync(own)).toEqual([kept]);
  });

  it('is followed by one that takes away what it left', async () => {
    const own = join(folder, 'killed');
    mkdirSync(own);
    const code = `
      import { writeFileSync } from 'node:fs';
      import { writeFileWhole } from '${process.cwd()}/src/system/output.ts';
      await writeFileWhole('${own}/file', async (temporary) => {
        writeFileSync(temporary, 'half');
        if (process.argv[1] === 'whole') return;
        console.log('ready');
        await new Promise((resolve) => setTimeout(resolve, 30_000));
      });`;
    const run = (...args: string[]) =>
      execa(process.execPath, ['--input-type=module', '--eval', code, ...args], { reject: false });
    const child = run();
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGKILL');
    await child;
    expect(readdirSync(own)).toEqual([expect.stringMatching(/^\.file\..*\.part$/)]);
    await run('whole');
    expect(readdirSync(own)).toEqual(['file']);
  });
});

describe('a folder that cannot be made', () => {
  const IN_ITS_PLACE = 'a file, or a link to nothing, is where a folder must be';
  writeFileSync(join(folder, 'file'), '');
  symlinkSync('nowhere', join(folder, 'dangling'));
  symlinkSync('circle', join(folder, 'circle'));

  it.each([
    // Node's own mkdir never ends here.
    ['/proc/onepack', 'no folder can be made there'],
    ['/proc/onepack/below', 'no folder can be made there'],
    [join(folder, 'file'), IN_ITS_PLACE],
    [join(folder, 'file/below'), IN_ITS_PLACE],
    [join(folder, 'dangling'), IN_ITS_PLACE],
    [join(folder, 'dangling/below'), IN_ITS_PLACE],
    [join(folder, 'circle'), IN_ITS_PLACE],
  ])('%s is said in one sentence', async (path, reason) => {
    await expect(makeOutputFolder(path)).rejects.toThrow(`${path} cannot be written: ${reason}`);
    await expect(writeTextWhole(join(path, 'x'), '')).rejects.toThrow(` cannot be written: ${reason}`);
  });

  it('is said of a folder that stands where a file is to be', async () => {
    await expect(writeTextWhole(folder, '')).rejects.toThrow(`${folder} cannot be written: a folder is there`);
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
