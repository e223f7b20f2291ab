import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { main } from '../../src/main.ts';
import { createManifest, type Manifest, serializeManifest } from '../../src/engine/manifest.ts';
import { type Plan } from '../../src/plan/plan.ts';
import { planOf, run, temporaryFolder, writeFiles } from '../support/packing.ts';

const folder = temporaryFolder();
let errors = '';
beforeEach(() => void (errors = ''));

/** A file with its manifest; dist does not look into packages. */
async function item(name: string, plan: Plan): Promise<void> {
  writeFiles(folder, { [name]: `the bytes of ${name}` });
  const manifest = await createManifest(plan, join(folder, name), { tools: { fpm: '1.18.0' } }, {});
  writeFiles(folder, { [`${name}.json`]: serializeManifest(manifest) });
}

beforeAll(async () => {
  await item('one.deb', planOf({ format: 'deb', package: 'one' }));
  await item('one.rpm', planOf({ format: 'rpm', package: 'one' }));
  await item('other/one.deb', planOf({ format: 'deb', package: 'one' }));
  await item('ONE.deb', planOf({ format: 'deb', package: 'ONE' }));
  await item('two.deb', planOf({ format: 'deb', package: 'two' }));
});

function dist(out: string, ...names: string[]): Promise<number> {
  const io = { stdout: () => undefined, stderr: (text: string) => void (errors += text), isTTY: false, cwd: folder };
  const pairs = names.flatMap((name) => [`--artifact=${name}`, `--manifest=${name}.json`]);
  return main(['dist', `--out=${out}`, ...pairs], io);
}

describe('dist', () => {
  it('has conventional names, sums that sha256sum checks, and the manifests sorted by name', async () => {
    expect([await dist('out', 'two.deb', 'one.rpm', 'one.deb'), errors]).toEqual([0, '']);
    const names = ['one-1.2.3-0.x86_64.rpm', 'one_1.2.3-0_amd64.deb', 'two_1.2.3-0_amd64.deb'];
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['SHA256SUMS', 'manifest.json', ...names].sort());
    expect(await run('sh', ['-c', 'cd "$1" && sha256sum -c --strict SHA256SUMS', 'sh', join(folder, 'out')])).toBe(
      names.map((name) => `${name}: OK`).join('\n'),
    );
    const manifests = JSON.parse(readFileSync(join(folder, 'out/manifest.json'), 'utf8')) as { fileName: string }[];
    expect(manifests.map(({ fileName }) => fileName)).toEqual(names);
  });

  it('is the same whatever the order of its flags, and replaces what was there', async () => {
    await dist('again', 'one.deb');
    expect(await dist('again', 'one.deb', 'two.deb', 'one.rpm')).toBe(0);
    expect(await run('diff', ['-r', join(folder, 'out'), join(folder, 'again')])).toBe('');
  });

  it.each([
    ['two of one name', ['one.deb', 'other/one.deb'], /one\.deb and other\/one\.deb are both one_.*\[same-file-name\]/],
    [
      'two that differ in nothing but capitals',
      ['one.deb', 'ONE.deb'],
      /is ONE_1\.2\.3-0_amd64\.deb, and .* is one_1\.2\.3-0_amd64\.deb, which differ only in capitals \[same-file-name\]/,
    ],
    [
      'a manifest of another file',
      ['stranger'],
      /stranger is not the file that its manifest describes \[wrong-manifest\]/,
    ],
    ['a manifest that is none', ['none'], /none\.json:1:1: error: .*\[bad-manifest\]/],
  ])('refuses %s, and writes nothing', async (_, names, message) => {
    const manifest = readFileSync(join(folder, 'two.deb.json'), 'utf8');
    writeFiles(folder, { stranger: 'x', 'stranger.json': manifest, none: '', 'none.json': '{}' });
    expect([await dist('refused', ...names), errors]).toEqual([2, expect.stringMatching(message)]);
    expect(readdirSync(folder)).not.toContain('refused');
  });

  // What a name may be is in test/file_name.test.ts.
  it.each(['../x', '/tmp/x', 'a/b', '..', '.hidden', '', 'x\ny', 'x\0', 'x'.repeat(256)])(
    'refuses the file name %j of a manifest, at its line, and writes nothing',
    async (fileName) => {
      const before = readdirSync(folder);
      const manifest = JSON.parse(readFileSync(join(folder, 'two.deb.json'), 'utf8')) as object;
      writeFiles(folder, { 'two.deb.json': JSON.stringify({ ...manifest, fileName }, null, 2) });
      expect(await dist('refused/deep', 'two.deb')).toBe(2);
      writeFiles(folder, { 'two.deb.json': serializeManifest(manifest as Manifest) });
      expect(errors).toMatch(/^two\.deb\.json:6:15: error: fileName: .* \[bad-manifest\]/);
      expect(readdirSync(folder)).toEqual(before);
    },
  );

  it.each(['SHA256SUMS', 'manifest.json'])('refuses a package that is called %s', async (fileName) => {
    const manifest = JSON.parse(readFileSync(join(folder, 'two.deb.json'), 'utf8')) as Manifest;
    writeFiles(folder, { named: 'the bytes of two.deb', 'named.json': serializeManifest({ ...manifest, fileName }) });
    expect([await dist('refused', 'named'), errors]).toEqual([2, expect.stringContaining('[same-file-name]')]);
    expect(readdirSync(folder)).not.toContain('refused');
  });

  it('says which of its files is not there', async () => {
    writeFiles(folder, { 'gone.json': readFileSync(join(folder, 'two.deb.json')) });
    expect([await dist('refused', 'nothing'), errors]).toEqual([
      2,
      'error: cannot read nothing.json: there is no such file [bad-manifest]\n',
    ]);
    errors = '';
    expect([await dist('refused', 'gone'), errors]).toEqual([
      2,
      'error: cannot read gone: there is no such file [bad-flag]\n',
    ]);
  });
});
