import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { createRunFiles, createRunInputs } from '../../src/stage/run_inputs.ts';
import { elf, file, planOf, temporaryFolder, writeFiles } from '../support/packing.ts';

const cwd = writeFiles(temporaryFolder(), { 'pack/bridge': 'a bridge\n', 'pack/host': 'a host\n', arm: elf(183) });
execFileSync('tar', ['-C', join(cwd, 'pack'), '-czf', join(cwd, 'pack.tgz'), '.']);

const contents = [file('/usr/bin/bridge', '', { src: { source: 'pack', member: 'bridge' } })];
const sources = { pack: { file: 'pack.tgz', extract: true } };
const plans = [planOf({ format: 'deb', contents, sources }), planOf({ format: 'rpm', contents, sources })] as const;

it('opens an archive once for all plans, and has it on disk until the last of them is packed', async () => {
  const folder = join(cwd, 'unpacked');
  const inputs = createRunInputs(folder, plans, { sources: {}, cwd });
  const path = join(cwd, 'pack.tgz');
  const entries = await inputs.open(path);
  expect(await inputs.open(path)).toBe(entries);
  const bridge = entries.get('bridge');
  const from = bridge?.kind === 'file' ? bridge.from : '';
  await inputs.release(plans[0]);
  expect(existsSync(from)).toBe(true);
  await inputs.release(plans[1]);
  expect(readdirSync(folder)).toEqual([]);
});

it('finds the file that a flag names for a source', async () => {
  const folder = join(cwd, 'named');
  const inputs = createRunInputs(folder, [plans[0]], { sources: { pack: 'pack.tgz' }, cwd });
  await inputs.open(join(cwd, 'pack.tgz'));
  await inputs.release(plans[0]);
  expect(readdirSync(folder)).toEqual([]);
});

it('opens an archive anew that was released', async () => {
  const inputs = createRunInputs(join(cwd, 'anew'), [plans[0]], { sources: {}, cwd });
  const path = join(cwd, 'pack.tgz');
  await inputs.open(path);
  await inputs.release(plans[0]);
  const bridge = (await inputs.open(path)).get('bridge');
  expect(bridge?.kind === 'file' && existsSync(bridge.from)).toBe(true);
});

it('looks at a file once, and again at one that was not there', () => {
  const files = createRunFiles();
  const path = join(cwd, 'later');
  expect(() => files.look(path)).toThrow('ENOENT');
  writeFileSync(path, 'there\n');
  const looked = files.look(path);
  expect(looked).toMatchObject({ isFile: true, isFolder: false, kind: 'a file' });
  writeFileSync(path, 'there, but longer\n');
  expect(files.look(path)).toBe(looked);
  expect(files.machine(join(cwd, 'arm'))).toMatchObject({ machine: 183 });
  rmSync(join(cwd, 'arm'));
  expect(files.machine(join(cwd, 'arm'))).toMatchObject({ machine: 183 });
});

it('lists a folder once', async () => {
  const inputs = createRunInputs(join(cwd, 'none'));
  const items = await inputs.list(join(cwd, 'pack'));
  expect(items.map(({ path }) => path)).toEqual(['bridge', 'host']);
  expect(await inputs.list(join(cwd, 'pack'))).toBe(items);
});
