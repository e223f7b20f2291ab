/** docs/tutorial-bazel.md, as a stranger does it: in an empty workspace, an empty cache, and with what `make dist` built, in each Bazel. */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { BAZELS } from '../bazel/workspace.ts';
import { isAsShown, sessionsOf } from '../docs/blocks.ts';
import { type Step, triedPage } from '../docs/steps.ts';
import { temporaryFolder } from '../support/packing.ts';
import { createDistribution, createStranger, type Distribution, type Stranger, WORKSPACES } from './stranger.ts';

const PAGE = 'docs/tutorial-bazel.md';
const { steps } = triedPage(PAGE);

let distribution: Distribution;
beforeAll(async () => void (distribution = await createDistribution()));
afterAll(() => distribution.dispose());

describe.each(BAZELS)(`${PAGE} with Bazel %s`, (bazel) => {
  const commands = temporaryFolder('onepack-tutorial-');
  let stranger: Stranger;
  beforeAll(async () => {
    stranger = await createStranger(bazel);
    // Of it the file alone stays that names the workspace and its dependencies.
    for (const name of await readdir(stranger.folder)) await rm(join(stranger.folder, name), { recursive: true });
    await writeFile(join(commands, 'bazel'), stranger.script, { mode: 0o755 });
  });
  afterAll(() => stranger.dispose());

  // What is pasted is what was printed, of which the page leaves out the sums. Node comes from a mirror.
  async function paste(file: string, shown: string): Promise<void> {
    const printed = distribution.toPaste(`Bazel, in ${file}`);
    expect(isAsShown(shown.split('\n'), printed)).toBe(true);
    if (file !== WORKSPACES[bazel].file) return;
    await stranger.depend(distribution.withMirror(printed));
  }

  async function run(command: string): Promise<{ exitCode: number; printed: string }> {
    const env = {
      PATH: [commands, process.env['PATH'] ?? ''].join(delimiter),
      HOME: commands,
      GIT_CONFIG_NOSYSTEM: '1',
      LC_ALL: 'C.UTF-8',
    };
    const args = ['-c', `set -o errexit -o pipefail\n${command}`];
    const { exitCode, all } = await execa('bash', args, { cwd: stranger.folder, env, extendEnv: false, all: true, reject: false }); // prettier-ignore
    return { exitCode: exitCode ?? -1, printed: all };
  }

  async function follow(step: Step): Promise<void> {
    if (step.kind !== 'block') throw new Error(`a step of this page that is no block: ${step.kind}`);
    const { block, action } = step;
    const { language, text } = block;
    if (action?.word === 'file') {
      if (/^(?:WORKSPACE|MODULE\.bazel)$/.test(action.rest)) return paste(action.rest, text);
      const file = join(stranger.folder, action.rest);
      await mkdir(dirname(file), { recursive: true });
      return writeFile(file, `${text}\n`);
    }
    expect(language).toBe('console');
    for (const { command, output } of sessionsOf(text)) {
      const { exitCode, printed } = await run(command);
      expect({ command, exitCode, printed: exitCode === 0 ? '' : printed }).toEqual({ command, exitCode: 0, printed: '' }); // prettier-ignore
      if (!isAsShown(output, printed)) expect(printed).toBe(output.join('\n'));
    }
  }

  it.each(steps.map((step, index) => [index + 1, step] as const))('block %i', async (_, step) => {
    await follow(step);
  });

  it('leaves a second init with nothing to do', async () => {
    const { printed } = await run('bazel run @onepack//bazel:onepack -- init pkgs');
    expect(printed).toMatch(/pkgs\/packages\.yaml exists already, so nothing is written\nnext: bazel build \/\/pkgs:all$/); // prettier-ignore
  });
});
