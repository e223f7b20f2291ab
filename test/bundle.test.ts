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

  it('says its commit beside its version, where somebody says it', async () => {
    await execa('node', ['hack/bundle.mjs', `--out=${folder}/c.cjs`, '--commit=3f1c0a2d9b1e']);
    const { stdout } = await execa('node', [`${folder}/c.cjs`, '--version'], { cwd: '/' });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+ \(3f1c0a2d9b1e\)$/);
  });

  it.each(['20.19.0', '22.14.0'])('says which Node it needs, on %s', async (version) => {
    const old = join(folder, 'old.cjs');
    await writeFile(old, `Object.defineProperty(process.versions, 'node', { value: '${version}' });`);
    const { exitCode, stderr } = await execa('node', ['-r', old, `${folder}/a.cjs`], { reject: false });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: `onepack needs Node 22.15 or later, and this is ${process.version}`,
    });
  });
});
