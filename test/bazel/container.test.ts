/**
 * The engine fpm-container through Bazel: a container for each action, outside of the sandbox, cached by the image's digest.
 * It needs a machine that can run containers, so it stays apart from the others, with a server of its own.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acceptedRuntime, whyNoContainers } from '../support/container.ts';
import { BAZELS, count, createWorkspace } from './workspace.ts';

const reason = await whyNoContainers();
if (reason !== undefined) console.log(`left out: the engine fpm-container through Bazel; ${reason}`);
// The root that 7.7.1 runs in has no podman.
const bazels = BAZELS.filter((bazel) => bazel === '4');
const FLAGS = ['//build/pkgs:hello_amd64_deb', '--//build/pkgs:engine=fpm-container'];

(reason === undefined ? describe : describe.skip).each(bazels)('fpm in a container with Bazel %s', (bazel) => {
  const workspace = createWorkspace(bazel);
  beforeAll(() => workspace.reset());
  afterAll(() => workspace.dispose());

  it('packs in the image that was recorded, and only once', async () => {
    const first = await workspace.bazel('build', ...FLAGS);
    expect({ exitCode: first.exitCode, output: first.exitCode === 0 ? '' : first.output }).toEqual({
      exitCode: 0,
      output: '',
    });
    expect(count(first)).toMatchObject({ PackDeb: 1 });
    const { image } = await acceptedRuntime();
    const manifest = await readFile(workspace.built('hello_amd64.deb.manifest.json'), 'utf8');
    expect(JSON.parse(manifest)).toMatchObject({ engine: { name: 'fpm-container', image, tools: { fpm: '1.18.0' } } });
    expect((await workspace.bazel('build', ...FLAGS)).actions).toEqual([]);
  });

  it('packs again for another image, and says so where there is none of that digest', async () => {
    // `.tools` is the checkout's own: the workspace gets one where another image is recorded.
    const digest = `sha256:${'0'.repeat(64)}`;
    await rm(workspace.path('.tools'));
    await workspace.write('.tools/image.json', '');
    await writeFile(workspace.path('.tools/image.json'), JSON.stringify({ image: digest }));
    await workspace.setUp();
    const { exitCode, output } = await workspace.bazel('build', ...FLAGS);
    expect(exitCode).toBe(1);
    expect(output).toContain(`podman has no image ${digest}; to build it: make image`);
  });

  it('says what its actions need', async () => {
    const { output } = await workspace.bazel('aquery', ...FLAGS.slice(1), `mnemonic("PackDeb", ${FLAGS[0]})`);
    expect(output).toMatch(/ExecutionInfo: \{.*no-remote-exec: 1.*no-sandbox: 1.*requires-network: 1.*\}/);
    expect(output).not.toMatch(/no-(remote-)?cache/);
  });
});
