/** `onepack compress`, and what `pack --segments` makes of it. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { execaSync } from 'execa';
import { run } from '../command_line/running.ts';
import { temporaryFolder } from '../support/packing.ts';

const cwd = temporaryFolder();
const CONFIG = `apiVersion: onepack/v1
version: 1.2.3
architectures: [amd64]
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT }
sources:
  tool: { file: tool }
  many: { file: many.tgz, extract: true }
packages:
  tool:
    summary: Does it
    contents:
      - { src: '@tool', dst: /usr/bin/tool, mode: '0755' }
      - { src: '@many', dst: /opt/many, type: tree }
`;

interface Index {
  readonly segments: readonly { readonly size: number; readonly deflated: string }[];
}
const index = (folder: string): Index => JSON.parse(readFileSync(join(cwd, folder, 'segments.json'), 'utf8')) as Index;
const pack = (out: string, ...segments: string[]) =>
  run(
    [
      'pack',
      '--config=packages.yaml',
      `--out=${out}`,
      '--warnings=off',
      ...segments.map((name) => `--segments=${name}`),
    ],
    { cwd },
  );
const compress = (...flags: string[]) => run(['compress', ...flags], { cwd });

beforeAll(() => {
  const lines = Array.from({ length: 50_000 }, (_, at) => `${at * at} is the square of ${at}\n`).join('');
  writeFileSync(join(cwd, 'tool'), lines);
  mkdirSync(join(cwd, 'many/inner'), { recursive: true });
  writeFileSync(join(cwd, 'many/one'), `${lines}one`);
  writeFileSync(join(cwd, 'many/inner/same'), `${lines}one`);
  writeFileSync(join(cwd, 'many/other'), `${lines}two`);
  writeFileSync(join(cwd, 'many/small'), 'small');
  execaSync('tar', ['-C', 'many', '-czf', 'many.tgz', '.'], { cwd });
  writeFileSync(join(cwd, 'packages.yaml'), CONFIG);
});

describe('onepack compress', () => {
  it('deflates a file, and of an archive each distinct content that is not small, once', async () => {
    expect(await compress('--source=tool', '--out=of-tool')).toMatchObject({ status: 0, stderr: '' });
    expect(await compress('--source=many.tgz', '--extract', '--out=of-many')).toMatchObject({ status: 0, stderr: '' });
    expect(index('of-tool').segments).toHaveLength(1);
    expect(index('of-many').segments).toHaveLength(2);
    const named = index('of-many').segments.map(({ deflated }) => deflated);
    expect(readdirSync(join(cwd, 'of-many')).sort()).toEqual([...named, 'segments.json'].sort());
  });

  it('writes the same bytes again, and of the folder what it writes of the archive', async () => {
    await compress('--source=many.tgz', '--extract', '--out=again');
    await compress('--source=many', '--extract', '--out=of-folder');
    for (const other of ['again', 'of-folder']) execaSync('diff', ['-r', 'of-many', other], { cwd });
  });

  it('saves a pack the work, and changes none of its bytes', async () => {
    expect((await pack('without')).status).toBe(0);
    expect((await pack('with', 'of-tool', 'of-many')).status).toBe(0);
    execaSync('diff', ['-r', 'without', 'with'], { cwd });
    // What is in the package is what the folder has: other deflated bytes of the same length show.
    const [{ deflated = '' } = {}] = index('of-tool').segments;
    mkdirSync(join(cwd, 'spoilt'));
    for (const name of readdirSync(join(cwd, 'of-tool'))) {
      const bytes = readFileSync(join(cwd, 'of-tool', name));
      writeFileSync(join(cwd, 'spoilt', name), name === deflated ? Buffer.alloc(bytes.length) : bytes);
    }
    expect((await pack('with-spoilt', 'spoilt')).status).toBe(0);
    expect(() => execaSync('diff', ['-r', 'without', 'with-spoilt'], { cwd })).toThrow();
  });

  it('is of no use to a file that has changed since', async () => {
    const before = readFileSync(join(cwd, 'tool'));
    const other = Buffer.from(before).fill('x', 0, 1);
    writeFileSync(join(cwd, 'tool'), other);
    expect((await pack('changed', 'of-tool')).status).toBe(0);
    execaSync('dpkg-deb', ['-x', 'changed/tool_1.2.3-0_amd64.deb', 'unpacked'], { cwd });
    expect(readFileSync(join(cwd, 'unpacked/usr/bin/tool')).equals(other)).toBe(true);
    writeFileSync(join(cwd, 'tool'), before);
  });

  it.each([
    ['a source that is not there', ['--source=nothing'], 'error: nothing is not there [missing-file]'],
    ['what is no archive', ['--source=zeros.gz', '--extract'], /^error: the archive zeros\.gz: .* \[bad-archive\]/],
  ])('says what is wrong with %s, and leaves nothing', async (_, flags, message) => {
    writeFileSync(join(cwd, 'zeros.gz'), gzipSync(Buffer.alloc(5000, 1)));
    const { status, stderr } = await compress(...flags, '--out=bad');
    expect(status).not.toBe(0);
    expect(stderr.trim()).toMatch(message);
    expect(readdirSync(cwd).filter((name) => name.includes('bad'))).toEqual([]);
  });
});

describe('onepack pack --segments', () => {
  it.each([
    ['a folder without an index', () => undefined, /segments\.json: there is no such file \[bad-segments\]/],
    [
      'another version',
      (text: string) => text.replace(/segments\/v\d+/, 'segments/v0'),
      /segments\.json:2:\d+: error: apiVersion: .* \[bad-segments\][^]*`onepack compress` of this version writes/,
    ],
    ['half an index', (text: string) => text.slice(0, 50), /this is not JSON: .* \[bad-segments\]/],
    [
      'a file of another folder',
      (text: string) => text.replace(/"deflated": "/, '"deflated": "../'),
      /segments\[0\]\.deflated: .* \[bad-segments\]/,
    ],
    [
      'a file cut short',
      (text: string) => text.replace(/"deflatedSize": \d+/, '"deflatedSize": 7'),
      /is not the 7 bytes that it says \[bad-segments\]/,
    ],
  ])('refuses %s', async (name, change, message) => {
    const folder = join(cwd, name);
    mkdirSync(folder);
    const text = change(readFileSync(join(cwd, 'of-tool/segments.json'), 'utf8'));
    if (text !== undefined) writeFileSync(join(folder, 'segments.json'), text);
    for (const { deflated } of index('of-tool').segments) {
      writeFileSync(join(folder, deflated), readFileSync(join(cwd, 'of-tool', deflated)));
    }
    const { status, stderr } = await pack('refused', name);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(message) as unknown });
    expect(readdirSync(cwd)).not.toContain('refused');
  });
});
