/**
 * The set through Bazel, cold and after small changes: each program for four architectures, as Kubernetes' set has them, in a
 * workspace that has nothing of this checkout but what `make dist` builds, with what USE.txt has for its .bazelrc. Bazel's server
 * is started before the clock is.
 */
import { appendFileSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { createDistribution, createStranger, type Stranger } from '../test/e2e/stranger.ts';
import { configOfSources } from './config.ts';
import { measure } from './measure.ts';
import { fpm, FPM_ENV } from './others.ts';
import { PACKER } from './packer.ts';

const ARCHITECTURES = ['amd64', 'arm64', 'ppc64le', 's390x'];
/** What fpm makes too: no folder of them all, no wrappers. */
const SET = ['//pkgs:debs', '//pkgs:rpms'];
const SETTINGS = ['--@onepack//bazel:workers', '--worker_sandboxing', '--nosandbox_debug'];

export async function bazel(folder: string, programs: readonly string[]): Promise<void> {
  const distribution = await createDistribution();
  const stranger = await createStranger('4');
  try {
    await stranger.depend(distribution.withMirror(distribution.toPaste('Bazel, in WORKSPACE')));
    const files = await writeSet(stranger, programs);
    const theirs = await measure(fpm(files, join(folder, 'fpm')), { env: FPM_ENV });
    console.log(`${files.length * 2} packages of ${files.length} programs`);
    console.log(`${'fpm, one after another'.padEnd(40)}${theirs.seconds.toFixed(2).padStart(8)} s`);
    await build(stranger, '//pkgs:patched');
    const row = (name: string, seconds: number): void => {
      const ratio = (theirs.seconds / seconds).toFixed(1);
      console.log(`${name.padEnd(40)}${seconds.toFixed(2).padStart(8)} s: fpm takes ${ratio} times as long`);
    };
    const revision = (text: string): string => `--//pkgs:revision=${text}`;
    row('cold', await build(stranger, ...SET));
    row('nothing changed', await build(stranger, ...SET));
    const bumps: number[] = [];
    for (const text of ['1', '2', '3', '4', '5', '6']) bumps.push(await build(stranger, ...SET, revision(text)));
    row('the first other revision', bumps[0] ?? 0);
    row('another revision, best of five', Math.min(...bumps.slice(1)));
    appendFileSync(files[0] ?? '', 'changed');
    row(`one program of ${files.length} changed`, await build(stranger, ...SET, revision('6')));
  } finally {
    await stranger.dispose();
    await distribution.dispose();
  }
}

async function build(stranger: Stranger, ...args: string[]): Promise<number> {
  const start = performance.now();
  const { exitCode, output } = await stranger.bazel('build', ...SETTINGS, ...args);
  if (exitCode !== 0) throw new Error(output);
  return (performance.now() - start) / 1000;
}

// No two are alike, as none would be that a compiler made.
async function writeSet({ folder }: Stranger, programs: readonly string[]): Promise<string[]> {
  const pkgs = join(folder, 'pkgs');
  rmSync(pkgs, { recursive: true });
  const files = ARCHITECTURES.flatMap((architecture) =>
    programs.map((program) => {
      const copy = join(pkgs, 'bin', architecture, basename(program));
      mkdirSync(join(pkgs, 'bin', architecture), { recursive: true });
      copyFileSync(program, copy);
      appendFileSync(copy, architecture);
      return copy;
    }),
  );
  const names = programs.map((path) => basename(path));
  writeFileSync(join(pkgs, 'packages.yaml'), configOfSources(names, ARCHITECTURES));
  await execa(process.execPath, [PACKER, 'generate', '--config=pkgs/packages.yaml', '--warnings=off'], { cwd: folder });
  return files;
}
