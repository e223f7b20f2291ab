import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { patch } from '../../src/commands/patch.ts';
import type { Layers } from '../../src/config/load.ts';
import { InputError } from '../../src/problems/errors.ts';

const CONFIG = 'build/pkgs/packages.yaml';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function workspace(): string {
  const cwd = mkdtempSync(join(tmpdir(), 'onepack-patch-'));
  folders.push(cwd);
  cpSync('build/pkgs', join(cwd, 'build/pkgs'), { recursive: true, filter: (path) => !path.endsWith('/bin') });
  return cwd;
}

async function run(cwd: string, layers: Partial<Layers>, more: object = {}): Promise<void> {
  const io = { stdout: () => undefined, stderr: () => undefined, isTTY: false, cwd };
  await patch({ layers: { config: CONFIG, cwd, ...layers }, out: 'patched.yaml', base: 'build/pkgs', ...more }, io);
}

function plansIn(folder: string): Record<string, object> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as object]),
  );
}

const FLAGS = {
  version: 'v1.99.0-alpha.1',
  revision: '7',
  set: ['packages.kubectl.depends.jq=>= 1.5,defaults.vendor=Acme'],
  sources: [{ name: 'kubelet', path: 'out/kubelet' }],
};

describe('onepack patch', () => {
  it('writes a config of which the same plans come', async () => {
    const cwd = workspace();
    await run(cwd, FLAGS, { plans: 'one' });
    await run(cwd, { config: 'patched.yaml' }, { plans: 'two', out: 'again.yaml' });
    // The plan names its config, for messages.
    const one = plansIn(join(cwd, 'one'));
    const two = plansIn(join(cwd, 'two'));
    expect(Object.keys(one).length).toBeGreaterThan(0);
    for (const plan of [...Object.values(one), ...Object.values(two)]) Object.assign(plan, { config: '' });
    expect(two).toEqual(one);
    expect(readFileSync(join(cwd, 'again.yaml'), 'utf8')).toBe(readFileSync(join(cwd, 'patched.yaml'), 'utf8'));
    expect(one['kubelet_amd64_deb.json']).toMatchObject({
      sources: { kubelet: { file: 'out/kubelet' } },
      revision: '7',
    });
  });

  it('starts paths at the folder of the config unless told otherwise', async () => {
    const cwd = workspace();
    await run(cwd, {}, { base: undefined });
    expect(readFileSync(join(cwd, 'patched.yaml'), 'utf8')).toContain(`\nbase: ${join(cwd, 'build/pkgs')}\n`);
  });

  it('leaves the config as it is', async () => {
    const cwd = workspace();
    const before = readFileSync(join(cwd, CONFIG));
    await run(cwd, FLAGS);
    expect(readFileSync(join(cwd, CONFIG)).equals(before)).toBe(true);
  });

  it('takes the version of a stamp', async () => {
    const cwd = workspace();
    writeFileSync(join(cwd, 'status.txt'), 'BUILD_HOST x\nSTABLE_BUILD_SCM_REVISION v1.40.1\n');
    await run(cwd, { stamp: { file: 'status.txt', key: 'STABLE_BUILD_SCM_REVISION' } });
    expect(readFileSync(join(cwd, 'patched.yaml'), 'utf8')).toContain(
      '\nversion: v1.40.1 # from status.txt (STABLE_BUILD_SCM_REVISION), was v1.36.3\n',
    );
    await expect(run(cwd, { stamp: { file: 'status.txt', key: 'STABLE_X' } })).rejects.toThrow('no key `STABLE_X`');
  });

  it('refuses targets that are not what is planned, and says what to run', async () => {
    const cwd = workspace();
    const failure = await run(
      cwd,
      { set: ['architectures=[amd64]'] },
      { targets: ['kubelet_amd64_deb', 'gone_amd64_deb'], plans: 'p' },
    ).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(InputError);
    const { problems } = failure as InputError;
    expect(problems.map(({ code }) => code)).toContain('no-target');
    expect(problems.find(({ code }) => code === 'no-plan')?.message).toBe(
      'there is no plan for the target gone_amd64_deb',
    );
    expect(problems[0]?.hint).toContain('bazel run //build/pkgs:update');
    expect(readdirSync(cwd)).toEqual(['build']);
  });

  it('writes nothing where the config is wrong', async () => {
    const cwd = workspace();
    await expect(run(cwd, { set: ['packages.kublet.depends.jq=*'] }, { plans: 'p' })).rejects.toThrow(
      'did you mean `kubelet`?',
    );
    expect(readdirSync(cwd)).toEqual(['build']);
  });
});
