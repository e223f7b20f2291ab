/**
 * The set through Bazel, cold and after small changes: each program for four architectures, as Kubernetes' set has them. The packer
 * is bundled, and Bazel's server started, before the clock is.
 */
import { appendFileSync, copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createWorkspace, type Workspace } from '../test/bazel/workspace.ts';
import { measure } from './measure.ts';
import { fpm, FPM_ENV } from './others.ts';

const ARCHITECTURES = ['amd64', 'arm64', 'ppc64le', 's390x'];
/** What fpm makes too: no folder of them all, no wrappers. */
const SET = ['//build/pkgs:debs', '//build/pkgs:rpms'];

export async function bazel(folder: string, programs: readonly string[]): Promise<void> {
  const workspace = await createWorkspace('4');
  try {
    const files = await writeSet(workspace, programs);
    const theirs = await measure(fpm(files, join(folder, 'fpm')), { env: FPM_ENV });
    console.log(`${files.length * 2} packages of ${files.length} programs`);
    console.log(`${'fpm, one after another'.padEnd(40)}${theirs.seconds.toFixed(2).padStart(8)} s`);
    await workspace.bazel('build', '//build/pkgs:patched');
    const row = (name: string, seconds: number): void => {
      const ratio = (theirs.seconds / seconds).toFixed(1);
      console.log(`${name.padEnd(40)}${seconds.toFixed(2).padStart(8)} s: fpm takes ${ratio} times as long`);
    };
    const revision = (text: string): string => `--//build/pkgs:revision=${text}`;
    row('cold', await workspace.time(...SET));
    row('nothing changed', await workspace.time(...SET));
    const bumps: number[] = [];
    for (const text of ['1', '2', '3', '4', '5', '6']) bumps.push(await workspace.time(...SET, revision(text)));
    row('the first other revision', bumps[0] ?? 0);
    row('another revision, best of five', Math.min(...bumps.slice(1)));
    appendFileSync(files[0] ?? '', 'changed');
    row(`one program of ${files.length} changed`, await workspace.time(...SET, revision('6')));
  } finally {
    await workspace.dispose();
  }
}

// No two are alike, as none would be that a compiler made.
async function writeSet(workspace: Workspace, programs: readonly string[]): Promise<string[]> {
  const files = ARCHITECTURES.flatMap((architecture) =>
    programs.map((program) => {
      const copy = workspace.path('build/pkgs/bin', architecture, basename(program));
      mkdirSync(workspace.path('build/pkgs/bin', architecture), { recursive: true });
      copyFileSync(program, copy);
      appendFileSync(copy, architecture);
      return copy;
    }),
  );
  const names = programs.map((path) => basename(path));
  const text = [
    'apiVersion: onepack/v1',
    'version: 1.20.2',
    `architectures: [${ARCHITECTURES.join(', ')}]`,
    'defaults: { maintainer: Jo Doe <jo@example.com>, license: Apache-2.0 }',
    'sources:',
    ...names.map((name) => `  ${name}: { file: "bin/\${arch}/${name}" }`),
    'packages:',
    ...names.flatMap((name) => [
      `  ${name}:`,
      '    summary: To be packed and timed',
      `    contents: [{ dst: /usr/bin/${name}, src: '@${name}', mode: '0755', machine: any }]`,
    ]),
  ];
  await workspace.write('build/pkgs/packages.yaml', `${text.join('\n')}\n`);
  const { exitCode, output } = await workspace.onepack('generate', '--config=build/pkgs/packages.yaml');
  if (exitCode !== 0) throw new Error(output);
  return files;
}
