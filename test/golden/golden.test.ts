/**
 * A folder is a test: a config with its files goes in, and what onepack makes of it must equal `expected/`. Adding a case is
 * adding files. `UPDATE_GOLDEN=1 npm run golden` rewrites them all.
 *
 *   CASE/packages.yaml    the config, with whatever files it names
 *   CASE/args             optional: further arguments, one a line
 *   CASE/native          optional: why fpm cannot pack it
 *   CASE/expected/        BUILD.bazel, wrappers/, and a description of each package; stderr where the config is wrong
 */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeDeb, describeRpm } from '../support/describe.ts';
import { copyCase, goldenCases, onepack } from '../support/golden.ts';

const FOLDER = import.meta.dirname;
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

const cases = await goldenCases();

let scratch: string;
beforeAll(async () => void (scratch = await mkdtemp(join(tmpdir(), 'onepack-golden-'))));
afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('golden', () => {
  it.each(cases)('%s', async (name) => {
    const actual = await build(name);
    const folder = join(FOLDER, name, 'expected');
    if (UPDATE) await replaceFolder(folder, actual);
    const wanted = await readFolder(folder);
    expect(actual).toEqual(wanted);
  });
});

/** Runs the generator and the packer on a copy of the case; a map of file name to text. */
async function build(name: string): Promise<Record<string, string>> {
  const folder = join(scratch, name);
  const flags = await copyCase(name, folder);

  const generated = await onepack(folder, ['generate', '--config=packages.yaml']);
  if (generated.exitCode !== 0) return { stderr: `${generated.stderr}\nexit ${generated.exitCode}\n` };
  await onepack(folder, ['generate', ...flags, '--wrappers=wrappers']);
  const packed = await onepack(folder, ['pack', ...flags, '--out=out']);
  if (packed.exitCode !== 0) return { stderr: `${packed.stderr}\nexit ${packed.exitCode}\n` };

  const made: Record<string, string> = { 'BUILD.bazel': await readFile(join(folder, 'BUILD.bazel'), 'utf8') };
  for (const wrapper of await readdir(join(folder, 'wrappers'))) {
    made[`wrappers/${wrapper}`] = await readFile(join(folder, 'wrappers', wrapper), 'utf8');
  }
  for (const artifact of await readdir(join(folder, 'out'))) {
    const path = join(folder, 'out', artifact);
    made[`${artifact}.txt`] = await (artifact.endsWith('.deb') ? describeDeb(path) : describeRpm(path));
  }
  return made;
}

async function readFolder(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const files: Record<string, string> = {};
  for (const name of names) {
    const path = join(folder, name);
    if ((await stat(path)).isFile()) files[name] = await readFile(path, 'utf8');
  }
  return files;
}

async function replaceFolder(folder: string, files: Record<string, string>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}
