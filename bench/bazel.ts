/** The set through Bazel, cold and after small changes. The packer is bundled, and Bazel's server started, before the clock is. */
import { appendFileSync, copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createWorkspace, type Workspace } from '../test/bazel/workspace.ts';
import { writeGoLike } from './inputs.ts';
import { measure } from './measure.ts';
import { fpm, FPM_ENV } from './others.ts';

export async function bazel(folder: string, programs: readonly string[]): Promise<void> {
  const five = [...programs, ...['fourth', 'fifth'].map((name) => join(folder, name))];
  five.slice(programs.length).forEach((path, at) => writeGoLike(path, 20e6, at));
  const theirs = await measure(fpm(five, join(folder, 'fpm')), { env: FPM_ENV });
  console.log(`${'fpm, one after another'.padEnd(40)}${theirs.seconds.toFixed(2).padStart(8)} s`);
  const workspace = await createWorkspace('4');
  try {
    await writeSet(workspace, five);
    await workspace.bazel('build', '//build/pkgs:patched');
    const row = async (name: string, ...flags: string[]): Promise<void> => {
      const start = performance.now();
      const { exitCode, output, actions } = await workspace.bazel('build', '//build/pkgs:all', ...flags);
      const seconds = (performance.now() - start) / 1000;
      if (exitCode !== 0) throw new Error(output);
      const ratio = (theirs.seconds / seconds).toFixed(1);
      console.log(
        `${name.padEnd(40)}${seconds.toFixed(2).padStart(8)} s, ${actions.length} actions: fpm takes ${ratio} times as long`,
      );
    };
    await row('cold');
    await row('nothing changed');
    for (const revision of ['1', '2', '3']) await row(`revision ${revision}`, `--//build/pkgs:revision=${revision}`);
    appendFileSync(workspace.path('build/pkgs/bin', basename(five[1] ?? '')), 'changed');
    await row('one program of five changed', '--//build/pkgs:revision=3');
  } finally {
    await workspace.dispose();
  }
}

async function writeSet(workspace: Workspace, programs: readonly string[]): Promise<void> {
  mkdirSync(workspace.path('build/pkgs/bin'), { recursive: true });
  for (const path of programs) copyFileSync(path, workspace.path('build/pkgs/bin', basename(path)));
  const names = programs.map((path) => basename(path));
  const text = [
    'apiVersion: onepack/v1',
    'version: 1.20.2',
    'architectures: [amd64]',
    'defaults: { maintainer: Jo Doe <jo@example.com>, license: Apache-2.0 }',
    'sources:',
    ...names.map((name) => `  ${name}: { file: bin/${name} }`),
    'packages:',
    ...names.flatMap((name) => [
      `  ${name}:`,
      '    summary: To be packed and timed',
      `    contents: [{ dst: /usr/bin/${name}, src: '@${name}', mode: '0755' }]`,
    ]),
  ];
  await workspace.write('build/pkgs/packages.yaml', `${text.join('\n')}\n`);
  const { exitCode, output } = await workspace.onepack('generate', '--config=build/pkgs/packages.yaml');
  if (exitCode !== 0) throw new Error(output);
}
