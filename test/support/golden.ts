/** The golden cases as inputs of other tests. */
import { existsSync } from 'node:fs';
import { cp, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';

const FOLDER = join(import.meta.dirname, '../golden');
const CLI = join(import.meta.dirname, '../../src/cli.ts');

export async function goldenCases(): Promise<string[]> {
  const entries = await readdir(FOLDER, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/** Those that fpm can pack, too. */
export async function fpmCases(): Promise<string[]> {
  const cases = await goldenCases();
  return cases.filter((name) => !existsSync(join(FOLDER, name, 'native')));
}

/** A copy of the case's inputs in `folder`, which must not be there yet; returns the flags to pack it with. */
export async function copyCase(name: string, folder: string): Promise<string[]> {
  await cp(join(FOLDER, name), folder, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.includes(join(name, 'expected')),
  });
  const args = await readFile(join(folder, 'args'), 'utf8').catch(() => '');
  return ['--config=packages.yaml', ...args.split('\n').filter((line) => line !== '')];
}

/** `onepack` from the sources. */
export function onepack(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return execa(process.execPath, ['--disable-warning=ExperimentalWarning', CLI, ...args], { cwd, env, reject: false });
}
