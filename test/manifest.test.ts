import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createManifest, parseManifest, serializeManifest } from '../src/manifest.ts';
import { planOf, temporaryFolder, writeFiles } from './support/packing.ts';

const folder = writeFiles(temporaryFolder(), { 'tool.deb': 'package', 'bin/tool': 'bytes', 'tree/leaf': '' });
describe('a manifest', () => {
  it('says what a package is, of what and by what, and reads back', async () => {
    const plan = planOf({ format: 'deb' });
    const sources = { tree: join(folder, 'tree'), tool: join(folder, 'bin/tool') };
    const manifest = await createManifest(plan, join(folder, 'tool.deb'), { tools: { fpm: '1.18.0' } }, sources);
    expect(manifest).toEqual({
      apiVersion: 'onepack/manifest/v1',
      package: 'tool',
      architecture: 'amd64',
      format: 'deb',
      fileName: 'tool_1.2.3-0_amd64.deb',
      version: '1.2.3',
      revision: '0',
      size: 7,
      // By sha256sum.
      sha256: 'bc4a71180870f7945155fbb02f4b0a2e3faa2a62d6d31b7039013055ed19869a',
      sourceDateEpoch: 315532800,
      compression: 'none',
      engine: { name: 'fpm', tools: { fpm: '1.18.0' } },
      sources: [
        { name: 'tool', sha256: '277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9' },
        { name: 'tree' },
      ],
    });
    expect(parseManifest(serializeManifest(manifest), 'm.json')).toEqual(manifest);
  });

  it.each(['{', '{}', '[]', 'null', ''])('is refused, at its place in its file: %j', (text) => {
    expect(() => parseManifest(text, 'm.json')).toThrow(/^m\.json:1:\d: error: .* \[bad-manifest\]/);
  });
});
