import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { builtFiles } from '../../hack/build_events.ts';
import { collect, headline, table } from '../../hack/collect.ts';
import { type Manifest, MANIFEST_VERSION, serializeManifest } from '../../src/engine/manifest.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onepack-collect-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As Bazel leaves them: nobody may write. */
function built(name: string, fileName: string): string {
  const file = join(folder, name);
  const bytes = `bytes of ${name}`;
  writeFileSync(file, bytes, { mode: 0o555 });
  const manifest: Manifest = {
    apiVersion: MANIFEST_VERSION,
    package: 'kubectl',
    architecture: 'amd64',
    format: 'deb',
    fileName,
    version: '1.32.3',
    revision: '0',
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    sourceDateEpoch: 1,
    compression: 'gzip',
    engine: { name: 'fpm', tools: {} },
    sources: [],
  };
  writeFileSync(`${file}.manifest.json`, serializeManifest(manifest), { mode: 0o555 });
  return file;
}

describe('builtFiles', () => {
  const event = (value: unknown): string => `${JSON.stringify(value)}\n`;
  const prefix = ['bazel-out', 'k8-fastbuild', 'bin'];
  const namedSet = (id: string, names: string[], fileSets: string[] = []): string =>
    event({
      id: { namedSet: { id } },
      namedSetOfFiles: {
        files: names.map((name) => ({ name, pathPrefix: prefix })),
        fileSets: fileSets.map((each) => ({ id: each })),
      },
    });
  const completed = (success: boolean, group: string, id: string): string =>
    event({
      id: { targetCompleted: { label: '//x:y' } },
      completed: { success, outputGroup: [{ name: group, fileSets: [{ id }] }] },
    });

  it('follows the sets of each target that was built', () => {
    const events =
      namedSet('0', ['x/inner.deb']) +
      namedSet('1', ['x/outer.rpm'], ['0']) +
      namedSet('2', ['x/failed.deb']) +
      namedSet('3', ['x/manifest.json']) +
      completed(true, 'default', '1') +
      completed(false, 'default', '2') +
      completed(true, 'manifest', '3') +
      event({ id: { targetCompleted: { label: '//x:skipped' } }, aborted: { reason: 'SKIPPED' } });
    const out = 'bazel-out/k8-fastbuild/bin/x';
    expect(builtFiles(events)).toEqual([`${out}/inner.deb`, `${out}/outer.rpm`]);
  });

  it('is empty where nothing was built', () => {
    expect(builtFiles('')).toEqual([]);
  });
});

describe('collect', () => {
  it('leaves packages under their conventional names, and their sums', async () => {
    const out = join(folder, 'out');
    const deb = built('kubectl_amd64.deb', 'kubectl_1.32.3-0_amd64.deb');
    const other = join(folder, 'wrapper.sh');
    writeFileSync(other, '');
    const collected = await collect([other, deb], out);
    expect(collected.map(({ name, bytes }) => [name, bytes])).toEqual([['kubectl_1.32.3-0_amd64.deb', 26]]);
    expect(readdirSync(out).sort()).toEqual(['SHA256SUMS', 'kubectl_1.32.3-0_amd64.deb']);
    expect(statSync(join(out, 'kubectl_1.32.3-0_amd64.deb')).mode & 0o777).toBe(0o644);
    const sha256 = collected[0]?.sha256 ?? '';
    expect(readFileSync(join(out, 'SHA256SUMS'), 'utf8')).toBe(`${sha256}  kubectl_1.32.3-0_amd64.deb\n`);
    expect(table('out', collected)).toBe(`out/kubectl_1.32.3-0_amd64.deb      1 kB\n`);
    expect(headline(collected, ['kubectl'], 62)).toBe('1 package, 1 file, 1 kB, 62 s\n');
    expect(headline(collected, ['kubelet', 'kubectl'], 0.4)).toBe('1 of 2 packages, 1 file, 1 kB, 0.4 s\n');
  });

  it('removes packages of earlier runs, and nothing else', async () => {
    const out = join(folder, 'out');
    mkdirSync(out);
    for (const name of ['kubectl_1.31.0-0_amd64.deb', 'kubectl-1.31.0-0.x86_64.rpm', 'notes.txt']) {
      writeFileSync(join(out, name), 'old');
    }
    await collect([built('kubectl_amd64.deb', 'kubectl_1.32.3-0_amd64.deb')], out);
    expect(readdirSync(out).sort()).toEqual(['SHA256SUMS', 'kubectl_1.32.3-0_amd64.deb', 'notes.txt']);
  });
});
