/**
 * A small Bazel workspace for tests: onepack's rules and sources, a config of two packages, and generated ELF files
 * that stand in for programs. No network.
 *
 * ONEPACK_TEST_BAZELS chooses the Bazels: `4` (Debian's 4.2.3, the default), `7` (7.7.1 with MODULE.bazel) and `7-workspace`,
 * separated by commas. 7.7.1 runs in the root that hack/bazel7-root makes.
 */
import { mkdtempSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';

const ROOT = join(import.meta.dirname, '../..');

/** What a workspace is made of; the rest of the repository has no part in a build. */
const PARTS = [
  '.bazelignore',
  '.bazelrc',
  '.bazelversion',
  'BUILD.bazel',
  'MODULE.bazel',
  'WORKSPACE',
  'bazel',
  'container',
  'hack',
  'package-lock.json',
  'package.json',
  'src',
  'tools',
];

export type BazelName = '4' | '7' | '7-workspace';

export const BAZELS = (process.env['ONEPACK_TEST_BAZELS'] ?? '4').split(',') as BazelName[];

/** Of one run of Bazel. */
export interface Run {
  readonly exitCode: number;
  /** Standard output and error together, as one sees them. */
  readonly output: string;
  /** Mnemonic and first output of each action that ran a process. */
  readonly actions: readonly string[];
}

export interface Workspace {
  readonly bazelName: BazelName;
  readonly folder: string;
  /** Makes every file as it is in the beginning. The server goes on, and knows what it has built. */
  reset(): Promise<void>;
  /** Forgets what was built, for tests that count actions or list outputs. */
  clean(): Promise<void>;
  path(...names: string[]): string;
  read(name: string): Promise<string>;
  write(name: string, text: string | Uint8Array): Promise<void>;
  /** Writes Bazel's settings for this machine, and looks for its tools again. */
  setUp(): Promise<void>;
  /** `onepack` from the sources, in the workspace. */
  onepack(...args: string[]): Promise<{ exitCode: number; output: string }>;
  /** `bazel COMMAND ARGS…` */
  bazel(command: string, ...args: string[]): Promise<Run>;
  /** Seconds that a build takes, without the log that says which actions ran. */
  time(...args: string[]): Promise<number>;
  /** A file below bazel-bin/build/pkgs. */
  built(...names: string[]): string;
  dispose(): Promise<void>;
}

/** A folder and a server for Bazel, which `reset` fills. */
export function createWorkspace(bazel: BazelName): Workspace {
  const folder = mkdtempSync(join(tmpdir(), 'onepack-bazel-'));
  return open(bazel, folder, join(folder, 'checkout'));
}

/** The smallest file that says which machine it is for: an ELF header, and a text to tell it by. */
export function program(architecture: 'amd64' | 'arm64', text = ''): Uint8Array {
  const header = Buffer.alloc(64);
  header.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  header.writeUInt16LE(2, 16);
  header.writeUInt16LE({ amd64: 62, arm64: 183 }[architecture], 18);
  header.writeUInt32LE(1, 20);
  header.writeUInt16LE(64, 52);
  return Buffer.concat([header, Buffer.from(text)]);
}

/** How many actions of each mnemonic ran. */
export function count(run: Run): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const action of run.actions) {
    const [mnemonic = ''] = action.split(' ');
    counts[mnemonic] = (counts[mnemonic] ?? 0) + 1;
  }
  return counts;
}

const CONFIG = `apiVersion: onepack/v1
version: v1.2.3
architectures: [amd64, arm64]
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT }
warnings: { description-is-summary: off, section-missing: off, no-copyright-file: off, file-in-srv: off }
sources:
  hello: { file: "bin/\${arch}/hello" }
  tool: { file: "bin/\${arch}/tool" }
packages:
  hello:
    summary: Says hello
    depends: { libc: "*" }
    contents:
      - { src: "@hello", dst: /usr/bin/hello, mode: "0755" }
      - { src: files/hello.conf, dst: /etc/hello.conf, type: config }
    scripts: { postinstall: files/hello.sh }
  tool:
    summary: Does the rest
    contents:
      - { src: "@tool", dst: /usr/bin/tool, mode: "0755" }
`;

/** Sources are there for `hello` on both architectures, and for `tool` on amd64 alone. */
const FILES: Readonly<Record<string, string | Uint8Array>> = {
  'build/pkgs/packages.yaml': CONFIG,
  'build/pkgs/files/hello.conf': 'greeting = hello\n',
  'build/pkgs/files/hello.sh': '#!/bin/sh\nexit 0\n',
  'build/pkgs/bin/amd64/hello': program('amd64', 'hello'),
  'build/pkgs/bin/arm64/hello': program('arm64', 'hello'),
  'build/pkgs/bin/amd64/tool': program('amd64', 'tool'),
};

function open(bazel: BazelName, folder: string, checkout: string): Workspace {
  const path = (...names: string[]): string => join(checkout, ...names);
  const startup = [`--output_user_root=${join(folder, 'bazel')}`];
  const flags = bazel === '7-workspace' ? ['--config=workspace'] : [];
  let runs = 0;
  const workspace: Workspace = {
    bazelName: bazel,
    folder: checkout,
    async reset() {
      await fill(checkout);
      for (const [name, content] of Object.entries(FILES)) await workspace.write(name, content);
      await workspace.setUp();
      const generated = await workspace.onepack('generate', '--config=build/pkgs/packages.yaml');
      if (generated.exitCode !== 0) throw new Error(generated.output);
    },
    path,
    read: (name) => readFile(path(name), 'utf8'),
    async write(name, content) {
      await mkdir(dirname(path(name)), { recursive: true });
      await writeFile(path(name), content, { mode: 0o755 });
    },
    async clean() {
      const { exitCode, output } = await workspace.bazel('clean');
      if (exitCode !== 0) throw new Error(output);
    },
    async setUp() {
      const { exitCode, output } = await run(bazel, checkout, ['hack/bazel-setup', '--offline']);
      if (exitCode !== 0) throw new Error(output);
    },
    onepack: (...args) => run(bazel, checkout, [join(ROOT, 'node_modules/.bin/node'), path('src/cli.ts'), ...args]),
    async bazel(command, ...args) {
      const log = join(folder, `execution-${++runs}.json`);
      const builds = ['build', 'test', 'run'].includes(command);
      const more = builds ? [...flags, `--execution_log_json_file=${log}`] : flags;
      const separator = args.indexOf('--') === -1 ? args.length : args.indexOf('--');
      const all = [...args.slice(0, separator), ...more, ...args.slice(separator)];
      const result = await run(bazel, checkout, ['bazel', ...startup, command, ...all]);
      return { ...result, actions: builds ? await actionsOf(log) : [] };
    },
    async time(...args) {
      const start = performance.now();
      const { exitCode, output } = await run(bazel, checkout, ['bazel', ...startup, 'build', ...flags, ...args]);
      if (exitCode !== 0) throw new Error(output);
      return (performance.now() - start) / 1000;
    },
    built: (...names) => path('bazel-bin/build/pkgs', ...names),
    async dispose() {
      await run(bazel, checkout, ['bazel', ...startup, 'shutdown']);
      // What Bazel made is read-only.
      await execa('chmod', ['-R', 'u+w', folder], { reject: false });
      await rm(folder, { recursive: true, force: true });
    },
  };
  return workspace;
}

/** Empties the folder, which the server runs in and which stays, and copies the repository's part of a build. */
async function fill(checkout: string): Promise<void> {
  await mkdir(checkout, { recursive: true });
  for (const name of await readdir(checkout)) await rm(join(checkout, name), { recursive: true });
  for (const part of PARTS) await cp(join(ROOT, part), join(checkout, part), { recursive: true });
  // Real files by way of a link: Bazel and esbuild see the paths of this workspace.
  await symlink(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
  await symlink(join(ROOT, '.tools'), join(checkout, '.tools'));
}

async function run(bazel: BazelName, cwd: string, command: string[]): Promise<{ exitCode: number; output: string }> {
  const [file = '', ...args] = bazel === '4' ? command : [join(ROOT, 'hack/with-bazel7'), ...command];
  const { all, exitCode } = await execa(file, args, { cwd, all: true, reject: false });
  return { exitCode: exitCode ?? -1, output: all };
}

// One JSON object after the other, with nothing between them.
async function actionsOf(log: string): Promise<string[]> {
  const text = await readFile(log, 'utf8').catch(() => '');
  if (text.trim() === '') return [];
  const spawns = JSON.parse(`[${text.replace(/^\}\{$/gm, '},{')}]`) as Spawn[];
  return spawns.map(
    ({ mnemonic, listedOutputs }) => `${mnemonic} ${(listedOutputs[0] ?? '').replace(/^.*\/bin\//, '')}`,
  );
}

interface Spawn {
  readonly mnemonic: string;
  readonly listedOutputs: readonly string[];
}
