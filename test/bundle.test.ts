import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onepack-bundle-'));
  await execa('node', ['hack/bundle.mjs', `--out=${folder}/a.cjs`]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the bundle', () => {
  it('is the same bytes each time', async () => {
    await execa('node', ['hack/bundle.mjs', `--out=${folder}/b.cjs`]);
    await execa('cmp', [`${folder}/a.cjs`, `${folder}/b.cjs`]);
  });

  it('runs alone', async () => {
    const { stdout } = await execa('node', [`${folder}/a.cjs`, '--version'], { cwd: '/' });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('says which Node it needs', async () => {
    const old = join(folder, 'old.cjs');
    await writeFile(old, "Object.defineProperty(process.versions, 'node', { value: '20.1.0' });");
    const { exitCode, stderr } = await execa('node', ['-r', old, `${folder}/a.cjs`], { reject: false });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: `onepack needs Node 22 or later, and this is ${process.version}`,
    });
  });
});
