/**
 * Configs with a mistake, or with something to warn of, and what is said of each. Adding a case is adding files; `UPDATE_WRONG=1 npm run -s jest -- test/wrong`
 * rewrites what is said, and the difference is read.
 *
 *   NAME.yaml or NAME/packages.yaml   the config; the folder has whatever else it names
 *   NAME/args                         optional: the command line, one argument a line; `patch` of the config is run without it
 *   NAME.txt                          standard error and the exit status; after warnings that is 0
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PROBLEM_CODES } from '../../src/problems/codes/codes.ts';
import { run } from '../command_line/running.ts';

const FOLDER = import.meta.dirname;
const UPDATE = process.env['UPDATE_WRONG'] === '1';

const entries = readdirSync(FOLDER, { withFileTypes: true });
const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
const files = entries.flatMap(({ name }) => (name.endsWith('.yaml') ? [name.slice(0, -'.yaml'.length)] : []));
const cases = [...folders, ...files].sort();

let out: string;
beforeEach(async () => void (out = await mkdtemp(join(tmpdir(), 'onepack-wrong-'))));
afterEach(() => rm(out, { recursive: true, force: true }));

describe('what is said of a wrong config', () => {
  it.each(cases)('%s', async (name) => {
    const said = await answerTo(name);
    const file = join(FOLDER, `${name}.txt`);
    if (UPDATE) await writeFile(file, said);
    expect(said).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '');
    expect(said).not.toMatch(/^\s+at /m);
    if (!said.endsWith('exit 0\n')) expect(await readdir(out)).toEqual([]);
  });

  it('has a case for each', () => {
    const texts = readdirSync(FOLDER).flatMap((name) => (name.endsWith('.txt') ? [name.slice(0, -'.txt'.length)] : []));
    expect(texts.sort()).toEqual(cases);
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  it('has every code that a problem can have', () => {
    const texts = cases.map((name) => readFileSync(join(FOLDER, `${name}.txt`), 'utf8')).join('');
    const said = new Set([...texts.matchAll(/\[([a-z0-9-]+)\]$/gm)].map(([, code = '']) => code));
    expect(Object.keys(PROBLEM_CODES).filter((code) => !said.has(code) && !(code in ELSEWHERE))).toEqual([]);
  });
});

/** Codes without a case here, and why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'bad-segments': 'its message has absolute paths: test/commands/compress.test.ts',
  'empty-folder': 'git keeps no empty folder: test/lint/files.test.ts',
  'input-changed': 'a file that another process writes: test/artifact/native.test.ts',
  'kube-binaries': 'build/pkgs/tools/own_binaries.ts has it, which is not a command of onepack',
  'link-unrecorded': 'what Bazel lays out: test/bazel/links.ts, test/stage/recorded_links.test.ts',
  'too-large': 'a large file: odd_files.test.ts',
  'tree-mode': 'modes that git does not keep: test/commands/trees.test.ts',
  'unreadable-file': 'nothing is unreadable to root',
  'wrong-manifest': 'dist has it for packages that are whole: test/commands/dist.test.ts',
};

async function answerTo(name: string): Promise<string> {
  const cwd = folders.includes(name) ? join(FOLDER, name) : FOLDER;
  const config = folders.includes(name) ? 'packages.yaml' : `${name}.yaml`;
  const args = join(cwd, 'args');
  const flags = folders.includes(name) && existsSync(args) ? readFileSync(args, 'utf8').trimEnd().split('\n') : [];
  const command = flags[0]?.startsWith('-') === false ? [] : ['patch', `--config=${config}`, '--out=OUT/patched.yaml'];
  const argv = [...command, ...flags, ...withoutWarnings(name, command[0] ?? flags[0] ?? '')].map((arg) =>
    arg.replace('OUT', out),
  );
  const { status, stderr } = await run(argv, { cwd });
  return `${stderr.replaceAll(out, 'OUT').replaceAll(cwd, 'HERE')}exit ${status}\n`;
}

// A mistake is shown alone, and what a config could have better is a case of its own: `warnings-NAME`.
function withoutWarnings(name: string, command: string): string[] {
  return !name.startsWith('warnings-') && ['check', 'generate', 'pack', 'patch'].includes(command) ? ['--warnings=off'] : [];
}
