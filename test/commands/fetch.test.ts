import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
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
async function fetch(
  flags: string[],
  options: { isTTY?: boolean; behaviour?: string; sha256?: string; more?: (name: string) => string } = {},
) {
  const { isTTY = false, behaviour = 'good', sha256, more = () => '' } = options;
  const source = (name: string): string =>
    `{ file: "bin/\${arch}/${name}", url: "${mirror.url}/${behaviour}/\${version}/\${arch}/${name}"` +
    `${sha256 === undefined ? '' : `, sha256: "${sha256}"`}${more(name)} }`;
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
  let stdout = '';
  const io = {
    stdout: (text: string) => void (stdout += text),
    stderr: (text: string) => void (stderr += text),
    isTTY,
    cwd: folder,
  };
  const status = await main(['fetch', '--config=packages.yaml', ...flags], io);
  return { status, stderr, stdout };
}

const file = (path: string): string => join(folder, 'bin', path);

/** The bytes of a partial file of hello. */
function kept(): number {
  const names = existsSync(file('amd64')) ? readdirSync(file('amd64')) : [];
  const partial = names.find((name) => /^\.hello\..*\.partial$/.test(name)) ?? 'none';
  return statSync(join(file('amd64'), partial, 'data'), { throwIfNoEntry: false })?.size ?? 0;
}

/** How long a run takes is the machine's. */
function timeless(said: string): string {
  return said.replace(/\b[\d.]+ s$/gm, '(time)');
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((later) => setTimeout(later, 20));
}

describe('onepack fetch', () => {
  it('brings what is not there, and says that it is unverified', async () => {
    const { status, stderr } = await fetch([]);
    expect(status).toBe(0);
    expect(stderr.split('\n').find((line) => line.startsWith('hello for amd64'))).toBe(
      `hello for amd64: 114 kB, unverified, sha256 ${SHA256}: the config has neither sha256 nor sha256Url for it`,
    );
    expect(readFileSync(file('arm64/other'), 'utf8')).toBe(BODY);
    expect(mirror.asked).toHaveLength(4);
    expect(await fetch([])).toEqual({
      status: 0,
      stderr: 'nothing to fetch: each source exists or has no url\n',
      stdout: '',
    });
    expect(mirror.asked).toHaveLength(4);
  });

  it('says that the config vouches for it where the sha256 is right', async () => {
    const { stderr } = await fetch(['--package=hello', '--arch=amd64'], { sha256: SHA256 });
    expect(timeless(stderr)).toBe('hello for amd64: 114 kB, sha256 as the config says\n1 file, 114 kB, (time)\n');
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
    expect(stderr).toMatch(/0 of 4 files, fetching [a-z]+ for a[a-z0-9]+: \d+ of 114 kB, \d+ s/);
    expect(stderr).toContain('\r\u001b[K');
    expect(stderr).toMatch(/4 files, 456 kB, [\d.]+ s\n$/);
  });

  const ONE = ['--package=hello', '--arch=amd64'];
  const published = (name: string): string => `, sha256Url: "${mirror.url}/sums/\${arch}/${name}.sha256"`;

  it('says which published sha256 vouches for it', async () => {
    mirror.texts.set('/sums/amd64/hello.sha256', SHA256);
    const { stderr } = await fetch(ONE, { more: published });
    expect(stderr).toContain(`hello for amd64: 114 kB, sha256 as ${mirror.url}/sums/amd64/hello.sha256 says\n`);
  });

  it('takes the next mirror, which an overlay can name', async () => {
    const bad = `${mirror.url}/no-such-file`;
    writeFileSync(join(folder, 'mirrors.yaml'), `sources: { hello: { url: ["${bad}", "${mirror.url}/good"] } }\n`);
    const { status, stderr } = await fetch([...ONE, '--overlay=mirrors.yaml'], { sha256: SHA256 });
    expect(status).toBe(0);
    expect(stderr).toContain(
      `hello for amd64: 114 kB, sha256 as the config says; ` +
        `from ${mirror.url}/good, after: the answer is 404 Not Found (${bad})\n`,
    );
    expect(mirror.asked).toEqual(['/no-such-file', '/good']);
  });

  it('replaces a list by the list of an overlay', async () => {
    writeFileSync(
      join(folder, 'one.yaml'),
      `sources: { hello: { url: ["${mirror.url}/empty", "${mirror.url}/good"] } }`,
    );
    writeFileSync(join(folder, 'two.yaml'), `sources: { hello: { url: ["${mirror.url}/good/own"] } }`);
    await fetch([...ONE, '--overlay=one.yaml', '--overlay=two.yaml']);
    expect(mirror.asked).toEqual(['/good/own']);
  });

  it('goes on where it was interrupted', async () => {
    const first = await fetch(ONE, { behaviour: 'gone-after' });
    expect(first.stderr).toContain('the answer is 404 Not Found');
    expect(existsSync(file('amd64/hello'))).toBe(false);
    const path = '/gone-after/1.2.3/amd64/hello';
    await fetch(ONE, { behaviour: 'gone-after' });
    expect(mirror.ranges.filter((_, index) => mirror.asked[index] === path)).toEqual([
      '',
      'bytes=40000-',
      'bytes=40000-',
    ]);
  });

  // What kills nobody hears of, and what is heard.
  it.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)('goes on where %s ended it', async (signal) => {
    await fetch(['--package=other']); // for the config
    const url = `${mirror.url}/pauses/hello`;
    const args = [resolve('src/cli.ts'), 'fetch', '--config=packages.yaml', ...ONE, `--set=sources.hello.url=${url}`];
    const child = execa('node', args, { cwd: folder, reject: false });
    await until(() => kept() === 40_000);
    child.kill(signal);
    expect((await child).signal).toBe(signal);
    expect(existsSync(file('amd64/hello'))).toBe(false);
    const { stderr, exitCode } = await execa('node', args, { cwd: folder });
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`sha256 ${SHA256}`);
    expect(mirror.ranges.slice(-2)).toEqual(['', 'bytes=40000-']);
    expect(readdirSync(join(folder, 'bin/amd64')).sort()).toEqual([
      '.hello.fetched',
      '.other.fetched',
      'hello',
      'other',
    ]);
  });

  describe('limits', () => {
    it('of time', async () => {
      const { status, stderr } = await fetch([...ONE, '--max-time=1'], { behaviour: 'trickles' });
      expect(status).toBe(1);
      expect(stderr).toContain(
        'hello for amd64: it was not all there after 1 s; --max-time=SECONDS gives it more (http:',
      );
    });

    it('of size', async () => {
      const { status, stderr } = await fetch([...ONE, '--max-filesize=100k'], { behaviour: 'endless' });
      expect(status).toBe(1);
      expect(stderr).toContain('hello for amd64: it is larger than 100K; --max-filesize=SIZE takes more (http:');
    });

    it.each(['--max-time=0', '--max-time=1.5', '--max-time=604801', '--max-filesize=4GB', '--max-filesize=0'])(
      'that are none: %s',
      async (flag) => {
        const { status, stderr } = await fetch([flag]);
        expect([status, stderr]).toEqual([2, expect.stringMatching(`^error: \`${flag}\` is not a .*\\[bad-flag\\]`)]);
        expect(mirror.asked).toEqual([]);
      },
    );
  });

  describe('--json', () => {
    it('says what was fetched', async () => {
      const { stdout, stderr } = await fetch([...ONE, '--json'], { sha256: SHA256 });
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toEqual({
        problems: [],
        files: [
          {
            source: 'hello for amd64',
            path: file('amd64/hello'),
            url: `${mirror.url}/good/1.2.3/amd64/hello`,
            size: BODY.length,
            sha256: SHA256,
            vouchedBy: 'the config',
          },
        ],
      });
      expect(JSON.parse((await fetch([...ONE, '--json'])).stdout)).toEqual({ problems: [], files: [] });
    });

    it('says what was not', async () => {
      const { stdout, status } = await fetch([...ONE, '--json'], { behaviour: 'no-such-file' });
      expect(status).toBe(1);
      expect(JSON.parse(stdout)).toEqual({
        problems: [],
        failure: {
          message: '1 of 1 file not fetched',
          output: `hello for amd64: the answer is 404 Not Found (${mirror.url}/no-such-file/1.2.3/amd64/hello)`,
        },
      });
    });
  });

  describe('--quiet', () => {
    it('says nothing where all is well', async () => {
      expect(await fetch(['--quiet'], { isTTY: true })).toMatchObject({ status: 0, stderr: '', stdout: '' });
      expect(await fetch(['--quiet'])).toMatchObject({ status: 0, stderr: '', stdout: '' });
    });

    it('says what failed, once', async () => {
      const { stderr } = await fetch([...ONE, '--quiet'], { behaviour: 'empty' });
      expect(stderr).toBe(
        `hello for amd64: the file is empty (${mirror.url}/empty/1.2.3/amd64/hello)\nerror: 1 of 1 file not fetched\n`,
      );
    });
  });
});
