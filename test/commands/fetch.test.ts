import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { main } from '../../src/main.ts';
import { BODY, type Mirror, startMirror } from '../fetch/server.ts';

const SHA256 = createHash('sha256').update(BODY).digest('hex');

let mirror: Mirror;
let folder: string;

beforeEach(async () => {
  mirror = await startMirror();
  folder = mkdtempSync(join(tmpdir(), 'onepack-fetch-command-'));
});
afterEach(() => {
  mirror.close();
  rmSync(folder, { recursive: true });
});

/** Runs `onepack fetch` in the folder on a config of two packages with one source each. */
async function fetch(flags: string[], options: { isTTY?: boolean; behaviour?: string; sha256?: string } = {}) {
  const { isTTY = false, behaviour = 'good', sha256 } = options;
  const source = (name: string): string =>
    `{ file: "bin/\${arch}/${name}", url: "${mirror.url}/${behaviour}/\${version}/\${arch}/${name}"` +
    `${sha256 === undefined ? '' : `, sha256: "${sha256}"`} }`;
  const pack = (name: string): string =>
    `{ summary: x, contents: [{ src: "@${name}", dst: /usr/bin/${name}, mode: "0755" }] }`;
  writeFileSync(
    join(folder, 'packages.yaml'),
    `apiVersion: onepack/v1
version: v1.2.3
architectures: [amd64, arm64]
defaults: { maintainer: A <a@example.com>, license: MIT }
sources:
  hello: ${source('hello')}
  other: ${source('other')}
packages:
  hello: ${pack('hello')}
  other: ${pack('other')}
`,
  );
  let stderr = '';
  const io = { stdout: () => undefined, stderr: (text: string) => void (stderr += text), isTTY, cwd: folder };
  const status = await main(['fetch', '--config=packages.yaml', ...flags], io);
  return { status, stderr };
}

const file = (path: string): string => join(folder, 'bin', path);

describe('onepack fetch', () => {
  it('brings what is not there, and says that it is unverified', async () => {
    const { status, stderr } = await fetch([]);
    expect(status).toBe(0);
    expect(stderr.split('\n').sort()[1]).toBe(
      `hello for amd64: 0.1 MB, sha256 ${SHA256}, unverified: the config has no sha256 for it`,
    );
    expect(readFileSync(file('arm64/other'), 'utf8')).toBe(BODY);
    expect(mirror.asked).toHaveLength(4);
    expect(await fetch([])).toEqual({ status: 0, stderr: 'nothing to fetch: each source is there, or has no url\n' });
    expect(mirror.asked).toHaveLength(4);
  });

  it('says nothing of trust where the sha256 is right', async () => {
    const { stderr } = await fetch(['--package=hello', '--arch=amd64'], { sha256: SHA256 });
    expect(stderr).toBe(`hello for amd64: 0.1 MB, sha256 ${SHA256}\n`);
  });

  it('leaves nothing where the sha256 is wrong', async () => {
    const { status, stderr } = await fetch(['--package=hello', '--arch=amd64'], { sha256: '0'.repeat(64) });
    expect(status).toBe(1);
    expect(stderr).toContain(`hello for amd64: its sha256 is ${SHA256}, and the config says 0000`);
    expect(stderr).toContain('error: 1 of 1 file not fetched');
    expect(existsSync(file('amd64/hello'))).toBe(false);
  });

  it('has a line for each failure, and the count', async () => {
    const { status, stderr } = await fetch([], { behaviour: 'no-such-file' });
    expect(status).toBe(1);
    expect(stderr.match(/: the answer is 404 Not Found \(http:/g)).toHaveLength(4);
    expect(stderr).toMatch(/error: 4 of 4 files not fetched\n$/);
  });

  it('takes the packages and architectures that are named', async () => {
    await fetch(['--package=hello', '--arch=arm64', '--version=v2.0.0']);
    expect(mirror.asked).toEqual(['/good/2.0.0/arm64/hello']);
  });

  it('refuses a name that is not there', async () => {
    const { status, stderr } = await fetch(['--package=helo']);
    expect(stderr).toContain('[unknown-package]');
    expect(status).toBe(2);
    expect(mirror.asked).toEqual([]);
  });

  it('overwrites one line on a terminal, and on nothing else', async () => {
    expect((await fetch([])).stderr).not.toContain('\r');
    rmSync(join(folder, 'bin'), { recursive: true });
    const { stderr } = await fetch([], { isTTY: true });
    expect(stderr).toContain('\r\u001b[K1 of 4 files');
    expect(stderr.endsWith('\n')).toBe(true);
  });
});
