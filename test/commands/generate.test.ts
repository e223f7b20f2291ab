import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type GenerateOptions, generate } from '../../src/commands/generate.ts';
import { InputError } from '../../src/problems/errors.ts';
import { run as runLine } from '../command_line/running.ts';
import { folderOf } from '../config/loading.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'onepack-generate-'))));
afterEach(() => rm(folder, { recursive: true }));

describe('generate', () => {
  it('writes BUILD.bazel beside the config, and nothing new a second time', async () => {
    await config('pkgs');
    expect(await run('pkgs')).toBe('pkgs/BUILD.bazel: 2 targets\n');
    expect(await run('pkgs')).toBe('pkgs/BUILD.bazel: 2 targets, nothing new\n');
    expect(await readdir(join(folder, 'pkgs'))).toEqual(['BUILD.bazel', 'packages.yaml']);
  });

  it.each([
    ['a guest in another workspace', 'module(name = "acme")\n', '@onepack//bazel:defs.bzl', '//build/pkgs:update'],
    ["at home in onepack's own", 'module(\n    name = "onepack",\n)\n', '//bazel:defs.bzl', '//build/pkgs:update'],
  ])('loads the rules as %s', async (_name, module, defs, update) => {
    await write('MODULE.bazel', module);
    await config('build/pkgs');
    await run('build/pkgs');
    const text = await read('build/pkgs/BUILD.bazel');
    expect(text).toContain(`load("${defs}", "onepack_set")\n`);
    expect(text).toContain(`bazel run ${update}\n`);
  });

  it('takes the folder of the config for the workspace where there is none', async () => {
    await config('pkgs');
    await run('pkgs', { workspace: 'pkgs' });
    const text = await read('pkgs/BUILD.bazel');
    expect(text).toContain('bazel run //:update\n');
    expect(text).toContain('load("@onepack//bazel:defs.bzl", "onepack_set")\n');
  });

  it('checks: shows the diff and the command, and writes nothing', async () => {
    await write('WORKSPACE', '');
    await config('pkgs');
    await run('pkgs');
    expect(await run('pkgs', { check: true })).toBe('');
    const before = await read('pkgs/BUILD.bazel');
    await config('pkgs', 'formats: [deb]\n');
    const { problems, output } = await mistakes(() => run('pkgs', { check: true }));
    expect(problems).toEqual(['build-file-stale run: bazel run //pkgs:update   (or: npx onepack generate --config=pkgs/packages.yaml)']); // prettier-ignore
    expect(output).toContain('-        "rpm": {');
    expect(await read('pkgs/BUILD.bazel')).toBe(before);
  });

  it('writes wrappers in place of the BUILD file', async () => {
    await config('pkgs');
    await run('pkgs', { wrappers: 'wrappers' });
    expect((await readdir(join(folder, 'wrappers'))).sort()).toEqual(['tool_amd64_deb.sh', 'tool_amd64_rpm.sh']);
    expect((await stat(join(folder, 'wrappers/tool_amd64_deb.sh'))).mode & 0o777).toBe(0o755);
    expect(await readdir(join(folder, 'pkgs'))).toEqual(['packages.yaml']);
  });

  it.each([
    [
      "a package named like another's target",
      'formats: [rpm]\n',
      '  tool_amd64_rpm: { summary: A, contents: [{ dst: /a, type: dir }] }\n',
      'target-taken',
    ],
    [
      'a file outside the folder',
      '',
      '  other: { summary: A, contents: [{ src: ../x, dst: /a }] }\n',
      'outside-package',
    ],
  ])('refuses %s', async (_name, top, more, code) => {
    await config('pkgs', top, more);
    const { problems } = await mistakes(() => run('pkgs'));
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([code]);
    expect(await readdir(join(folder, 'pkgs'))).toEqual(['packages.yaml']);
  });
});

let printed = '';

async function run(at: string, options: Partial<GenerateOptions> = {}): Promise<string> {
  printed = '';
  const io = { stdout: (text: string) => void (printed += text), stderr: () => undefined, isTTY: false, cwd: folder };
  await generate({ ...options, layers: { config: `${at}/packages.yaml`, cwd: folder } }, io);
  return printed;
}

async function mistakes(failing: () => Promise<unknown>): Promise<{ problems: string[]; output: string }> {
  const error: unknown = await failing().catch((reason: unknown) => reason);
  if (!(error instanceof InputError)) throw new Error('no InputError', { cause: error });
  return { problems: error.problems.map(({ code, hint }) => `${code} ${hint ?? ''}`.trim()), output: printed };
}

function config(at: string, top = '', more = ''): Promise<void> {
  return write(`${at}/packages.yaml`, `${HEAD}${top}packages:\n${TOOL}${more}`);
}

async function write(name: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
}

function read(name: string): Promise<string> {
  return readFile(join(folder, name), 'utf8');
}

const HEAD = `apiVersion: onepack/v1
version: v1.2.3
architectures: [amd64]
defaults: { maintainer: Jo <jo@example.com>, license: MIT }
`;
const TOOL = `  tool:
    summary: A tool
    contents: [{ dst: /srv/tool, type: dir }]
`;

describe('a tree that is the folder of the config', () => {
  const configOf = (src: string): string => `apiVersion: onepack/v1
version: v1.2.3
architectures: [all]
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT }
packages:
  hello: { summary: Says hello, contents: [${src}] }
`;
  it.each([
    ['{ src: ., dst: /opt/app }', '.'],
    ['{ src: ., dst: /opt/app, type: tree }', '.'],
    ['{ src: .., dst: /opt/app, type: tree }', '.'],
    ['{ src: ../.., dst: /opt/app }', '.'],
    ['{ src: /, dst: /opt/app, type: tree }', 'MODULE.bazel'],
  ])('ends, and is refused: %s', async (content, workspace) => {
    const cwd = folderOf({ 'a/b/packages.yaml': configOf(content), ...(workspace === '.' ? {} : { [workspace]: '' }) });
    const { status, stderr } = await runLine(['generate', '--config=a/b/packages.yaml'], { cwd });
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(/^a\/b\/packages\.yaml:6:\d+: error: .*\[folder-of-config\]$/m),
    ]);
    expect(existsSync(join(cwd, 'a/b/BUILD.bazel'))).toBe(false);
  });
});
