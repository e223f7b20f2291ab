import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { run } from '../command_line/running.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'onepack-tar-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, mode: number): Promise<void> {
  await writeFile(join(folder, name), `${name}\n`);
  await chmod(join(folder, name), mode);
}

describe('onepack tar', () => {
  it('takes modes of files as they are, and of what Bazel built as they are said', async () => {
    await mkdir(join(folder, 'tree/sub'), { recursive: true });
    await write('run', 0o700);
    await write('words', 0o600);
    await write('tree/sub/page', 0o555);
    await write('program', 0o555);
    const files = ['--file=bin/run=run', '--file=words=words', '--data=doc=tree', '--program=bin/program=program'];
    const { status } = await run(['tar', '--out=one.tar', ...files], { cwd: folder });
    expect(status).toBe(0);
    const { stdout } = await execa('tar', ['-tvf', 'one.tar', '--numeric-owner', '--full-time', '--utc'], {
      cwd: folder,
    });
    expect(stdout.split('\n').map((line) => line.replace(/\s+/g, ' '))).toEqual([
      '-rwxr-xr-x 0/0 8 1970-01-01 00:00:00 ./bin/program',
      '-rwxr-xr-x 0/0 4 1970-01-01 00:00:00 ./bin/run',
      '-rw-r--r-- 0/0 14 1970-01-01 00:00:00 ./doc/sub/page',
      '-rw-r--r-- 0/0 6 1970-01-01 00:00:00 ./words',
    ]);
    await run(['tar', '--out=two.tar', ...files.reverse()], { cwd: folder });
    expect(await readFile(join(folder, 'two.tar'))).toEqual(await readFile(join(folder, 'one.tar')));
  });

  it.each(['../words', 'a/../../words', '/words', '..'])('refuses the member %s', async (member) => {
    const { status, stderr } = await run(['tar', '--out=out.tar', `--file=${member}=words`], { cwd: folder });
    expect({ status, stderr }).toMatchObject({ status: 2 });
    expect(stderr).toContain(`\`${member}=words\` is a member outside of the archive [bad-flag]`);
  });

  it('refuses a flag that is not MEMBER=PATH', async () => {
    const { status, stderr } = await run(['tar', '--out=one.tar', '--file=words'], { cwd: folder });
    expect({ status, stderr }).toMatchObject({ status: 2 });
    expect(stderr).toContain('`words` is not MEMBER=PATH');
  });
});
